import { expect, test } from "vitest";
import { irisIn, numberOf, shortened, sortOf, spelled, textOf, thingOf, wayOf } from "../../src/query/cells";
import { readTerm, rowsOfNTriples } from "../../src/query/ntriples";
import type { Value } from "../../src/query/types";

const BASE = "https://data.example/x/";
const TERMS = { base: BASE, prefixes: { crk: "https://w3id.org/crackdown/ontology#", agency: `${BASE}agency/`, rdfs: "http://www.w3.org/2000/01/rdf-schema#" } };
const XSD = "http://www.w3.org/2001/XMLSchema#";
const literal = (value: string, datatype?: string): Value => (datatype === undefined ? { type: "literal", value } : { type: "literal", value, datatype: XSD + datatype });

const CELLS: readonly (readonly [Value | undefined, string])[] = [
  [undefined, "empty"],
  [{ type: "uri", value: "urn:x" }, "iri"],
  [literal("3", "integer"), "number"],
  [literal("0.5", "decimal"), "number"],
  [literal("2026-02", "gYearMonth"), "date"],
  [literal("2026-02-08T10:00:00Z", "dateTime"), "moment"],
  [literal("true", "boolean"), "boolean"],
  [literal("3"), "text"],
  [{ type: "bnode", value: "b" }, "blank"],
];

test.each(CELLS)("%j is a cell of the sort %s", (value, sort) => {
  expect(sortOf(value)).toBe(sort);
});

test("a number that is none has no value", () => {
  expect([numberOf(literal("12", "integer")), numberOf(literal("NaN", "double")), numberOf(literal("12"))]).toEqual([12, null, null]);
});

test("a thing is told by the path of its IRI, under any base", () => {
  expect(thingOf(`${BASE}agency/kh-gdi`, BASE)).toEqual({ id: "agency/kh-gdi", type: "agency" });
});

test.each([`${BASE}announcement/a#char=1,2`, `${BASE}graph/merged`, "https://elsewhere/agency/x", `${BASE}agency/`, `${BASE}agency`])("%s is no thing", (iri) => {
  expect(thingOf(iri, BASE)).toBeNull();
});

test("things lead to the network, what has a page to it, the rest to the web", () => {
  expect(wayOf(`${BASE}official/kh-x`, TERMS)).toMatchObject({ to: "network" });
  expect(wayOf(`${BASE}announcement/a`, TERMS)).toEqual({ to: "reader", id: "announcement/a", passage: null });
  expect(wayOf(`${BASE}announcement/a#char=1,2`, TERMS)).toEqual({ to: "reader", id: "announcement/a", passage: { start: 1, end: 2 } });
  expect(wayOf(`${BASE}announcement/a#claim-1`, TERMS)).toEqual({ to: "page", href: "announcement/a#claim-1" });
  expect(wayOf("https://w3id.org/crackdown/ontology#Agency", TERMS)).toEqual({ to: "page", href: "ontology#Agency" });
  expect(wayOf("https://schema.org/name", TERMS)).toEqual({ to: "web", href: "https://schema.org/name" });
});

test("an IRI of another scheme is no link", () => {
  expect(wayOf("javascript:alert(1)", TERMS)).toEqual({ to: "nowhere" });
});

test("IRIs are written by the longest prefix, in full where that needs escapes", () => {
  expect([shortened(`${BASE}agency/kh-gdi`, TERMS.prefixes), shortened(`${BASE}agency/a/b`, TERMS.prefixes), shortened("urn:x", TERMS.prefixes)]).toEqual([
    "agency:kh-gdi", `<${BASE}agency/a/b>`, "<urn:x>",
  ]);
  expect(spelled(`${BASE}agency/a/b`, TERMS)).toBe("agency/a/b");
});

const named = (iri: string) => iri.toUpperCase();

test("triple terms are read, named and searched for IRIs", () => {
  const value = readTerm('<<( <urn:a> <urn:b> "c"@en )>>');
  expect(textOf(value, named)).toBe("<<( URN:A URN:B c )>>");
  expect(irisIn(value)).toEqual(["urn:a", "urn:b"]);
});

test("N-Triples become rows", () => {
  const rows = rowsOfNTriples('<urn:s> <urn:p> "a \\"b\\" \\u00e9\\n"@fr .\n_:x <urn:p> "3"^^<urn:int> .\n\n# nothing\n');
  expect(rows).toEqual([
    { subject: { type: "uri", value: "urn:s" }, predicate: { type: "uri", value: "urn:p" }, object: { type: "literal", value: 'a "b" é\n', "xml:lang": "fr" } },
    { subject: { type: "bnode", value: "x" }, predicate: { type: "uri", value: "urn:p" }, object: { type: "literal", value: "3", datatype: "urn:int" } },
  ]);
});
