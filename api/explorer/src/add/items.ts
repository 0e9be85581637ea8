/** A record's facts by the things they are about: each operation, agency, official and airport, and the announcement itself. */

import type { ReadFact, ReadRecord } from "./types";

export interface ItemFact {
  /** Its position in the list of facts. */
  position: number;
  field: string;
  /** As the record has it: "KH 5", "2026-02-08 to 2026-02-09", a name. */
  value: string;
  fact: ReadFact;
}

export interface Item {
  /** `operations[0]`; "" for the announcement. */
  path: string;
  kind: "operations" | "agencies" | "officials" | "airports" | "announcement";
  facts: ItemFact[];
}

const ORDER = ["operations", "agencies", "officials", "airports", "announcement"] as const;
const IN_ITEM = /^((operations|agencies|officials|airports)\[(\d+)\])\.([a-z_]+)(?:\.([\s\S]*))?$/;
const OF_RECORD = /^([a-z_]+)(?:\.([\s\S]*))?$/;

export function itemsOf(record: ReadRecord, facts: readonly ReadFact[]): Item[] {
  const items = new Map<string, Item>();
  facts.forEach((fact, position) => {
    const [, path = "", list, number, field = "", key] = IN_ITEM.exec(fact.path) ?? [];
    if (list !== undefined) {
      const things = record[list];
      const thing: unknown = Array.isArray(things) ? things[Number(number)] : undefined;
      put(items, path, list as Item["kind"], { position, field, value: valueOf(thing, field, key), fact });
      return;
    }
    const [, own = fact.path, of] = OF_RECORD.exec(fact.path) ?? [];
    put(items, "", "announcement", { position, field: own, value: valueOf(record, own, of), fact });
  });
  return [...items.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function put(items: Map<string, Item>, path: string, kind: Item["kind"], fact: ItemFact): void {
  const item = items.get(path) ?? { path, kind, facts: [] };
  item.facts.push(fact);
  items.set(path, item);
}

function valueOf(thing: unknown, field: string, key: string | undefined): string {
  const value: unknown = typeof thing === "object" && thing !== null ? (thing as Record<string, unknown>)[field] : undefined;
  if (key !== undefined) {
    const number: unknown = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)[key] : null;
    return typeof number === "number" ? `${key} ${number}` : key;
  }
  if (typeof value === "object" && value !== null) {
    const { from, to } = value as { from?: string; to?: string };
    return from !== undefined && to !== undefined ? `${from} to ${to}` : "";
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
