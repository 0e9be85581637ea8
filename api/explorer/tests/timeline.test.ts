import { expect, test } from "vitest";
import { barsOf, countsInOrder, indexAt, labelled } from "../src/timeline/bars";
import { lay, placeOf } from "../src/timeline/lanes";
import { axisOf, binsOf, daysIn, moveEnd, periodOfBins, spanOf, stepOf, weekOf, zoomIn, zoomOut } from "../src/timeline/steps";
import { makeNode } from "./scenes";

const at = (start: string, kinds: Record<string, number> = {}) => ({ start, kinds });
const year = { from: "2026-01", to: "2026-12" };
const named = (id: string) => ({ id, label: id, language: null, type: "country" });
const operation = (id: string, from: string | null, to = from, home = ["kh"]) => {
  const node = makeNode(`operation/${id}`, { from, to });
  return { node, name: named(node.id), in: home.map(named) };
};

test("bars of a step stand on one another and fill the height at the highest", () => {
  const bars = barsOf([at("2026-01", { arrest: 1, raid: 3 }), at("2026-02", { raid: 1 })], 200, 80);
  expect(bars.map(({ kind, y, height }) => [kind, y, height])).toEqual([["raid", 20, 60], ["arrest", 0, 20], ["raid", 60, 20]]);
});

test("an unknown kind joins the others", () => {
  expect(countsInOrder(at("2026-01", { other: 1, parade: 2 }))).toEqual([["other", 3]]);
});

test("places beyond the ends are the first and the last step", () => {
  expect([indexAt(4, -0.2), indexAt(4, 0.5), indexAt(4, 1.3)]).toEqual([0, 2, 3]);
});

test("the step grows with the axis", () => {
  const steps = [{ from: "2026-02", to: "2026-03" }, year, { from: "2020-01", to: "2026-12" }, null].map(stepOf);
  expect(steps).toEqual(["day", "week", "month", "month"]);
});

test("a week begins on Monday", () => {
  expect([weekOf("2026-02-08"), weekOf("2026-02-09")]).toEqual(["2026-02-02", "2026-02-09"]);
});

test("weeks without operations are filled in", () => {
  const bins = binsOf([at("2026-02-09", { raid: 1 })], "week", { from: "2026-02-01", to: "2026-02-20" });
  expect(bins.map(({ start, end }) => `${start} ${end}`)).toEqual(["2026-01-26 2026-02-01", "2026-02-02 2026-02-08", "2026-02-09 2026-02-15", "2026-02-16 2026-02-22"]);
  expect(bins[2]?.kinds).toEqual({ raid: 1 });
});

test("a period spans whole steps, and none where it holds none", () => {
  const bins = binsOf([at("2026-01"), at("2026-04")], "month", null);
  expect(spanOf(bins, { from: "2026-02", to: "2026-03" }, 400)).toEqual({ x: 100, width: 200 });
  expect(spanOf(bins, { from: "2026-02-10", to: "2026-02-11" }, 400)).toEqual({ x: 100, width: 100 });
  expect(spanOf(bins, { from: "2019-01", to: "2019-02" }, 400)).toBeNull();
});

test("months are chosen as months, weeks by their days", () => {
  const months = binsOf([at("2026-01"), at("2026-04")], "month", null);
  expect(periodOfBins(months[2]!, months[1]!)).toEqual({ from: "2026-02", to: "2026-03" });
  const weeks = binsOf([], "week", { from: "2026-02-02", to: "2026-02-15" });
  expect(periodOfBins(weeks[1]!, weeks[0]!)).toEqual({ from: "2026-02-02", to: "2026-02-15" });
});

test("a handle moves one end by a step, never past the other, and the whole is no period", () => {
  const bins = binsOf([at("2026-01"), at("2026-04")], "month", null);
  const first = moveEnd(bins, null, "from", 2);
  expect(first).toEqual({ from: "2026-03", to: "2026-04" });
  expect(moveEnd(bins, first, "to", -12)).toEqual({ from: "2026-03", to: "2026-03" });
  expect(moveEnd(bins, first, "from", -12)).toBeNull();
});

test("zooming goes to the chosen period and back to the whole", () => {
  const chosen = { from: "2026-02", to: "2026-02" };
  expect(zoomIn(year, chosen)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
  expect(daysIn(zoomIn(year, { from: "2026-02-08", to: "2026-02-08" }))).toBe(7);
  expect(zoomOut({ from: "2026-02-01", to: "2026-02-28" }, year)).toEqual({ from: "2026-01-18", to: "2026-03-14" });
  expect(zoomOut({ from: "2026-12-01", to: "2026-12-31" }, year)).toEqual({ from: "2026-10-31", to: "2026-12-31" });
  expect(zoomOut({ from: "2026-02-01", to: "2026-11-01" }, year)).toBeNull();
});

test("an axis in an address is two days or months, or none", () => {
  expect([axisOf("2026-02-01..2026-02-28"), axisOf("x..y"), axisOf(undefined)]).toEqual([{ from: "2026-02-01", to: "2026-02-28" }, null, null]);
});

test("labels never stand closer than they are wide", () => {
  const years = binsOf([at("1990-01"), at("2026-12")], "month", null);
  const labels = labelled(years, 300);
  expect(labels.length).toBeLessThanOrEqual(5);
  expect(labels[0]).toEqual({ index: 0, text: "1990" });
});

test("a year of one month gives way to the next", () => {
  const months = binsOf([at("2024-12"), at("2026-02")], "month", null);
  expect(labelled(months, 270).map(({ text }) => text)).toEqual(["2025", "2026"]);
});

test("what is told roughly is as long as it is rough, and a day never narrower than a dot", () => {
  const { lanes } = lay([operation("a", "2026-02-01", "2026-02-28"), operation("b", "2026-03-05")], "happened", null, 590, named(""));
  const [rough, exact] = lanes[0]?.items ?? [];
  expect([rough?.x, rough?.width, exact?.width]).toEqual([0, 280, 14]);
  expect(placeOf("2026-03-01", { from: "2026-02", to: "2026-03" }, 590)).toBe(280);
});

test("what would cover another stands in a row of its own", () => {
  const { lanes } = lay([operation("a", "2026-02-01"), operation("b", "2026-02-01"), operation("c", "2026-02-20")], "happened", null, 280, named(""));
  expect(lanes[0]?.items.map(({ row }) => row)).toEqual([0, 1, 0]);
  expect(lanes[0]?.rows).toBe(2);
});

test("an operation stands in each of its lanes; where nobody tells, in the last", () => {
  const { lanes, undated, outside } = lay(
    [operation("a", "2026-02-01", "2026-02-01", ["kh", "th"]), operation("b", "2026-02-03", "2026-02-03", []), operation("c", null), operation("d", "2024-01-01")],
    "happened", { from: "2026-02", to: "2026-02" }, 280, named(""),
  );
  expect(lanes.map(({ id }) => id)).toEqual(["kh", "th", ""]);
  expect([undated.length, outside]).toEqual([1, 1]);
});
