import { expect, test } from "vitest";
import { countOperations, everyMonth, isInPeriod, lastDay, nextMonth } from "../src/state/period";
import { barsOf, countsInOrder, labelledMonths, monthAt, spanOf } from "../src/timeline/bars";

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

test.each([["2026-02", "2026-02-28"], ["2024-02", "2024-02-29"], ["2025-12", "2025-12-31"]])("%s ends on %s", (name, day) => {
  expect(lastDay(name)).toBe(day);
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

test("operations are counted inside the period only", () => {
  const months = [month("2026-01", { raid: 4 }), month("2026-02", { raid: 1, arrest: 2 })];
  expect([countOperations(months, february), countOperations(months, null)]).toEqual([3, 7]);
});

test("bars of a month stand on one another and fill the height at the highest month", () => {
  const bars = barsOf([month("2026-01", { arrest: 1, raid: 3 }), month("2026-02", { raid: 1 })], 200, 80);
  expect(bars.map(({ kind, y, height }) => [kind, y, height])).toEqual([["raid", 20, 60], ["arrest", 0, 20], ["raid", 60, 20]]);
});

test("an unknown kind joins the others", () => {
  expect(countsInOrder(month("2026-01", { other: 1, parade: 2 }))).toEqual([["other", 3]]);
});

test("places beyond the ends are the first and the last month", () => {
  const months = everyMonth([month("2026-01"), month("2026-04")]);
  expect([monthAt(months, -0.2), monthAt(months, 0.5), monthAt(months, 1.3)]).toEqual(["2026-01", "2026-03", "2026-04"]);
});

test("a period spans whole months, and none where it holds none", () => {
  const months = everyMonth([month("2026-01"), month("2026-04")]);
  expect(spanOf(months, { from: "2026-02", to: "2026-03" }, 400)).toEqual({ x: 100, width: 200 });
  expect(spanOf(months, { from: "2019-01", to: "2019-02" }, 400)).toBeNull();
});

test("labels never stand closer than they are wide", () => {
  const years = everyMonth([month("1990-01"), month("2026-12")]);
  const labels = labelledMonths(years, 300);
  expect(labels.length).toBeLessThanOrEqual(5);
  expect(labels[0]).toEqual({ index: 0, text: "1990" });
});

test("a year of one month gives way to the next", () => {
  const months = everyMonth([month("2024-12"), month("2026-02")]);
  expect(labelledMonths(months, 270).map(({ text }) => text)).toEqual(["2025", "2026"]);
});
