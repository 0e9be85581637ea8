/** What a chart draws of an answer: which column along, which up, which tells series apart. Nothing is summed: figures
 * are claims, so a row is a bar or a point of its own. */

import { numberOf, textOf } from "./cells";
import { type Holds, holdsOf } from "./columns";
import type { Row, Table } from "./types";

export const SORTS = ["bars", "line", "time"] as const;
export type ChartSort = (typeof SORTS)[number];

export interface ChartChoice {
  sort: ChartSort;
  /** The column along which bars and points stand. */
  along: string;
  /** The column of the numbers. */
  up: readonly string[];
  /** The column whose values are drawn apart; "" for none. */
  by: string;
}

export interface Point {
  along: string;
  /** Where it stands on a scale: a moment in time, a number, or its turn. */
  at: number;
  value: number;
  series: string;
}

export interface Chart {
  points: readonly Point[];
  series: readonly string[];
  /** Rows that are not drawn: without a number, without a date, or beyond what can be told apart. */
  left: number;
}

export const MOST_BARS = 60;
export const MOST_POINTS = 2000;
export const MOST_SERIES = 8;

export type Holding = Readonly<Record<string, Holds>>;

export const holdings = ({ names, rows }: Table, base: string): Holding =>
  Object.fromEntries(names.map((name) => [name, holdsOf(rows, name, base)]));

/** A chart that fits the answer; null where no column holds numbers. */
export function suggestion(names: readonly string[], holding: Holding): ChartChoice | null {
  const numbers = names.filter((name) => holding[name] === "number");
  const [up] = numbers;
  if (up === undefined) return null;
  const others = names.filter((name) => holding[name] !== "number" && holding[name] !== "nothing");
  const date = others.find((name) => holding[name] === "date");
  const along = date ?? others[0] ?? numbers[1] ?? up;
  const by = others.find((name) => name !== along) ?? "";
  return { sort: date === undefined ? "bars" : "time", along, up: by === "" ? numbers.filter((name) => name !== along || numbers.length === 1) : [up], by: date === undefined ? "" : by };
}

/** A choice from a link, as far as the answer has its columns. */
export function readChoice(text: string, names: readonly string[], holding: Holding): ChartChoice | null {
  const [sort = "", along = "", up = "", by = ""] = text.split("~");
  const numbers = up.split(",").filter((name) => holding[name] === "number");
  if (!(SORTS as readonly string[]).includes(sort) || !names.includes(along) || numbers.length === 0) return null;
  return { sort: sort as ChartSort, along, up: numbers, by: names.includes(by) ? by : "" };
}

export const writeChoice = ({ sort, along, up, by }: ChartChoice): string => [sort, along, up.join(","), by].join("~");

type Named = (iri: string) => string;

export function chartOf(rows: readonly Row[], choice: ChartChoice, named: Named): Chart {
  const found: Point[] = [];
  rows.forEach((row, turn) => {
    const along = textOf(row[choice.along], named);
    const at = placeOf(along, turn, choice);
    if (at === null) return;
    for (const name of choice.up) {
      const value = numberOf(row[name]);
      if (value !== null) found.push({ along, at, value, series: seriesOf(row, name, choice, named) });
    }
  });
  const series = [...new Set(found.map(({ series: one }) => one))].slice(0, MOST_SERIES);
  const shown = found.filter((point) => series.includes(point.series));
  const most = choice.sort === "bars" ? MOST_BARS : MOST_POINTS;
  const points = shown.slice(0, most);
  return { points: choice.sort === "bars" ? points : [...points].sort((a, b) => a.at - b.at), series, left: rows.length * choice.up.length - points.length };
}

function seriesOf(row: Row, name: string, { by, up }: ChartChoice, named: Named): string {
  if (by === "") return name;
  const told = textOf(row[by], named);
  return up.length > 1 ? `${told} · ${name}` : told;
}

function placeOf(along: string, turn: number, { sort }: ChartChoice): number | null {
  if (sort === "time") return momentOf(along);
  if (sort === "bars") return turn;
  const read = along.trim() === "" ? Number.NaN : Number(along);
  return Number.isFinite(read) ? read : (momentOf(along) ?? turn);
}

/** The first moment of a year, a month or a day; null for what is no date. */
export function momentOf(text: string): number | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?/.exec(text) ?? [];
  if (year === undefined) return null;
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return Number.isNaN(moment) ? null : moment;
}

/** Round numbers from at most the lowest to at least the highest, about as many as wanted. */
export function ticks(lowest: number, highest: number, wanted: number): number[] {
  const span = highest - lowest || Math.abs(highest) || 1;
  const rough = span / Math.max(wanted, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power * 10;
  const first = Math.floor(lowest / step);
  const last = Math.ceil(highest / step);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
