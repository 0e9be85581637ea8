/** What the columns of an answer hold, and its rows sorted, filtered and copied. */

import { numberOf, type Sort, sortOf, textOf, thingOf } from "./cells";
import type { Row, Table, Value } from "./types";

/** What a column holds as a whole; "mixed" columns are read as text. */
export type Holds = "thing" | "number" | "date" | "text" | "nothing";

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function holdsOf(rows: readonly Row[], name: string, base: string): Holds {
  const values = rows.flatMap((row) => row[name] ?? []);
  if (values.length === 0) return "nothing";
  if (values.every((value) => numberOf(value) !== null)) return "number";
  // A month as SUBSTR cuts it is a date for a reader, too.
  if (values.every((value) => sortOf(value) === "date" || sortOf(value) === "moment" || (value.type === "literal" && DATE.test(value.value)))) return "date";
  return values.every((value) => value.type === "uri" && thingOf(value.value, base) !== null) ? "thing" : "text";
}

/** The names under which things of the network stand in at least one row. */
export const thingColumns = ({ names, rows }: Table, base: string): string[] =>
  names.filter((name) => rows.some((row) => isThing(row[name], base)));

const isThing = (value: Value | undefined, base: string): boolean => value?.type === "uri" && thingOf(value.value, base) !== null;

/** The ids of all things in the rows, each once, in order of appearance. */
export function thingsIn({ names, rows }: Table, base: string): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    for (const name of names) {
      const value = row[name];
      const thing = value?.type === "uri" ? thingOf(value.value, base) : null;
      if (thing !== null && thing.type !== "announcement") found.add(thing.id);
    }
  }
  return [...found];
}

export interface Order {
  name: string;
  descending: boolean;
}

type Named = (iri: string) => string;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const RANK: Readonly<Record<Sort, number>> = { number: 0, date: 1, moment: 1, boolean: 2, text: 3, iri: 3, triple: 4, blank: 5, empty: 6 };

/** Numbers by value, the rest by what is shown; cells without a value come last in either direction. */
export function sorted(rows: readonly Row[], order: Order | null, named: Named): readonly Row[] {
  if (order === null) return rows;
  const sign = order.descending ? -1 : 1;
  const keys = rows.map((row) => {
    const value = row[order.name];
    return { row, rank: RANK[sortOf(value)], number: numberOf(value), text: textOf(value, named) };
  });
  keys.sort((a, b) => {
    if ((a.rank === RANK.empty) !== (b.rank === RANK.empty)) return a.rank - b.rank;
    if (a.number !== null && b.number !== null) return sign * (a.number - b.number);
    return sign * (a.rank - b.rank || collator.compare(a.text, b.text));
  });
  return keys.map(({ row }) => row);
}

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The rows of which some cell holds all the words: as shown, or in its IRI. */
export function filtered(rows: readonly Row[], words: string, named: Named): readonly Row[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rows;
  const whole = (value: Value): string => fold(value.type === "uri" ? `${named(value.value)} ${value.value}` : textOf(value, named));
  return rows.filter((row) => {
    const text = Object.values(row).map(whole).join(" ");
    return wanted.every((word) => text.includes(word));
  });
}

/** Rows to be pasted into a spreadsheet: tabs between cells, no tab or line break within. */
export function toTabs(names: readonly string[], rows: readonly Row[], named: Named): string {
  const clean = (text: string) => text.replaceAll(/[\t\r\n]+/g, " ");
  const lines = rows.map((row) => names.map((name) => clean(textOf(row[name], named))));
  return [[...names], ...lines].map((cells) => cells.join("\t")).join("\n") + "\n";
}
