import { describe, expect, test } from "vitest";
import { EMPTY_DRAFT, keepDraft, type Keeper, looksLikeHtml, readDraft } from "../src/add/draft";
import { decode, fromBase64, kindOf, takeFile, toBase64 } from "../src/add/file";
import { requestOf } from "../src/add/calls";
import { itemsOf } from "../src/add/items";
import { countStatuses, stretchesOf } from "../src/add/marks";
import type { ReadRecord } from "../src/add/types";

/** As a browser's session storage: it keeps so many letters and then refuses. */
function storage(room = 1_000_000): Keeper & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, value);
    },
  };
}

describe("a draft", () => {
  const draft = { ...EMPTY_DRAFT, text: "ភ្នំពេញ 😀", publisher: "The Gazette" };

  test("outlives a reload", () => {
    const keeper = storage();
    expect(keepDraft(draft, keeper)).toBe(true);
    expect(readDraft(keeper)).toEqual(draft);
  });

  test("what was pasted is kept where a file beside it is too large, and that is said", () => {
    const keeper = storage(500);
    const file = { name: "a.pdf", mediaType: "application/pdf" as const, size: 900, content: "x".repeat(900) };
    expect(keepDraft({ ...draft, file }, keeper)).toBe(false);
    expect(readDraft(keeper)).toEqual({ ...draft, file: { ...file, content: null } });
  });

  test("leaves nothing behind once it is empty", () => {
    const keeper = storage();
    keepDraft(draft, keeper);
    keepDraft(EMPTY_DRAFT, keeper);
    expect(keeper.kept.size).toBe(0);
  });

  test("something else under its name is no draft", () => {
    const keeper = storage();
    keeper.setItem("crackdown-draft", "{");
    expect(readDraft(keeper)).toEqual(EMPTY_DRAFT);
  });

  test.each([["<!DOCTYPE html><p>x", true], ["  <html lang=en>", true], ["< 40 people", false], ["<3 said the police", false]])("%s", (text, is) => {
    expect(looksLikeHtml(text)).toBe(is);
  });
});

describe("a file", () => {
  test.each([["a.TXT", "", "text/plain"], ["page.htm", "", "text/html"], ["x", "application/pdf", "application/pdf"], ["a.docx", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"], ["a.eml", "", "message/rfc822"], ["a.mbox", "", null], ["a.png", "image/png", null]])("%s", (name, type, kind) => {
    expect(kindOf(name, type)).toBe(kind);
  });

  test.each([
    ["kind", new File(["x"], "a.png")],
    ["empty", new File([], "a.txt")],
    ["large", new File(["12345678901"], "a.txt")],
    ["letters", new File([new Uint8Array([0x63, 0xe9])], "a.txt")],
  ])("is refused: %s", async (why, file) => {
    expect(await takeFile(file, 10)).toBe(why);
  });

  test("UTF-8 and marked UTF-16 are read letter for letter", () => {
    expect(decode(new TextEncoder().encode("ស្រី 😀"))).toBe("ស្រី 😀");
    expect(decode(new Uint8Array([0xff, 0xfe, 0x17, 0x30]))).toBe("\u3017");
  });

  test("bytes come back from base64 as they were", () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 7) % 256);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
});

describe("what is sent", () => {
  test("a text goes as JSON, which no form of another site can send", () => {
    const { query, init } = requestOf({ ...EMPTY_DRAFT, text: "x", publisher: " P " });
    expect([query, init.body]).toEqual(["", '{"text":"x","publisher":"P"}']);
    expect(init.headers).toMatchObject({ "content-type": "application/json" });
  });

  test("a title is said of it, and is kept by itself", () => {
    const titled = { ...EMPTY_DRAFT, title: " Raid in Poipet " };
    expect(requestOf({ ...titled, text: "x" }).init.body).toBe('{"text":"x","title":"Raid in Poipet"}');
    const keeper = storage();
    keepDraft(titled, keeper);
    expect(readDraft(keeper).title).toBe(" Raid in Poipet ");
  });

  test("a page's source goes as such", () => {
    expect(requestOf({ ...EMPTY_DRAFT, text: "<p>", as: "html" }).init.body).toBe('{"html":"<p>"}');
  });

  test("a PDF goes as it is, named by its file", () => {
    const file = { name: "raid 8.pdf", mediaType: "application/pdf" as const, size: 2, content: toBase64(new Uint8Array([1, 2])) };
    const { query, init } = requestOf({ ...EMPTY_DRAFT, file, published: "2026-02-09" });
    expect(query).toBe("?name=raid+8&published=2026-02-09");
    expect(init.body).toEqual(new Uint8Array([1, 2]));
  });
});

describe("marks", () => {
  test("overlapping facts cut a sentence; nothing of the text is lost", () => {
    const text = "😀 25 men. So.";
    const stretches = stretchesOf(text, [{ start: 0, end: 9, status: "used" }, { start: 10, end: 13, status: "not_understood" }], [{ start: 2, end: 4 }, { start: 2, end: 8 }]);
    expect(stretches.map(({ status }) => status)).toEqual(["used", null, "not_understood"]);
    expect(stretches[0]!.pieces.map(({ text: piece, facts }) => [piece, facts])).toEqual([["😀 ", []], ["25", [0, 1]], [" men", [1]], [".", []]]);
    expect(stretches.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join("")).toBe(text);
  });

  test("a fact beyond its sentence is marked in both", () => {
    const marked = stretchesOf("ab cd", [{ start: 0, end: 2, status: "used" }, { start: 3, end: 5, status: "used" }], [{ start: 1, end: 4 }]);
    expect(marked.flatMap(({ pieces }) => pieces).filter(({ facts }) => facts.length > 0).map(({ text }) => text)).toEqual(["b", " ", "c"]);
  });

  test("statuses are counted", () => {
    expect(countStatuses([{ status: "used" }, { status: "plan" }, { status: "used" }])).toEqual(new Map([["used", 2], ["plan", 1]]));
  });
});

test("facts stand with the thing that they are about, with the record's values", () => {
  const record: ReadRecord = {
    title: null, language: "en", published: "2026-02-09", url: null, notes: [],
    operations: [{ kind: "arrest", date: { from: "2026-02-08", to: "2026-02-09" }, nationalities: { CN: 25 }, agencies: ["St. Mary. Police"] }],
    agencies: [{ name: "Police" }],
  };
  const fact = (path: string) => ({ path, quote: "q", start: 0, end: 1, confidence: 1 });
  const paths = ["published", "countries.KH", "agencies[0].name", "operations[0].date", "operations[0].nationalities.CN", "operations[0].agencies.St. Mary. Police"];
  expect(itemsOf(record, paths.map(fact)).map(({ path, facts }) => [path, facts.map(({ field, value }) => [field, value])])).toEqual([
    ["operations[0]", [["date", "2026-02-08 to 2026-02-09"], ["nationalities", "CN 25"], ["agencies", "St. Mary. Police"]]],
    ["agencies[0]", [["name", "Police"]]],
    ["", [["published", "2026-02-09"], ["countries", "KH"]]],
  ]);
});
