import { expect, test } from "vitest";
import { markOf, scaleOf } from "../src/figures/scale";
import type { Told } from "../src/figures/types";
import { hedged } from "../src/ledger/lines";
import { pageByPage } from "../src/ledger/calls";

const told = (value: number, low: number | null = value, high: number | null = value, precision = "exactly"): Told => ({
  claim: String(value), value, printed: null, precision, low, high, floor: low ?? 0, ceiling: high,
});

test("the axis holds every number and what its words allow", () => {
  const { from, to } = scaleOf([told(312), told(300, 301, null, "more-than")]);
  expect([from < 300, to > 312]).toEqual([true, true]);
});

test("numbers that are all alike stand inside the axis", () => {
  expect(markOf(told(740), scaleOf([told(740), told(740)])).at).toBeCloseTo(50);
  expect(scaleOf([told(0)])).toEqual({ from: 0, to: 1 });
});

test("an exact number is a point; where no bound is set, it is open", () => {
  const scale = { from: 0, to: 2000 };
  expect(markOf(told(740), scale)).toMatchObject({ isExact: true, start: 37, end: 37 });
  expect(markOf(told(1000, 1001, null, "more-than"), scale)).toMatchObject({ isExact: false, at: 50, end: 100, openAbove: true, openBelow: false });
});

test("a hedge is a sign", () => {
  expect([hedged(told(1000, 1001, null, "more-than")), hedged(told(740))]).toEqual([">1,000", "740"]);
  expect(hedged(told(1000, 1001, null, "more-than"), (value) => `${value} !`)).toBe(">1000 !");
});

test("all pages are fetched, and an answer that ends early ends it", async () => {
  const pages = [[1, 2], [3], []];
  let asked = 0;
  const all = await pageByPage(() => Promise.resolve({ total: 9, rows: pages[asked++] ?? [] }));
  expect([all, asked]).toEqual([[1, 2, 3], 3]);
});
