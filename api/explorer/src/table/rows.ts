/** Rows of the table as plain data: what stands in each cell, which rows fit, in which order, and what goes into a file. */

import type { Node } from "../api/types";
import type { Picture } from "../state/picture";
import type { CellColumn, CellQuotes, LinkColumn, Named, ThingRow } from "./types";

export const COLUMNS = [
  "name", "kind", "countries", "offences", "date", "persons", "airports", "agencies", "announcements",
  "destinations", "places", "officials", "nationalities", "announced", "links",
] as const;
export type Column = (typeof COLUMNS)[number];

export const isNumberColumn = (column: Column): boolean => column === "persons" || column === "announcements" || column === "links";

/** Those that stand until others are chosen. */
export const FIRST_COLUMNS: readonly Column[] = COLUMNS.slice(0, 9);
const LINKS: readonly string[] = ["countries", "destinations", "offences", "airports", "places", "agencies", "officials", "nationalities"];

export const isLinks = (column: Column): column is LinkColumn => LINKS.includes(column);
/** Whether the words behind a cell can be asked for. */
export const isQuoted = (column: Column): column is CellColumn & Column =>
  isLinks(column) || ["kind", "date", "persons", "announcements"].includes(column);

export interface Row {
  id: string;
  node: Node;
  name: Named;
  cells: Readonly<Partial<Record<LinkColumn, readonly Named[]>>>;
  announcements: number | null;
  origins: number | null;
  /** Lines of the picture that end here. */
  links: number;
}

export interface Order {
  column: Column;
  descending: boolean;
}

/** The things in view, stack members one by one; what the server told of each is added as soon as it has come. */
export function rowsOf(picture: Picture, told: ReadonlyMap<string, ThingRow>): Row[] {
  const nodes = [...picture.nodes, ...picture.stacks.flatMap(({ members }) => members)];
  const links = new Map<string, number>();
  for (const { edges } of picture.lines) {
    for (const { source, target } of edges) for (const id of [source, target]) links.set(id, (links.get(id) ?? 0) + 1);
  }
  return nodes.map((node) => {
    const more = told.get(node.id);
    return {
      id: node.id,
      node,
      name: more?.name ?? { id: node.id, label: node.label, language: null, type: node.type },
      cells: more?.links ?? {},
      announcements: more?.announcements ?? null,
      origins: more?.origins ?? null,
      links: links.get(node.id) ?? 0,
    };
  });
}

/** How a word that is not in the data is written: the name of a kind, of a type. */
export type Say = (word: string) => string;

/** A cell as text; also what is filtered and written to a file. */
export function textOf(row: Row, column: Column, say: Say): string {
  const { node } = row;
  if (isLinks(column)) return (row.cells[column] ?? []).map(({ label }) => label).join("; ");
  switch (column) {
    case "name": return row.name.label;
    case "kind": return say(node.kind !== null && node.type === "operation" ? `kind-${node.kind}` : `type-${node.type}`);
    case "date": return node.from === node.to || node.to === null ? (node.from ?? "") : `${node.from ?? ""}/${node.to}`;
    case "persons": return boundsOf(node);
    case "announcements": return row.announcements === null ? "" : `${row.announcements}/${row.origins ?? 0}`;
    case "announced": return node.announced ?? "";
    case "links": return String(row.links);
  }
}

/** How many people, at least and at most: as digits alone for files and filters, as a reader writes numbers on the page. */
export function boundsOf({ persons }: Node, write: (value: number) => string = String): string {
  if (persons === null) return "";
  const { low, high } = persons;
  if (low === null && high === null) return "";
  const written = (bound: number | null): string => (bound === null ? "?" : write(bound));
  return low === high || high === null ? written(low) : `${written(low)}–${written(high)}`;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Empty cells come last in either direction; rows that are alike stand by name, so that the order is always the same. */
export function sortRows(rows: readonly Row[], { column, descending }: Order, say: Say): Row[] {
  const sign = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, column, say) }));
  keyed.sort((a, b) => {
    if ((a.key === "") !== (b.key === "")) return a.key === "" ? 1 : -1;
    if (typeof a.key === "number" && typeof b.key === "number") return sign * (a.key - b.key) || byName(a.row, b.row);
    return sign * collator.compare(String(a.key), String(b.key)) || byName(a.row, b.row);
  });
  return keyed.map(({ row }) => row);
}

const byName = (a: Row, b: Row): number => collator.compare(a.name.label, b.name.label) || (a.id < b.id ? -1 : 1);

function keyOf(row: Row, column: Column, say: Say): string | number {
  switch (column) {
    case "persons": return row.node.persons?.high ?? row.node.persons?.low ?? "";
    case "announcements": return row.announcements ?? "";
    case "links": return row.links;
    default: return textOf(row, column, say);
  }
}

/** Rows in which every word is found, in whichever of the columns. */
export function filterRows(rows: readonly Row[], words: string, columns: readonly Column[], say: Say): readonly Row[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rows;
  return rows.filter((row) => {
    const text = [row.id, ...columns.map((column) => textOf(row, column, say))].join(" ").toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** What is shown as lines of a file, with the IRIs and, column by column, the words behind each cell. */
export function linesOf(rows: readonly Row[], columns: readonly Column[], quotes: readonly CellQuotes[], say: Say): string[][] {
  const behind = new Map(quotes.map((cell) => [`${cell.id} ${cell.column}`, cell]));
  const quoted = columns.filter(isQuoted);
  const linked = columns.filter(isLinks);
  const heads = ["iri", ...columns, "disputed", ...linked.map((column) => `${column}_ids`), ...quoted.map((column) => `${column}_quotes`)];
  const lines = rows.map((row) => [
    row.node.iri,
    ...columns.map((column) => textOf(row, column, say)),
    row.node.disputed ? "disputed" : "",
    ...linked.map((column) => (row.cells[column] ?? []).map(({ id }) => id).join("; ")),
    ...quoted.map((column) => (behind.get(`${row.id} ${column}`)?.evidence ?? [])
      .map(({ quote, announcement, start, end }) => `“${quote}” [${announcement}#char=${start},${end}]`).join(" | ")),
  ]);
  return [heads, ...lines];
}

/** Which columns an address names; the first ones where it names none. */
export function columnsOf(named: string | undefined): readonly Column[] {
  const wanted = (named ?? "").split(",");
  const chosen = COLUMNS.filter((column) => wanted.includes(column));
  return chosen.length === 0 ? FIRST_COLUMNS : chosen;
}

/** "date:down" in an address. */
export function orderOf(named: string | undefined): Order {
  const [name, direction] = (named ?? "").split(":");
  const column = COLUMNS.find((one) => one === name);
  return column === undefined ? { column: "kind", descending: false } : { column, descending: direction === "down" };
}
