/** The timeline's geometry: months to stacked bars, and a place along it back to a month. */

import type { Month } from "../api/types";
import { OPERATION_KINDS } from "../kinds-of-operations";

export interface Bar {
  month: string;
  kind: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const known = new Set<string>(OPERATION_KINDS);

/** Kinds in the order in which bars stack; one that is not known joins "other". */
export function countsInOrder({ kinds }: Month): [string, number][] {
  const counts = new Map<string, number>(OPERATION_KINDS.map((kind) => [kind, 0]));
  for (const [kind, count] of Object.entries(kinds)) {
    const key = known.has(kind) ? kind : "other";
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].filter(([, count]) => count > 0);
}

export const totalOf = (month: Month): number => Object.values(month.kinds).reduce((a, b) => a + b, 0);

export function barsOf(months: readonly Month[], width: number, height: number): Bar[] {
  const step = width / Math.max(1, months.length);
  const most = Math.max(1, ...months.map(totalOf));
  const gap = Math.min(2, step * 0.2);
  // A bar as wide as half the page says no more than one that looks like a bar.
  const barWidth = Math.min(step - gap, 44);
  return months.flatMap((month, index) => {
    let top = height;
    return countsInOrder(month).map(([kind, count]) => {
      const barHeight = (count / most) * height;
      top -= barHeight;
      return { month: month.month, kind, x: index * step + (step - barWidth) / 2, y: top, width: barWidth, height: barHeight };
    });
  });
}

/** The month at a fraction of the axis; beyond its ends, the first or the last. */
export function monthAt(months: readonly Month[], fraction: number): string | null {
  const index = Math.max(0, Math.min(months.length - 1, Math.floor(fraction * months.length)));
  return months[index]?.month ?? null;
}

/** Left edge and width of a period along the axis; null when it holds none of the months. */
export function spanOf(months: readonly Month[], period: { from: string; to: string }, width: number): { x: number; width: number } | null {
  const first = months.findIndex(({ month }) => month >= period.from);
  const last = months.findLastIndex(({ month }) => month <= period.to);
  if (first < 0 || last < first) return null;
  const step = width / months.length;
  return { x: first * step, width: (last - first + 1) * step };
}

/** Which months carry a label: years where there are many months, else every few. */
export function labelledMonths(months: readonly Month[], width: number): { index: number; text: string }[] {
  const room = Math.max(1, Math.floor(width / 62));
  if (months.length <= room) return months.map(({ month }, index) => ({ index, text: month }));
  const years = months.flatMap(({ month }, index) => (month.endsWith("-01") || index === 0 ? [{ index, text: month.slice(0, 4) }] : []));
  const every = Math.ceil(years.length / room);
  const step = width / months.length;
  // A first year of which few months are shown has no room beside the next one.
  const isFree = (position: number) => ((years[position + every]?.index ?? Infinity) - (years[position]?.index ?? 0)) * step >= 36;
  return years.filter((_, position) => position % every === 0 && isFree(position));
}
