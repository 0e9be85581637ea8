import { expect, test } from "vitest";
import type { Hit } from "../src/api/types";
import { groupHits } from "../src/search/groups";
import { isSameName, languageAndScript, scriptOf } from "../src/search/matching";
import { Why } from "../src/search/Why";
import { makeNode } from "./scenes";

const makeHit = (id: string): Hit => ({ ...makeNode(id), matched: id, how: "whole", matched_language: null, standing: null, given_by: null });

test("hits group by type in the order of the best", () => {
  const hits = ["official/a", "agency/b", "official/c"].map(makeHit);
  expect(groupHits(hits).map(({ type, hits: members }) => [type, members.length])).toEqual([["official", 2], ["agency", 1]]);
});

test("what an operation is called is told once, though it was found by its English name", () => {
  const found = { ...makeHit("operation/kh-extradition-3"), label: "Extradition · 3", matched: "Extradition of 3" };
  expect(Why({ hit: found })).toBeNull();
});

test("a name in other letters' case is the same name", () => {
  expect([isSameName("ministry ", "Ministry"), isSameName("ក្រសួង", "Ministry")]).toEqual([true, false]);
});

test.each([["សុខ វាសនា", "Khmr"], ["速维斯纳", "Hani"], ["ソック", "Jpan"], ["속", "Kore"], ["سوك", "Arab"], ["สก (SOK)", "Thai"], ["Sok", "Latn"], ["312", null]])("%s is written in %s", (name, script) => {
  expect(scriptOf(name)).toBe(script);
});

test.each([
  ["សុខ វាសនា", "km", "Khmer"],
  ["速维斯纳", "zh", "Chinese"],
  ["速维斯纳", "zh-hant", "Chinese (Traditional)"],
  ["Sok Veasna", "km", "Khmer, Latin"],
  ["سوك", null, "Arabic"],
  ["312", null, ""],
])("%s in %s is told as %s", (name, language, words) => {
  expect(languageAndScript(name, language)).toMatch(words === "Chinese (Traditional)" ? /Traditional/ : new RegExp(`^${words}$`));
});
