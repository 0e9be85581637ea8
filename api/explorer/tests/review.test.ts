import { describe, expect, test } from "vitest";
import weights from "../../../graph/identity/weights.json";
import english from "../src/messages/en/reasons.json";
import { reasonsOf, rowsOf } from "../src/review/compare";
import { slug } from "../src/text/vocabulary";
import { commandOf } from "../src/review/keys";
import { nextSkip, placeOf, previousSkip } from "../src/review/place";
import type { Question, Told } from "../src/review/types";
import { add, last, type Visit, without } from "../src/review/visit";

const told = (fact: string, value: string, quote = value): Told => ({
  fact, value, quote, start: 0, end: quote.length, language: "en", source: "announcement/a", announcement: "a", publisher: null, published: null, url: null,
});

const sides = (one: Told[], other: Told[]) => rowsOf({ one: "one", other: "other", told: { one, other } });

describe("both sides side by side", () => {
  test.each([
    ["same", [told("persons", "428")], [told("persons", "428", "four hundred")]],
    ["differs", [told("persons", "428")], [told("persons", "312")]],
    ["partly", [told("persons", "428"), told("persons", "430")], [told("persons", "428")]],
    ["one-sided", [told("persons", "428")], []],
  ] as const)("%s", (agreement, one, other) => {
    expect(sides([...one], [...other]).map((row) => row.agreement)).toEqual([agreement]);
  });

  test("a value that two announcements tell stands once, with both quotes", () => {
    const [row] = sides([told("persons", "428", "428 people"), told("persons", "428", "428 personnes")], []);
    expect(row!.values[0].map(({ value, told: quotes }) => [value, quotes.length])).toEqual([["428", 2]]);
  });

  test("what one side alone tells keeps its place among the facts", () => {
    const rows = sides([told("kind", "raid"), told("country", "KH")], [told("kind", "raid"), told("date", "2026"), told("country", "KH")]);
    expect(rows.map(({ fact }) => fact)).toEqual(["kind", "date", "country"]);
  });
});

test("reasons for and against, the weightiest first, on one scale", () => {
  expect(reasonsOf({ reasons: { "a day apart": -0.1, "the same kind": 2.1, "another country": -1.4, "the same country": 0.3 } })).toEqual({
    forIt: [["the same kind", 2.1], ["the same country", 0.3]],
    against: [["another country", -1.4], ["a day apart", -0.1]],
    most: 2.1,
  });
});

test("every feature that has a weight has words", () => {
  const features = new Set(Object.values(weights).flatMap((group) => Object.keys(group)).filter((name) => name !== "bias"));
  expect([...features].filter((name) => !(slug(name) in english))).toEqual([]);
});

describe("where one is", () => {
  test("nonsense in the address is the first page of the open questions", () => {
    expect(placeOf({ rtab: "x", rtype: "y", rskip: "-3" })).toEqual({ tab: "open", type: "", about: "", skip: 0 });
  });

  test("an address is read", () => {
    expect(placeOf({ rtab: "merged", rtype: "agency", rskip: "10", about: "agency/kh-x" })).toEqual({ tab: "merged", type: "agency", about: "agency/kh-x", skip: 10 });
  });

  test("no question is jumped over when those judged have left the list", () => {
    expect(nextSkip(0, 2)).toBe(2);
    expect(nextSkip(5, 0)).toBe(5);
    expect(previousSkip(2)).toBe(0);
  });
});

describe("keys", () => {
  const press = (key: string, code = "", more = {}) => commandOf({ key, code, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more });

  test.each([["s", "same"], ["D", "different"], ["u", "undecided"], ["k", "skip"], ["z", "undo"]])("%s is %s", (key, command) => {
    expect(press(key)).toBe(command);
  });

  test("a Khmer keyboard has them at the same places", () => {
    expect(press("ស", "KeyS")).toBe("same");
  });

  test("another Latin letter is no command, wherever it lies", () => {
    expect(press("q", "KeyS")).toBeNull();
  });

  test("the browser's own shortcuts are left alone", () => {
    expect(press("s", "KeyS", { ctrlKey: true })).toBeNull();
    expect(press("z", "KeyZ", { metaKey: true })).toBeNull();
  });
});

describe("a visit", () => {
  const question = (one: string) => ({ one, other: "b" }) as Question;
  const given = (one: string) => ({ question: question(one), verdict: "same" as const, changed: { rewritten: 1, one: null, other: null } });

  test("the last judged is the first to be taken back, also when it was judged twice", () => {
    const visit = ["a", "c", "a"].reduce<Visit>((known, one) => add(known, given(one)), new Map());
    expect(last(visit)?.question.one).toBe("a");
    expect(last(without(visit, question("a")))?.question.one).toBe("c");
  });
});
