import { expect, test } from "vitest";
import type { PassageFact, Sentence } from "../src/api/types";
import { readingOf } from "../src/reader/address";
import { cut } from "../src/reader/cut";
import { kindOf, kindOfPassage } from "../src/reader/kinds";
import { countStatuses } from "../src/reader/sentences";

const fact = (property: string, type = "agency"): PassageFact => ({
  id: property, property, label: "", value: { text: "", id: null, type: null }, subject: { id: "a", label: "a", type }, confidence: null,
});
const CRK = "https://w3id.org/crackdown/ontology#";

test("overlapping passages are cut where each begins and ends, the shorter first", () => {
  const pieces = cut("abcdef", [{ start: 0, end: 5 }, { start: 2, end: 3 }, { start: 2, end: 6 }], []);
  expect(pieces.map(({ text, passages, begins }) => [text, passages, begins])).toEqual([
    ["ab", [0], [0]],
    ["c", [1, 2, 0], [1, 2]],
    ["de", [2, 0], []],
    ["f", [2], []],
  ]);
});

test("offsets count code points", () => {
  expect(cut("𠮷𠮷ab", [{ start: 2, end: 3 }], []).map(({ text }) => text)).toEqual(["𠮷𠮷", "a", "b"]);
});

test("the pieces of a text are the text, whatever the spans say", () => {
  const text = "𠮷 សុខ";
  const pieces = cut(text, [{ start: 3, end: 99 }, { start: 4, end: 2 }, { start: -1, end: 2 }], [{ start: 0, end: 2 }]);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.every(({ passages }) => passages.length === 0)).toBe(true);
});

test("a piece knows its sentence; what stands between sentences has none", () => {
  expect(cut("ab cd", [], [{ start: 0, end: 2 }, { start: 3, end: 5 }]).map(({ sentence }) => sentence)).toEqual([0, null, 1]);
});

test("an empty text has no pieces", () => {
  expect(cut("", [], [])).toEqual([]);
});

test.each([["carriedOutBy", "who"], ["departedFrom", "where"], ["count", "many"], ["announcedBy", "source"], ["mentions", "other"]])("%s answers %s", (property, kind) => {
  expect(kindOf(fact(`${CRK}${property}`))).toBe(kind);
});

test("the name of a place says where, not who", () => {
  const property = "http://www.w3.org/2000/01/rdf-schema#label";
  expect([kindOf(fact(property)), kindOf(fact(property, "airport"))]).toEqual(["who", "where"]);
});

test("a passage of several facts is of the first kind that it answers", () => {
  expect(kindOfPassage([fact(`${CRK}date`), fact("http://www.w3.org/2000/01/rdf-schema#label")])).toBe("who");
  expect(kindOfPassage([])).toBe("other");
});

test("statuses are counted in their order; those that do not occur are left out", () => {
  const sentences: Sentence[] = (["background", "used", "used"] as const).map((status) => ({ start: 0, end: 1, status }));
  expect(countStatuses(sentences)).toEqual([{ status: "used", count: 2 }, { status: "background", count: 1 }]);
});

test("the address names an announcement and a passage", () => {
  expect(readingOf({ reader: "announcement/kh-1", passage: "12-40" })).toEqual({ id: "announcement/kh-1", passage: { start: 12, end: 40 } });
});

test.each([[{}], [{ reader: "" }], [{ reader: "agency/kh" }], [{ reader: "announcement/a b" }]])("%o opens nothing", (params) => {
  expect(readingOf(params)).toBeNull();
});

test("a passage that is none is left out", () => {
  expect(readingOf({ reader: "announcement/a", passage: "x-1" })?.passage).toBeNull();
});
