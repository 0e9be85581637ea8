import { expect, test } from "vitest";
import { type ChartChoice, chartOf, holdings, momentOf, MOST_BARS, readChoice, suggestion, ticks, writeChoice } from "../../src/query/chart";
import type { Facts, Row, Table } from "../../src/query/types";

const number = (value: number) => ({ type: "literal", value: String(value), datatype: "http://www.w3.org/2001/XMLSchema#integer" }) as const;
const text = (value: string) => ({ type: "literal", value }) as const;
const named = (iri: string) => iri;

const ROWS: Row[] = [
  { month: text("2026-02"), country: text("China"), low: number(312), high: number(313) },
  { month: text("2026-01"), country: text("China"), low: number(50), high: number(50) },
  { month: text("2026-02"), country: text("Vietnam"), low: number(600), high: number(600) },
  { month: text("2026-02"), country: text("Nepal") },
];
const TABLE: Table = { form: "rows", names: ["month", "country", "low", "high"], rows: ROWS, facts: {} as Facts };
const HOLDING = holdings(TABLE, "");

test("an answer with dates is drawn along time, its other column apart", () => {
  expect(suggestion(TABLE.names, HOLDING)).toEqual({ sort: "time", along: "month", up: ["low"], by: "country" });
});

test("an answer without dates is drawn as bars", () => {
  expect(suggestion(["country", "low"], HOLDING)).toEqual({ sort: "bars", along: "country", up: ["low"], by: "" });
});

test("without numbers there is nothing to draw", () => {
  expect(suggestion(["month", "country"], HOLDING)).toBeNull();
});

const TIME: ChartChoice = { sort: "time", along: "month", up: ["low"], by: "country" };

test("points stand in the order of time, one a row, in series", () => {
  const { points, series, left } = chartOf(ROWS, TIME, named);
  expect(points.map(({ along, value, series: one }) => [along, value, one])).toEqual([["2026-01", 50, "China"], ["2026-02", 312, "China"], ["2026-02", 600, "Vietnam"]]);
  expect([series, left]).toEqual([["China", "Vietnam"], 1]);
});

test("two columns of numbers are two series, apart or not", () => {
  expect(chartOf(ROWS, { ...TIME, up: ["low", "high"], by: "" }, named).series).toEqual(["low", "high"]);
  expect(chartOf(ROWS, { ...TIME, up: ["low", "high"] }, named).series).toEqual(["China · low", "China · high", "Vietnam · low", "Vietnam · high"]);
});

test("rows of the same name are bars of their own: nothing is summed", () => {
  expect(chartOf(ROWS, { sort: "bars", along: "country", up: ["low"], by: "" }, named).points.map(({ value }) => value)).toEqual([312, 50, 600]);
});

test("what has no room is counted", () => {
  const many = Array.from({ length: MOST_BARS + 5 }, (_, index) => ({ x: text(String(index)), n: number(index) }));
  expect(chartOf(many, { sort: "bars", along: "x", up: ["n"], by: "" }, named)).toMatchObject({ left: 5 });
});

test("a choice comes back from a link, as far as the answer has its columns", () => {
  expect(readChoice(writeChoice(TIME), TABLE.names, HOLDING)).toEqual(TIME);
  expect(readChoice("bars~gone~low~", TABLE.names, HOLDING)).toBeNull();
  expect(readChoice("bars~month~country~", TABLE.names, HOLDING)).toBeNull();
  expect(readChoice("pie~month~low~", TABLE.names, HOLDING)).toBeNull();
});

test("moments are those of a year, month or day", () => {
  expect([momentOf("2026"), momentOf("2026-02"), momentOf("2026-02-08"), momentOf("soon")]).toEqual([
    Date.UTC(2026, 0, 1), Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 8), null,
  ]);
});

test.each([
  [0, 1558, 5, [0, 500, 1000, 1500, 2000]],
  [0, 0.4, 4, [0, 0.1, 0.2, 0.3, 0.4]],
  [0, 0, 5, [0]],
])("from %d to %d stand round marks", (low, high, wanted, expected) => {
  expect(ticks(low, high, wanted)).toEqual(expected);
});
