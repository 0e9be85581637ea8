import { expect, test } from "vitest";
import { filtered, holdsOf, sorted, thingColumns, thingsIn, toTabs } from "../../src/query/columns";
import type { Facts, Row, Table, Value } from "../../src/query/types";
import { drawnRows } from "../../src/query/windowing";

const BASE = "https://x/";
const uri = (id: string): Value => ({ type: "uri", value: BASE + id });
const number = (value: string): Value => ({ type: "literal", value, datatype: "http://www.w3.org/2001/XMLSchema#integer" });
const text = (value: string): Value => ({ type: "literal", value });
const named = (iri: string) => ({ [`${BASE}agency/b`]: "Bureau", [`${BASE}agency/a`]: "Zoll" })[iri] ?? iri;

const ROWS: Row[] = [
  { who: uri("agency/b"), n: number("9"), month: text("2026-02"), where: uri("announcement/x") },
  { who: uri("agency/a"), n: number("10"), month: text("2025-12"), where: uri("announcement/y") },
  { who: uri("agency/b"), month: text("2026-01") },
];
const TABLE: Table = { form: "rows", names: ["who", "n", "month", "where"], rows: ROWS, facts: {} as Facts };

test("columns are told by all of their values", () => {
  expect(TABLE.names.map((name) => holdsOf(ROWS, name, BASE))).toEqual(["thing", "number", "date", "thing"]);
});

test("a column of numbers and words is text, one without values nothing", () => {
  expect([holdsOf([{ n: number("1") }, { n: text("two") }], "n", BASE), holdsOf(ROWS, "x", BASE)]).toEqual(["text", "nothing"]);
});

test("the things of an answer are each named once; announcements are evidence", () => {
  expect(thingColumns(TABLE, BASE)).toEqual(["who", "where"]);
  expect(thingsIn(TABLE, BASE)).toEqual(["agency/b", "agency/a"]);
});

const months = (rows: readonly Row[]) => rows.map((row) => (row.month as { value: string }).value);

test("numbers are sorted by value and empty cells come last either way", () => {
  expect(months(sorted(ROWS, { name: "n", descending: false }, named))).toEqual(["2026-02", "2025-12", "2026-01"]);
  expect(months(sorted(ROWS, { name: "n", descending: true }, named))).toEqual(["2025-12", "2026-02", "2026-01"]);
});

test("things are sorted by what they are called", () => {
  expect(months(sorted(ROWS, { name: "who", descending: false }, named))).toEqual(["2026-02", "2026-01", "2025-12"]);
});

test("rows are filtered by label, IRI and value, all words together", () => {
  expect(months(filtered(ROWS, "bureau 2026-01", named))).toEqual(["2026-01"]);
  expect(months(filtered(ROWS, "agency/A", named))).toEqual(["2025-12"]);
  expect(filtered(ROWS, "  ", named)).toBe(ROWS);
});

test("a copied table has tabs between cells and none within", () => {
  expect(toTabs(["who", "n"], [{ who: text("a\tb\nc"), n: number("1") }, {}], named)).toBe("who\tn\na b c\t1\n\t\n");
});

test("of many rows those in sight are drawn, and space stands for the rest", () => {
  const drawn = drawnRows(10_000, 34, 34_000, 340, null);
  expect([drawn.from, drawn.to]).toEqual([988, 1022]);
  expect(drawn.before + (drawn.to - drawn.from) * 34 + drawn.after).toBe(10_000 * 34);
});

test("what is open beneath a row pushes the rows below it down, and its row stays drawn", () => {
  const opened = { index: 1000, height: 5000 };
  const drawn = drawnRows(10_000, 34, 36_000, 340, opened);
  expect(drawn.from).toBeLessThanOrEqual(1000);
  expect(drawn.to).toBeGreaterThan(1000);
  const below = drawnRows(10_000, 34, 34_000 + 5000 + 34_000, 340, opened);
  expect(below.before + (below.to - below.from) * 34 + below.after).toBe(10_000 * 34 + 5000);
});

test("all of a short table is drawn", () => {
  expect(drawnRows(3, 34, 0, 600, null)).toEqual({ from: 0, to: 3, before: 0, after: 0 });
});
