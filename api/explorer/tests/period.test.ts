import { expect, test } from "vitest";
import { fromHash } from "../src/state/address";
import { everyMonth, firstDay, isInPeriod, lastDay, nextMonth } from "../src/state/period";

const month = (name: string, kinds: Record<string, number> = {}) => ({ month: name, kinds });

const february = { from: "2026-02", to: "2026-02" };

test("months without operations are filled in", () => {
  const months = [month("2026-02", { raid: 1 }), month("2025-11")];
  expect(everyMonth(months).map((one) => one.month)).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
});

test("what is no month is left out", () => {
  expect(everyMonth([month("undated", { raid: 3 })])).toEqual([]);
});

test("the year turns", () => {
  expect(nextMonth("2025-12")).toBe("2026-01");
});

test.each([
  ["2026", "2026-01-01", "2026-12-31"],
  ["2026-02", "2026-02-01", "2026-02-28"],
  ["2024-02", "2024-02-01", "2024-02-29"],
  ["2025-12-09", "2025-12-09", "2025-12-09"],
])("%s is from %s to %s", (date, first, last) => {
  expect([firstDay(date), lastDay(date)]).toEqual([first, last]);
});

test.each([
  ["2026-02-08", "2026-02-08", true],
  ["2026-01-20", "2026-02-03", true],
  ["2026-01", "2026-01", false],
  ["2026", "2026", true],
  ["2025", null, false],
  [null, null, true],
])("from %s to %s is in February 2026: %s", (from, to, expected) => {
  expect(isInPeriod({ from, to }, february)).toBe(expected);
});

test("a period of days holds what touches it", () => {
  const week = { from: "2026-02-02", to: "2026-02-08" };
  expect([isInPeriod({ from: "2026-02-08", to: "2026-02-09" }, week), isInPeriod({ from: "2026-02-09", to: "2026-02-09" }, week)]).toEqual([true, false]);
});

test("by the day of announcement, the day it happened does not count", () => {
  const operation = { from: "2026-01-05", to: "2026-01-05", announced: "2026-02-09" };
  expect([isInPeriod(operation, february), isInPeriod(operation, { ...february, by: "announced" })]).toEqual([false, true]);
});

test("an address holds days, and by which day operations count", () => {
  expect(fromHash("#dates=2026-02-02..2026-02-08&by=announced").period).toEqual({ from: "2026-02-02", to: "2026-02-08", by: "announced" });
  expect(fromHash("#dates=2026-02..soon").period).toBeNull();
});
