/** Months, days and periods of them, as "2026-02" or "2026-02-08" strings: they sort as text, and no time zone can shift them. */

import type { Month, Node } from "../api/types";

/** By which day an operation belongs to a period: when it happened, or when it was first announced. */
export type Time = "happened" | "announced";

export interface Period {
  /** A month or a day. */
  from: string;
  to: string;
  /** When operations happened, where nothing is said. */
  by?: Time;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);
export const isMonthOrDay = (text: string): boolean => MONTH.test(text) || DAY.test(text);

export function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** The first day of a year, a month or a day. */
export const firstDay = (date: string): string => date + "-01-01".slice(date.length - 4);

/** The last day of a year, a month or a day, leap years included. */
export function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length !== 7) return date;
  const day = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
  return `${date}-${String(day).padStart(2, "0")}`;
}

/** A period from two months or days in either order. */
export const periodOf = (a: string, b: string): Period => (a <= b ? { from: a, to: b } : { from: b, to: a });

/** Every month from the first to the last, those without operations included, so that the axis is even. */
export function everyMonth(months: readonly Month[]): Month[] {
  const known = new Map(months.filter(({ month }) => isMonth(month)).map((month) => [month.month, month]));
  const sorted = [...known.keys()].sort();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const filled: Month[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) filled.push(known.get(month) ?? { month, kinds: {} });
  return filled;
}

type Dated = Pick<Node, "from" | "to" | "announced">;

/** The first and the last day on which something can have been; null where nobody tells. */
export function daysOf(node: Dated, by: Time): { first: string; last: string } | null {
  const announced = by === "announced" ? (node.announced ?? null) : null;
  const from = announced ?? node.from ?? node.to;
  const to = announced ?? node.to ?? node.from;
  return from === null || to === null ? null : { first: firstDay(from), last: lastDay(to) };
}

/** Whether a thing belongs to a period; what has no date, an agency for instance, belongs to all. A date may be a year or a month only. */
export function isInPeriod(node: Dated, period: Period | null): boolean {
  const days = daysOf(node, period?.by ?? "happened");
  if (period === null || days === null) return true;
  return days.first <= lastDay(period.to) && days.last >= firstDay(period.from);
}
