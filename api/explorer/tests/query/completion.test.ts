import { expect, test } from "vitest";
import { offersOf, ranked, writingAt } from "../../src/query/completion";
import type { Terms } from "../../src/query/types";

const term = (name: string, label: string) => ({ iri: `urn:${name}`, name, label, comment: null, domain: null, range: null });
const TERMS: Terms = {
  base: "https://x/",
  prefixes: { crk: "urn:crk", official: "urn:official" },
  classes: [term("crk:Operation", "opération"), term("crk:Official", "responsable")],
  properties: [term("crk:origin", "origine"), term("crk:departedFrom", "parti de"), term("rdfs:label", "libellé")],
  concepts: [term("kind:deportation", "expulsion")],
};

/** What is written at the bar. */
const at = (text: string) => writingAt(text.replace("|", ""), text.indexOf("|"));
const offered = (text: string) => {
  const writing = at(text);
  return writing === null ? [] : ranked(offersOf(TERMS), writing).map(({ text: one }) => one);
};

test("after a prefix come its terms", () => {
  expect(offered("SELECT * { ?x ?y crk:o|")).toEqual(["crk:Operation", "crk:Official", "crk:origin"]);
});

test("after `a` the classes come first, after a subject the properties", () => {
  expect(offered("SELECT * { ?x a crk:o|")[0]).toBe("crk:Operation");
  expect(offered("SELECT * { ?x crk:o|")[0]).toBe("crk:origin");
});

test("a term is found by what it is called in the reader's language, without its accents", () => {
  expect(offered("SELECT * { ?x ?y expul|")).toContain("kind:deportation");
  expect(offered("SELECT * { ?x crk:parti|")).toEqual(["crk:departedFrom"]);
  expect(offered("SELECT * { ?x a oper|")).toContain("crk:Operation");
});

test("keywords and prefixes come for words", () => {
  expect(offered("sel|")[0]).toBe("SELECT");
  expect(offered("SELECT * { ?x ?y off|")).toContain("official:");
});

test.each(['SELECT * { ?x ?y "sok v|', 'SELECT * { ?x ?y "sok v|"', "SELECT * { ?x ?y <sok v|"])("%s writes a name", (text) => {
  expect(at(text)).toMatchObject({ what: "name", typed: "sok v" });
});

test("a name in quotes is replaced with its quotes", () => {
  const text = 'ASK { ?x ?y "sok" }';
  expect(writingAt(text, text.indexOf("sok") + 3)).toMatchObject({ from: 12, to: 17 });
});

test.each(["# sok|", 'ASK { ?x ?y "sok"|', "ASK { FILTER(?a < 3|", "ASK { FILTER(?a <?b|", "PREFIX foo:|", 'ASK { ?x ?y "s|'])("%s completes no name", (text) => {
  expect(at(text)?.what === "name").toBe(false);
});

test("a variable is completed from its mark on", () => {
  expect([at("SELECT ?|"), at("SELECT ?op|")].map((writing) => [writing?.what, writing?.typed])).toEqual([["variable", "?"], ["variable", "?op"]]);
});
