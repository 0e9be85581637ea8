/** N-Triples (RDF 1.1, with the triple terms of 1.2) as values of SPARQL's results: what CONSTRUCT and DESCRIBE answer. */

import type { Row, Value } from "./types";

export const TRIPLE: readonly string[] = ["subject", "predicate", "object"];

const PART = /\s*(?:<([^<>\s]*)>|_:([^\s<>"]+)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?|(<<\()|(\)>>)|(\.))/y;

/** One row a triple. Lines that are none are passed over. */
export function rowsOfNTriples(text: string): Row[] {
  return text.split("\n").flatMap((line) => {
    const terms = termsIn(line);
    const [subject, predicate, object] = terms;
    return subject && predicate && object && terms.length === 3 ? [{ subject, predicate, object }] : [];
  });
}

/** One term as N-Triples writes it; the text itself where it is none. */
export function readTerm(text: string): Value {
  return termsIn(text)[0] ?? { type: "literal", value: text };
}

function termsIn(line: string): Value[] {
  const open: Value[][] = [[]];
  PART.lastIndex = 0;
  for (let match = PART.exec(line); match !== null; match = PART.exec(line)) {
    const [, iri, blank, text, language, datatype, opening, closing] = match;
    if (iri !== undefined) open.at(-1)?.push({ type: "uri", value: unescaped(iri) });
    else if (blank !== undefined) open.at(-1)?.push({ type: "bnode", value: blank });
    else if (text !== undefined) open.at(-1)?.push(literal(unescaped(text), language, datatype));
    else if (opening !== undefined) open.push([]);
    else if (closing !== undefined) {
      const [subject, predicate, object] = open.pop() ?? [];
      if (subject && predicate && object) open.at(-1)?.push({ type: "triple", value: { subject, predicate, object } });
    }
  }
  return open[0] ?? [];
}

function literal(value: string, language: string | undefined, datatype: string | undefined): Value {
  if (language !== undefined) return { type: "literal", value, "xml:lang": language };
  return datatype === undefined ? { type: "literal", value } : { type: "literal", value, datatype };
}

const PLAIN: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four?: string, eight?: string, one?: string) => {
    const code = four ?? eight;
    return code === undefined ? (PLAIN[one ?? ""] ?? one ?? "") : String.fromCodePoint(Number.parseInt(code, 16));
  });
