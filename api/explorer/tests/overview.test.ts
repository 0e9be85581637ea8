import { describe, expect, test } from "vitest";
import { cameraOn, onScreen, zoomed } from "../src/map/camera";
import { readChoice, readHidden, toggled, writeChoice, writeHidden } from "../src/overview/choice";
import { findAt, placeOf } from "../src/overview/find";
import { type Label, labelsOf, type MeasureLabel } from "../src/overview/labels";
import type { Columns } from "../src/overview/types";
import { countTypes, foremost, foremostOf, namesOfArea, neighboursOf, wholeOf } from "../src/overview/whole";

/** Two areas: an office with two operations and a country; a second office with one operation, linked to the first. */
const COLUMNS: Columns = {
  types: ["agency", "official", "country", "operation"],
  ids: ["agency/a", "operation/1", "operation/2", "country/KH", "agency/b", "operation/3"],
  names: ["Office A", "Raid", "Arrest", "Cambodia", "Office B", "Rescue"],
  type: [0, 3, 3, 2, 0, 3],
  x: [0, 10, -10, 0, 200, 210],
  y: [0, 0, 0, 40, 0, 0],
  r: [12, 3, 3, 8, 10, 3],
  link_counts: [3, 1, 0, 0, 1, 0],
  link_steps: [1, 2, 5, 2, 1],
  areas: [
    { x: 0, y: 10, r: 60, first: 0, count: 4, named_after: [0, 3] },
    { x: 200, y: 0, r: 50, first: 4, count: 2, named_after: [4] },
  ],
  bundles: [[0, 1, 1]],
};
const whole = wholeOf(COLUMNS);
const SCREEN = { width: 600, height: 400 };
const ALL = [{ x: 0, y: 0 }, { x: whole.ground.width, y: whole.ground.height }];
const camera = cameraOn(ALL, SCREEN, whole.ground);
const NONE: ReadonlySet<number> = new Set();
const SEEN = { types: NONE, things: NONE };
const measure: MeasureLabel = (text) => ({ width: 7 * Math.max(...text.split("\n").map((line) => line.length)), height: 15 * text.split("\n").length });
const labels = (hidden = NONE, seen = camera): Label[] => labelsOf(whole, seen, SCREEN, { types: hidden, things: NONE }, (name) => name, measure);

describe("the whole graph", () => {
  test("knows links from both ends", () => {
    expect([...neighboursOf(whole, 0)].sort()).toEqual([1, 2, 5]);
    expect([...neighboursOf(whole, 5)].sort()).toEqual([0, 4]);
    expect([...neighboursOf(whole, 3)]).toEqual([1]);
  });

  test("begins at the corner of its ground, with every area within it", () => {
    for (const { x, y, r } of whole.areas) {
      expect(Math.min(x - r, y - r, whole.ground.width - x - r, whole.ground.height - y - r)).toBeGreaterThan(0);
    }
  });

  test("ranks the largest first, and within an area", () => {
    expect(whole.ranked[0]).toBe(0);
    expect(foremost(whole, 1, 1)).toEqual([4]);
    expect(foremost(whole, 0, 9)).toHaveLength(4);
    expect(foremostOf(whole, [1, 5, 0], 2)).toEqual([0, 1]);
  });

  test("names and counts an area", () => {
    expect(namesOfArea(whole, whole.areas[0]!)).toEqual(["Office A", "Cambodia"]);
    expect(countTypes(whole, whole.areas[0]!)).toEqual([1, 0, 1, 2]);
  });
});

describe("what is under the pointer", () => {
  test("is a thing, or the area round it, or nothing", () => {
    expect(findAt(whole, camera, placeOf(whole, camera, 4), SEEN)).toEqual({ area: 1, thing: 4 });
    const ground = onScreen(camera, { x: whole.areas[1]!.x, y: whole.areas[1]!.y - 40 });
    expect(findAt(whole, camera, ground, SEEN)).toEqual({ area: 1, thing: null });
    expect(findAt(whole, camera, { x: 1, y: 1 }, SEEN)).toEqual({ area: null, thing: null });
  });

  test("is no thing of a type that is left out, and none outside of the period", () => {
    expect(findAt(whole, camera, placeOf(whole, camera, 4), { types: new Set([0]), things: NONE }).thing).not.toBe(4);
    expect(findAt(whole, camera, placeOf(whole, camera, 4), { types: NONE, things: new Set([4]) }).thing).not.toBe(4);
  });

  test("is no thing that is too small to be told from its neighbours", () => {
    const far = { ...camera, k: 0.1 };
    expect(findAt(whole, far, placeOf(whole, far, 1), SEEN)).toEqual({ area: 0, thing: null });
  });
});

describe("names", () => {
  test("never lie over each other or over the edge", () => {
    const boxes = labels().map(({ text, at, area }) => ({ ...measure(text, area !== null), ...at }));
    expect(boxes.length).toBeGreaterThan(1);
    for (const [index, one] of boxes.entries()) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(SCREEN.width);
      for (const other of boxes.slice(index + 1)) {
        expect(Math.abs(one.x - other.x) >= (one.width + other.width) / 2 || Math.abs(one.y - other.y) >= (one.height + other.height) / 2).toBe(true);
      }
    }
  });

  test("are those of areas from afar, of things inside one", () => {
    expect(labels().filter(({ area }) => area !== null).map(({ text }) => text)).toEqual(["Office A\nCambodia", "Office B"]);
    const inside = zoomed(camera, 3, placeOf(whole, camera, 0), SCREEN, whole.ground);
    expect(labels(NONE, inside).map(({ text }) => text)).toContain("Office A");
    expect(labels(NONE, inside).some(({ area }) => area === 0)).toBe(false);
  });

  test("of what is left out are left out", () => {
    const inside = zoomed(camera, 3, placeOf(whole, camera, 0), SCREEN, whole.ground);
    expect(labels(new Set([0]), inside).map(({ text }) => text)).not.toContain("Office A");
  });
});

describe("what is chosen", () => {
  test.each([{ area: 0, thing: 3 }, { area: 1, thing: null }, { area: null, thing: null }])("comes back from the address: %j", (chosen) => {
    expect(readChoice(whole, writeChoice(whole, chosen))).toEqual(chosen);
  });

  test("is nothing where a link names what is not there", () => {
    expect(readChoice(whole, { thing: "agency/gone", area: "x" })).toEqual({ area: null, thing: null });
  });

  test("types that are left out come back too, unknown ones not", () => {
    const hidden = toggled(toggled(NONE, 3), 0);
    expect(readHidden(whole, writeHidden(whole, hidden))).toEqual(hidden);
    expect(toggled(hidden, 3)).toEqual(new Set([0]));
    expect(readHidden(whole, { without: "ghost" })).toEqual(NONE);
  });
});
