/** The scene in the page's address (after the #), so that a link reopens it and nothing of it reaches the server's log. */

import { isMonth, type Period, periodOf } from "./period";
import type { Selection } from "./selection";

export interface Address {
  ids: readonly string[];
  opened: readonly string[];
  selection: Selection | null;
  period: Period | null;
  table: boolean;
}

export const EMPTY_ADDRESS: Address = { ids: [], opened: [], selection: null, period: null, table: false };

// Slashes and colons may stand in a fragment as they are; leaving them keeps the address legible.
const encode = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");
const list = (items: readonly string[]): string => items.map(encode).join(",");

export function toHash({ ids, opened, selection, period, table }: Address): string {
  const parts: string[] = [];
  if (ids.length > 0) parts.push(`show=${list(ids)}`);
  if (opened.length > 0) parts.push(`open=${list(opened)}`);
  if (selection?.what === "edge") parts.push(`edge=${list([selection.source, selection.relation, selection.target])}`);
  else if (selection?.what === "path") parts.push(`path=${list([selection.a, selection.b])}`);
  else if (selection) parts.push(`at=${encode(selection.id)}`);
  if (period) parts.push(`dates=${period.from}..${period.to}`);
  if (table) parts.push("view=table");
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

/** Read an address; what cannot be read is left out, since anybody can write a link. */
export function fromHash(hash: string): Address {
  const fields = new Map(
    hash
      .replace(/^#/, "")
      .split("&")
      .map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)] as const),
  );
  const words = (name: string): string[] => (fields.get(name) ?? "").split(",").filter(Boolean).map(decode).filter(Boolean);
  const [from = "", to = ""] = (fields.get("dates") ?? "").split("..");
  return {
    ids: [...new Set(words("show"))],
    opened: words("open"),
    selection: readSelection(words),
    period: isMonth(from) && isMonth(to) ? periodOf(from, to) : null,
    table: fields.get("view") === "table",
  };
}

function readSelection(words: (name: string) => string[]): Selection | null {
  const [source, relation, target] = words("edge");
  if (source && relation && target) return { what: "edge", source, relation, target };
  const [a, b] = words("path");
  if (a && b) return { what: "path", a, b, ids: [], edges: [] };
  const [id] = words("at");
  if (!id) return null;
  return id.startsWith("stack:") ? { what: "stack", id } : { what: "node", id };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
