import { expect, test, vi } from "vitest";
import { contextOf } from "../src/text/context";
import { directionOf, plain, splitControls } from "../src/text/bidi";
import { dayOf, inWords, languageName, number, spanInWords, tenths } from "../src/text/dates";
import { speak } from "../src/text/messages";
import { toldBy } from "../src/text/told";
import { wrap } from "../src/text/wrap";

const byLength = (text: string) => text.length;

test("reordering characters become marks", () => {
  expect(splitControls("a\u202eb")).toEqual([
    { text: "a", control: null },
    { text: "\u202e", control: "RLO" },
    { text: "b", control: null },
  ]);
  expect(plain("\u2067x\u2069")).toBe("[RLI]x[PDI]");
});

test.each([["ar", "rtl"], ["ur-PK", "rtl"], ["km", "ltr"], ["und", "auto"], [null, "auto"]] as const)("%s runs %s", (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});

test.each([["2026-02-08", "8 February 2026"], ["2026-02", "Feb 2026"], ["2026", "2026"], ["soon", "soon"]])("%s reads %s", (date, words) => {
  expect(inWords(date)).toBe(words);
});

test("one day is told once, a span by both ends", () => {
  expect(spanInWords("2026-02-08", "2026-02-08")).toBe("8 February 2026");
  expect(spanInWords("2026-01-01", "2026-02-08")).toBe("1 January 2026 – 8 February 2026");
  expect(spanInWords(null, null)).toBe("");
});

test("a whole month or year is told as that", () => {
  expect(spanInWords("2026-02-01", "2026-02-28")).toBe("Feb 2026");
  expect(spanInWords("2025-01-01", "2025-12-31")).toBe("2025");
});

test("a language that is none keeps its code", () => {
  expect([languageName("km"), languageName("und"), languageName("not a code")]).toEqual(["Khmer", "language unknown", "not a code"]);
});

test("languages have their names in Khmer too, which browsers do not know", async () => {
  await speak("km");
  try {
    vi.spyOn(Intl, "DisplayNames").mockImplementation(() => { throw new RangeError("no Khmer here"); });
    expect([languageName("th"), languageName("km"), languageName("is")]).toEqual(["ថៃ", "ខ្មែរ", "is"]);
  } finally {
    vi.restoreAllMocks();
    await speak("en");
  }
});

test.each([["fr", "8 février 2026", "févr. 2026", "312 000"], ["zh", "2026年2月8日", "2026年2月", "312,000"], ["km", "8 កុម្ភៈ 2026", "កុម្ភៈ 2026", "312,000"], ["th", "8 กุมภาพันธ์ 2026", "ก.พ. 2026", "312,000"]] as const)("%s tells dates and numbers in its own way", async (language, day, month, count) => {
  await speak(language);
  try {
    expect([inWords("2026-02-08"), inWords("2026-02"), number(312000).replace(/\s/gu, " ")]).toEqual([day, month, count]);
  } finally {
    await speak("en");
  }
});

test("labels break between words", () => {
  expect(wrap("General Department of Immigration", 18, 3, byLength)).toEqual(["General Department", "of Immigration"]);
});

test("a longer label ends in an ellipsis", () => {
  expect(wrap("one two three four five", 5, 2, byLength)).toEqual(["one", "two…"]);
});

test("Khmer, written without spaces, breaks between words and never inside a syllable", () => {
  const label = "ស្នងការដ្ឋាននគរបាលរាជធានីភ្នំពេញ";
  const lines = wrap(label, 14, 9, byLength);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join("")).toBe(label);
  for (const line of lines) expect(line).not.toMatch(/^\p{M}/u);
});

test("a word wider than a line is cut", () => {
  expect(wrap("abcdefgh", 3, 9, byLength)).toEqual(["abc", "def", "gh"]);
});

test("a range of numbers is not broken", () => {
  expect(wrap("Deportation of 312–313", 20, 3, byLength)).toEqual(["Deportation of", "312–313"]);
});

test("a quote is given the sentence that it stands in", () => {
  const text = "First one. Officers of the General Department removed 740 people. Last one.";
  const start = text.indexOf("740");
  expect(contextOf(text, { quote: "740 people", start, end: start + 10 })).toEqual({
    before: "Officers of the General Department removed ",
    after: ".",
  });
});

test("offsets count code points", () => {
  expect(contextOf("𠮷𠮷 ab cd", { quote: "ab", start: 3, end: 5 })).toEqual({ before: "𠮷𠮷 ", after: " cd" });
});

test("no context where the text holds other words at that place", () => {
  expect(contextOf("other words", { quote: "ab", start: 0, end: 2 })).toBeNull();
});

test("a sentence without end is cut far from the quote", () => {
  const context = contextOf(`${"a ".repeat(300)}X`, { quote: "X", start: 600, end: 601 });
  expect([context?.before.length, context?.before.startsWith("…")]).toEqual([221, true]);
});

test.each([[1, 1, "Told by 1 announcement"], [5, 2, "Told by 5 announcements, 2 independent origins"], [3, 1, "Told by 3 announcements, 1 independent origin"]])("%i by %i: %s", (announcements, origins, words) => {
  expect(toldBy(announcements, origins)).toBe(words);
});

test("weights are written with the reader's own point or comma", async () => {
  expect(tenths(2)).toBe("2.0");
  await speak("fr");
  expect(tenths(1234.56)).toBe("1\u202f234,6");
  await speak("en");
});

test("a day is that of the clock on the wall", () => {
  expect(dayOf(new Date(2026, 1, 9, 0, 30))).toBe("2026-02-09");
});
