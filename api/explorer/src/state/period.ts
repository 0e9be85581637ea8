/** Months and periods of months, as "2026-02" strings: they sort as text, and no time zone can shift them. */

import type { Month, Node } from "../api/types";

export interface Period {
  from: string;
  to: string;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);

export function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

export const firstDay = (month: string): string => `${month}-01`;

/** The last day of a month, leap years included. */
export function lastDay(month: string): string {
  const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, "0")}`;
}

/** A period from two months in either order. */
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

export const isWithin = (month: string, period: Period | null): boolean =>
  period === null || (month >= period.from && month <= period.to);

/** Whether a thing belongs to a period; what has no date, an agency for instance, belongs to all. A date may be a year or a month only. */
export function isInPeriod(node: Pick<Node, "from" | "to">, period: Period | null): boolean {
  const from = node.from ?? node.to;
  const to = node.to ?? node.from;
  if (period === null || from === null || to === null) return true;
  const start = from.slice(0, 7).padEnd(7, "-01");
  const end = to.length === 4 ? `${to}-12` : to.slice(0, 7);
  return start <= period.to && end >= period.from;
}

export function countOperations(months: readonly Month[], period: Period | null): number {
  const inside = months.filter(({ month }) => isWithin(month, period));
  return inside.reduce((sum, { kinds }) => sum + Object.values(kinds).reduce((a, b) => a + b, 0), 0);
}
