/** Months, weeks or days along the axis, and how it is zoomed. Pure: days are "2026-02-08" strings, counted in UTC. */

import { firstDay, isMonthOrDay, lastDay, nextMonth, type Period, periodOf } from "../state/period";
import type { Stretch } from "./types";

export type Step = "month" | "week" | "day";

/** One step of the axis, with its first and last day. */
export interface Bin extends Stretch {
  end: string;
}

const DAY_MS = 86_400_000;
/** Above so many days, weeks or months serve better than days or weeks: bars have to be wide enough to hit. */
const DAYS_BY_DAY = 70;
const DAYS_BY_WEEK = 500;
const SHORTEST = 7;

const toMs = (day: string): number => Date.parse(`${firstDay(day)}T00:00:00Z`);
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => toDay(toMs(day) + count * DAY_MS);

/** How many days there are from the first to the last, both counted. */
export const daysIn = ({ from, to }: Period): number => Math.round((toMs(lastDay(to)) - toMs(firstDay(from))) / DAY_MS) + 1;

/** The Monday of a day's week. */
export const weekOf = (day: string): string => addDays(day, -((new Date(toMs(day)).getUTCDay() + 6) % 7));

/** The step in which an axis is counted; without one, months. */
export function stepOf(axis: Period | null): Step {
  if (axis === null) return "month";
  const days = daysIn(axis);
  return days <= DAYS_BY_DAY ? "day" : days <= DAYS_BY_WEEK ? "week" : "month";
}

/** Every step of an axis, those without operations included, so that it is even. Without an axis from the first to the last that has any. */
export function binsOf(steps: readonly Stretch[], step: Step, axis: Period | null): Bin[] {
  const known = new Map(steps.filter(({ start }) => isMonthOrDay(start)).map((one) => [one.start, one]));
  const sorted = [...known.keys()].sort();
  const first = axis === null ? sorted[0] : startOf(firstDay(axis.from), step);
  const last = axis === null ? sorted.at(-1) : startOf(lastDay(axis.to), step);
  if (first === undefined || last === undefined) return [];
  const bins: Bin[] = [];
  for (let start = first; start <= last; start = after(start, step)) {
    bins.push({ start, end: addDays(firstDay(after(start, step)), -1), kinds: known.get(start)?.kinds ?? {} });
  }
  return bins;
}

const startOf = (day: string, step: Step): string => (step === "month" ? day.slice(0, 7) : step === "week" ? weekOf(day) : day);

const after = (start: string, step: Step): string => (step === "month" ? nextMonth(start) : addDays(start, step === "week" ? 7 : 1));

/** The period from one bin to another, in either order: whole months where they are months. */
export function periodOfBins(a: Bin, b: Bin): Period {
  const { from, to } = periodOf(a.start, b.start);
  if (from.length === 7) return { from, to };
  return { from, to: a.end > b.end ? a.end : b.end };
}

export const isWithin = (bin: Bin, period: Period | null): boolean =>
  period === null || (bin.end >= firstDay(period.from) && firstDay(bin.start) <= lastDay(period.to));

/** Left edge and width of a period along the axis; null when it holds none of it. */
export function spanOf(bins: readonly Bin[], period: Period, width: number): { x: number; width: number } | null {
  const first = bins.findIndex((bin) => isWithin(bin, period));
  const last = bins.findLastIndex((bin) => isWithin(bin, period));
  if (first < 0 || last < first) return null;
  const step = width / bins.length;
  return { x: first * step, width: (last - first + 1) * step };
}

/** Half as long, or as long as the chosen period where that lies inside. */
export function zoomIn(axis: Period, chosen: Period | null): Period {
  if (chosen !== null && daysIn(chosen) < daysIn(axis)) return widen(chosen, SHORTEST);
  const days = daysIn(axis);
  // The newest end is what most come for.
  return widen({ from: addDays(lastDay(axis.to), -Math.ceil(days / 2) + 1), to: lastDay(axis.to) }, SHORTEST);
}

/** Twice as long about the same middle, or as near to it as the ends allow; null where that is all there is. */
export function zoomOut(axis: Period, whole: Period): Period | null {
  const days = 2 * daysIn(axis);
  if (days >= daysIn(whole)) return null;
  const [first, last] = [firstDay(whole.from), lastDay(whole.to)];
  const from = addDays(firstDay(axis.from), -Math.ceil(days / 4));
  const latest = addDays(last, 1 - days);
  const start = from < first ? first : from > latest ? latest : from;
  return { from: start, to: addDays(start, days - 1) };
}

function widen(axis: Period, least: number): Period {
  const missing = least - daysIn(axis);
  if (missing <= 0) return { from: firstDay(axis.from), to: lastDay(axis.to) };
  const before = Math.floor(missing / 2);
  return { from: addDays(firstDay(axis.from), -before), to: addDays(lastDay(axis.to), missing - before) };
}

/** "2026-01-05..2026-03-01" in an address. */
export function axisOf(named: string | undefined): Period | null {
  const [from = "", to = ""] = (named ?? "").split("..");
  return isMonthOrDay(from) && isMonthOrDay(to) ? periodOf(from, to) : null;
}

/** A chosen period with one of its ends moved by steps; ends never pass each other nor leave the axis. */
export function moveEnd(bins: readonly Bin[], period: Period | null, end: "from" | "to", by: number): Period | null {
  const first = period === null ? 0 : bins.findIndex((bin) => isWithin(bin, period));
  const last = period === null ? bins.length - 1 : bins.findLastIndex((bin) => isWithin(bin, period));
  if (first < 0 || last < 0) return period;
  const moved = Math.min(bins.length - 1, Math.max(0, (end === "from" ? first : last) + by));
  const from = bins[end === "from" ? Math.min(moved, last) : first];
  const to = bins[end === "to" ? Math.max(moved, first) : last];
  if (from === undefined || to === undefined) return period;
  return from === bins[0] && to === bins.at(-1) ? null : periodOfBins(from, to);
}
