/** What a value of an answer is for a reader: a thing of the graph, a number, a date, words in a language. */

import { isNodeType, type NodeType, type Span } from "../api/types";
import type { Terms, Value } from "./types";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong"].map((name) => XSD + name),
);
const DAYS = new Set(["date", "gYearMonth", "gYear"].map((name) => XSD + name));

/** A thing of the network, by its id and type. */
export interface Thing {
  id: string;
  type: NodeType;
}

export type Sort = "empty" | "iri" | "number" | "date" | "moment" | "boolean" | "text" | "blank" | "triple";

export function sortOf(value: Value | undefined): Sort {
  if (value === undefined) return "empty";
  if (value.type === "uri") return "iri";
  if (value.type === "bnode") return "blank";
  if (value.type === "triple") return "triple";
  const { datatype } = value;
  if (datatype === undefined) return "text";
  if (NUMBERS.has(datatype)) return "number";
  if (DAYS.has(datatype)) return "date";
  if (datatype === `${XSD}dateTime`) return "moment";
  return datatype === `${XSD}boolean` ? "boolean" : "text";
}

export const numberOf = (value: Value | undefined): number | null => {
  if (sortOf(value) !== "number" || value?.type !== "literal") return null;
  const read = Number(value.value.replace("INF", "Infinity"));
  return Number.isFinite(read) ? read : null;
};

/** The thing that an IRI names: the first part of its path tells the type. Its parts, as claims are, are no things. */
export function thingOf(iri: string, base: string): Thing | null {
  if (base === "" || !iri.startsWith(base)) return null;
  const id = iri.slice(base.length);
  const type = id.slice(0, id.indexOf("/"));
  return isNodeType(type) && !id.includes("#") && id.length > type.length + 1 ? { id, type } : null;
}

const PLAIN = /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?$/;

/** An IRI as a query writes it: by the prefix with the longest namespace where what follows needs no escapes. */
export function shortened(iri: string, prefixes: Readonly<Record<string, string>>): string {
  let best: readonly [string, string] | null = null;
  for (const [prefix, space] of Object.entries(prefixes)) {
    if (iri.startsWith(space) && space.length > (best?.[1].length ?? 0)) best = [prefix, space];
  }
  const local = best === null ? "" : iri.slice(best[1].length);
  return best !== null && PLAIN.test(local) ? `${best[0]}:${local}` : `<${iri}>`;
}

/** An IRI for people: by prefix, else by its local path, else in full. */
export function spelled(iri: string, { base, prefixes }: Pick<Terms, "base" | "prefixes">): string {
  const short = shortened(iri, prefixes);
  return short.startsWith("<") && base !== "" && iri.startsWith(base) ? iri.slice(base.length) : short;
}

interface Reading {
  to: "reader";
  id: string;
  passage: Span | null;
}

/** An announcement, or a passage of one; other parts of it, such as claims, stand on its page alone. */
function readingOf(iri: string, base: string): Reading | null {
  const [announcement = "", fragment = ""] = iri.split("#");
  const thing = thingOf(announcement, base);
  if (thing?.type !== "announcement") return null;
  const [, start, end] = /^char=(\d{1,9}),(\d{1,9})$/.exec(fragment) ?? [];
  if (start === undefined || end === undefined) return fragment === "" ? { to: "reader", id: thing.id, passage: null } : null;
  return { to: "reader", id: thing.id, passage: { start: Number(start), end: Number(end) } };
}

/** Where an IRI leads: a thing to the network, an announcement to the reader, what else this server knows to its page, the web to itself. */
export type Way = { to: "network"; thing: Thing } | Reading | { to: "page"; href: string } | { to: "web"; href: string } | { to: "nowhere" };

export function wayOf(iri: string, { base, prefixes }: Pick<Terms, "base" | "prefixes">): Way {
  const thing = thingOf(iri, base);
  if (thing !== null && thing.type !== "announcement") return { to: "network", thing };
  const reading = readingOf(iri, base);
  if (reading !== null) return reading;
  // Terms stay where they are when the graph's own things stand under another address.
  const own = [base, (prefixes.crk ?? "").replace(/ontology#$/, "")].find((start) => start !== "" && iri.startsWith(start));
  if (own !== undefined) return { to: "page", href: pathOf(iri.slice(own.length)) };
  return /^https?:\/\//i.test(iri) ? { to: "web", href: iri } : { to: "nowhere" };
}

/** A local path as an address relative to the page; its fragment stays one. */
function pathOf(local: string): string {
  const [path = "", ...fragment] = local.split("#");
  const address = path.split("/").map(encodeURIComponent).join("/");
  return fragment.length === 0 ? address : `${address}#${fragment.join("#")}`;
}

/** A value as plain text, as it is copied, filtered and sorted. */
export function textOf(value: Value | undefined, named: (iri: string) => string): string {
  if (value === undefined) return "";
  if (value.type === "uri") return named(value.value);
  if (value.type === "bnode") return `_:${value.value}`;
  if (value.type === "literal") return value.value;
  const { subject, predicate, object } = value.value;
  return `<<( ${[subject, predicate, object].map((one) => textOf(one, named)).join(" ")} )>>`;
}

/** Every IRI in a value. */
export function irisIn(value: Value | undefined): string[] {
  if (value?.type === "uri") return [value.value];
  return value?.type === "triple" ? Object.values(value.value).flatMap(irisIn) : [];
}
