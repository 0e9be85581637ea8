/** A query narrowed to one of its rows, so that a row far down can be explained: the server explains the first hundred. */

import { TRIPLE } from "./ntriples";
import { endOfPrologue } from "./syntax";
import { isWord, meaningful, tokensOf } from "./tokens";
import type { Row, Value } from "./types";

/** How many rows the server explains of one answer. */
export const EXPLAINED_ROWS = 100;

/** Null where the row cannot be named: it holds a blank node or a triple, or the query chooses its graphs by FROM. */
export function narrowedTo(query: string, names: readonly string[], row: Row): string | null {
  const tokens = meaningful(tokensOf(query));
  if (tokens.some((token) => isWord(token, "FROM"))) return null;
  const values = names.map((name) => written(row[name]));
  if (values.length === 0 || values.includes(null)) return null;
  const start = endOfPrologue(query);
  const variables = names.map((name) => `?${name}`).join(" ");
  return `${query.slice(0, start)}SELECT * WHERE {\n{ ${query.slice(start)}\n}\nVALUES (${variables}) { (${values.join(" ")}) }\n}`;
}

/** A value as SPARQL writes it. */
function written(value: Value | undefined): string | null {
  if (value === undefined) return "UNDEF";
  if (value.type === "uri") return `<${value.value}>`;
  if (value.type !== "literal") return null;
  const text = `"${value.value.replaceAll(/["\\\n\r]/g, (character) => ESCAPES[character] ?? character)}"`;
  if (value["xml:lang"] !== undefined) return `${text}@${value["xml:lang"]}`;
  return value.datatype === undefined ? text : `${text}^^<${value.datatype}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

/** A row's values as a text by which the same row is found again in another answer. */
export const keyOf = (row: Row, names: readonly string[]): string => JSON.stringify(names.map((name) => canonical(row[name])));

function canonical(value: Value | undefined): unknown {
  if (value === undefined) return null;
  if (value.type === "triple") return [value.value.subject, value.value.predicate, value.value.object].map(canonical);
  return value.type === "literal" ? [value.value, value["xml:lang"] ?? "", value.datatype ?? ""] : [value.type, value.value];
}

/** The query whose one row is a triple of the graph; null where it cannot be named. */
export function queryForTriple(row: Row): string | null {
  const values = TRIPLE.map((name) => written(row[name]));
  if (values.includes(null) || values.includes("UNDEF")) return null;
  const variables = TRIPLE.map((name) => `?${name}`).join(" ");
  return `SELECT ${variables} WHERE { VALUES (${variables}) { (${values.join(" ")}) } ${variables} }`;
}
