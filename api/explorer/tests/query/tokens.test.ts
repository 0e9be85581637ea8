import { expect, test } from "vitest";
import { isClosed, tokensOf } from "../../src/query/tokens";

const kinds = (text: string) => tokensOf(text).map(({ kind, text: token }) => `${kind} ${token}`);

test("a query is cut into what it is made of", () => {
  expect(kinds('?op crk:count/rdfs:label "x"@en, <urn:a> . # end')).toEqual([
    "variable ?op", "prefixed crk:count", "mark /", "prefixed rdfs:label", 'string "x"', "tag @en", "mark ,", "iri <urn:a>", "mark .", "comment # end",
  ]);
});

test("a dot after a name ends the triple", () => {
  expect(kinds("crk:a. kind:x.y.")).toEqual(["prefixed crk:a", "mark .", "prefixed kind:x.y", "mark ."]);
});

test("prefixes may hold a hyphen, and names any script", () => {
  expect(kinds("agency-kind:police ?ឈ្មោះ")).toEqual(["prefixed agency-kind:police", "variable ?ឈ្មោះ"]);
});

test("less-than is no IRI", () => {
  expect(kinds("?a < 3 && ?b<?c")).toEqual(["variable ?a", "mark <", "number 3", "mark &&", "variable ?b", "mark <", "variable ?c"]);
});

test.each([
  ['"open', false],
  ['"closed"', true],
  ['"', false],
  ['"""long "quote" inside"""', true],
  ['"an escaped \\"', false],
])("%s is closed: %s", (text, closed) => {
  const [token] = tokensOf(text);
  expect(isClosed(token!)).toBe(closed);
});

test.each(["", "SELECT", '"', "<", "?", ":", "\\", "😀 ?x", '"""', "crk:%", "'it\\'s"])("%j is cut without a rest", (text) => {
  expect(tokensOf(text).map(({ text: token }) => token).join("")).toBe(text.replaceAll(/\s/g, ""));
});
