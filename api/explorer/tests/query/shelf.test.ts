import { expect, test } from "vitest";
import { endpointAddress, fitsInLink, LONGEST_LINK } from "../../src/query/link";
import { EMPTY_SHELF, forget, MOST_PAST, readShelf, remember, save, unsave } from "../../src/query/shelf";
import { quotedIn, unquotedIn } from "../../src/query/why";
import type { Support } from "../../src/query/types";

const past = (query: string, at = 1) => ({ query, at, rows: 3 });

test("the newest query comes first, and one asked again moves up", () => {
  const shelf = [past("a"), past("b"), past("a", 2)].reduce(remember, EMPTY_SHELF);
  expect(shelf.past).toEqual([past("a", 2), past("b")]);
  expect(forget(shelf, "a").past).toEqual([past("b")]);
});

test("the last fifty are kept", () => {
  const shelf = Array.from({ length: 60 }, (_, index) => past(String(index))).reduce(remember, EMPTY_SHELF);
  expect([shelf.past.length, shelf.past[0]?.query]).toEqual([MOST_PAST, "59"]);
});

test("a name is given to one query, and taken back", () => {
  const shelf = save(save(save(EMPTY_SHELF, { name: "b", query: "1" }), { name: "a", query: "2" }), { name: "b", query: "3" });
  expect(shelf.saved).toEqual([{ name: "a", query: "2" }, { name: "b", query: "3" }]);
  expect(unsave(shelf, "a").saved).toEqual([{ name: "b", query: "3" }]);
});

test.each([null, "", "nonsense", "[]", '{"past": 3}', '{"past": [{"query": 1}], "saved": [null]}'])("what was kept as %j is read as nothing", (text) => {
  expect(readShelf(text)).toEqual(EMPTY_SHELF);
});

test("what is kept comes back", () => {
  const shelf = save(remember(EMPTY_SHELF, past("a")), { name: "n", query: "q" });
  expect(readShelf(JSON.stringify(shelf))).toEqual(shelf);
});

test("a link holds a query of any script, up to its length as it is written there", () => {
  expect(fitsInLink("x".repeat(LONGEST_LINK - 10), "https://x")).toBe(true);
  // Each of these letters takes nine characters in an address.
  expect(fitsInLink("ខ".repeat(700), "https://x")).toBe(false);
});

test("the endpoint's address carries the query whole, and no empty field", () => {
  const address = endpointAddress('SELECT ?a { ?a ?b "50% & #é+" }', { format: "csv", as_of: "" });
  const fields = new URL(address, "https://x/").searchParams;
  expect([...fields]).toEqual([["query", 'SELECT ?a { ?a ?b "50% & #é+" }'], ["format", "csv"]]);
});

const claim = (triple: string[], start: number, more: Partial<Support> = {}): Support => ({
  triple, kind: "claim", inferred_from: null, announcement: "urn:a", quote: "q", language: "en", published: null, start, end: start + 1, confidence: 0.9, ...more,
});

test("a passage is shown once, with all that it states", () => {
  const found = quotedIn([claim(["s", "p", "o"], 1), claim(["s", "p", "x"], 1), claim(["s", "p", "y"], 5, { inferred_from: ["s", "r", "y"] }), claim(["s", "p", "o"], 1)]);
  expect(found.map(({ support, triples }) => [support.start, triples])).toEqual([[1, [["s", "p", "o"], ["s", "p", "x"]]], [5, [["s", "r", "y"]]]]);
});

test("what has no words of its own stands apart", () => {
  const reference = claim(["s", "p", "o"], 1, { kind: "reference", announcement: null, quote: null });
  expect(unquotedIn([claim(["a", "b", "c"], 1), reference])).toEqual([reference]);
});
