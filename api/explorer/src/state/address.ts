/** The scene in the page's address (after the #), so that a link reopens it and nothing of it reaches the server's log.
 *
 * Things go by their ids, the ends of their IRIs, in the order of arrival, which stacks depend on. An id that begins like the one before
 * it leaves that out: `show=operation/a,/b`. Places stand in the same order as whole numbers: `xy=10:-20,,30:40`.
 */

import { NETWORK, viewOf } from "../views";
import { isMonthOrDay, type Period, periodOf } from "./period";
import type { Point } from "./scene";
import type { Selection } from "./selection";

export interface Address {
  ids: readonly string[];
  opened: readonly string[];
  /** Where things and stacks stand. */
  at: Readonly<Record<string, Point>>;
  pinned: readonly string[];
  /** Types of things that are hidden. */
  selection: Selection | null;
  period: Period | null;
  /** Which way of looking, by its id in views.ts. */
  view: string;
  /** What single views keep in the address beside this, such as a query's text, by names of their own. */
  params: Readonly<Record<string, string>>;
}

export const EMPTY_ADDRESS: Address = {
  ids: [],
  opened: [],
  at: {},
  pinned: [],
  selection: null,
  period: null,
  view: NETWORK,
  params: {},
};

const OWN = new Set(["show", "open", "xy", "sxy", "pin", "edge", "path", "at", "dates", "view", "kept"]);

// Slashes and colons may stand in a fragment as they are; leaving them keeps the address legible.
const encode = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");
const list = (items: readonly string[]): string => items.map(encode).join(",");

export function toHash({ ids, opened, at, pinned, selection, period, view, params }: Address): string {
  const parts: string[] = [];
  if (ids.length > 0) parts.push(`show=${list(shorten(ids))}`);
  const places = ids.map((id) => writePoint(at[id])).join(",").replace(/,+$/, "");
  if (places !== "") parts.push(`xy=${places}`);
  const stacks = Object.entries(at).filter(([id]) => id.startsWith("stack:"));
  if (stacks.length > 0) parts.push(`sxy=${stacks.map(([id, point]) => `${encode(id)}@${writePoint(point)}`).join(",")}`);
  if (opened.length > 0) parts.push(`open=${list(opened)}`);
  if (pinned.length > 0) parts.push(`pin=${list(shorten(pinned))}`);
  if (selection?.what === "edge") parts.push(`edge=${list([selection.source, selection.relation, selection.target])}`);
  else if (selection?.what === "path") parts.push(`path=${list([selection.a, selection.b, ...(selection.through === "operations" ? ["operations"] : [])])}`);
  else if (selection) parts.push(`at=${encode(selection.id)}`);
  if (period) parts.push(`dates=${period.from}..${period.to}`);
  if (view !== NETWORK) parts.push(`view=${view}`);
  for (const [name, value] of Object.entries(params)) if (value !== "") parts.push(`${name}=${encode(value)}`);
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

export function fieldsOf(hash: string): Map<string, string> {
  const parts = hash.replace(/^#/, "").split("&");
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)] as const));
}

/** Read an address; what cannot be read is left out, since anybody can write a link. */
export function fromHash(hash: string): Address {
  const fields = fieldsOf(hash);
  const words = (name: string): string[] => (fields.get(name) ?? "").split(",").filter(Boolean).map(decode).filter(Boolean);
  const [from = "", to = ""] = (fields.get("dates") ?? "").split("..");
  const shown = lengthen(words("show"));
  return {
    ids: [...new Set(shown)],
    opened: words("open"),
    at: { ...readPlaces(shown, fields.get("xy") ?? ""), ...readStackPlaces(fields.get("sxy") ?? "") },
    pinned: [...new Set(lengthen(words("pin")))],
    selection: readSelection(words),
    period: isMonthOrDay(from) && isMonthOrDay(to) ? { ...periodOf(from, to), ...(fields.get("by") === "announced" && { by: "announced" as const }) } : null,
    view: viewOf(fields.get("view")).id,
    params: Object.fromEntries([...fields].filter(([name]) => /^[a-z]+$/.test(name) && !OWN.has(name)).map(([name, value]) => [name, decode(value)])),
  };
}

const firstPart = (id: string): string => id.slice(0, Math.max(0, id.indexOf("/")));

/** An id of the same kind as the one before it keeps its end alone. */
function shorten(ids: readonly string[]): string[] {
  return ids.map((id, index) => {
    const before = ids[index - 1];
    const kind = firstPart(id);
    return before !== undefined && kind !== "" && kind === firstPart(before) ? id.slice(kind.length) : id;
  });
}

function lengthen(written: readonly string[]): string[] {
  let kind = "";
  return written.map((id) => {
    if (id.startsWith("/")) return kind + id;
    kind = firstPart(id);
    return id;
  });
}

const writePoint = (point: Point | undefined): string => (point ? `${Math.round(point.x)}:${Math.round(point.y)}` : "");

function readPoint(written: string): Point | null {
  const [, x, y] = /^(-?\d{1,6}):(-?\d{1,6})$/.exec(written) ?? [];
  return x === undefined || y === undefined ? null : { x: Number(x), y: Number(y) };
}

function readPlaces(ids: readonly string[], written: string): Record<string, Point> {
  const places = written.split(",");
  return Object.fromEntries(ids.flatMap((id, index) => pair(id, readPoint(places[index] ?? ""))));
}

function readStackPlaces(written: string): Record<string, Point> {
  return Object.fromEntries(
    written.split(",").flatMap((entry) => {
      const cut = entry.lastIndexOf("@");
      const id = decode(entry.slice(0, Math.max(0, cut)));
      return id.startsWith("stack:") ? pair(id, readPoint(entry.slice(cut + 1))) : [];
    }),
  );
}

const pair = (id: string, point: Point | null): [string, Point][] => (point === null ? [] : [[id, point]]);

function readSelection(words: (name: string) => string[]): Selection | null {
  const [source, relation, target] = words("edge");
  if (source && relation && target) return { what: "edge", source, relation, target };
  const [a, b, through] = words("path");
  if (a && b) return { what: "path", a, b, ids: [], edges: [], ...(through === "operations" ? { through } : {}) };
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
