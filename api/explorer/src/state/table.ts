/** The scene as a table: the canvas' accessible twin, and what "Save as CSV" writes. */

import type { Node } from "../api/types";
import type { Picture } from "./picture";

export const COLUMNS = ["type", "label", "detail", "from", "to", "persons", "links"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Row {
  id: string;
  node: Node;
  type: string;
  label: string;
  detail: string;
  from: string;
  to: string;
  persons: string;
  links: number;
}

export interface Order {
  column: Column;
  descending: boolean;
}

export function rowsOf(picture: Picture): Row[] {
  const nodes = [...picture.nodes, ...picture.stacks.flatMap(({ members }) => members)];
  const links = new Map<string, number>();
  for (const { edges } of picture.lines) {
    for (const { source, target } of edges) for (const id of [source, target]) links.set(id, (links.get(id) ?? 0) + 1);
  }
  return nodes.map((node) => ({
    id: node.id,
    node,
    type: node.type,
    label: node.label,
    detail: node.detail,
    from: node.from ?? "",
    to: node.to ?? "",
    persons: bounds(node),
    links: links.get(node.id) ?? 0,
  }));
}

function bounds({ persons }: Node): string {
  if (persons === null) return "";
  const { low, high } = persons;
  if (low === null && high === null) return "";
  return low === high || high === null ? String(low) : `${low ?? "?"}–${high}`;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Empty cells come last in either direction. */
export function sortRows(rows: readonly Row[], { column, descending }: Order): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [String(a[column]), String(b[column])];
    if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
    return sign * collator.compare(x, y) || collator.compare(a.label, b.label);
  });
}

/** CSV as RFC 4180 has it. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function toCsv(rows: readonly Row[]): string {
  const lines = [["id", ...COLUMNS], ...rows.map((row) => [row.id, ...COLUMNS.map((column) => String(row[column]))])];
  return lines.map((cells) => cells.map(quoteCell).join(",")).join("\r\n") + "\r\n";
}

function quoteCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
