import { geoContains } from "d3-geo";
import { describe, expect, test } from "vitest";
import atlas from "world-atlas/countries-50m.json?raw";
import type { Band, Flows, Place } from "../src/flows/types";
import { namesOf } from "../src/flows/words";
import { countriesOf, type Country } from "../src/map/atlas";
import { cameraOn, moved, onScreen, zoomed } from "../src/map/camera";
import { curveOf } from "../src/map/curve";
import { placeLabels, type Wanted } from "../src/map/labels";
import { arcsOf, firstInView, marksOf, radiusOf, widthOfArc } from "../src/map/marks";
import { middleOf } from "../src/map/middle";
import { WORLD } from "../src/map/world";

const countries = countriesOf(JSON.parse(atlas) as Parameters<typeof countriesOf>[0]);
const of = (code: string): Country => countries.find((country) => country.code === code)!;
const SCREEN = { width: 800, height: 500 };

describe("the atlas", () => {
  test.each(["KH", "CN", "US", "FR", "TW", "SG", "HK", "MO", "TL", "AE", "VN"])("has %s by its code", (code) => {
    expect(of(code)).toBeDefined();
  });

  test("leaves what has no code of its own without one", () => {
    expect(countries.filter(({ code }) => code === null).map(({ land }) => land.properties.name)).toContain("Kosovo");
  });

  test("marks every country within itself", () => {
    const outside = countries.filter(({ land }) => !geoContains(land, [...middleOf(land)])).map(({ land }) => land.properties.name);
    expect(outside).toEqual([]);
  });
});

describe("the camera", () => {
  const points = [{ x: 780, y: 200 }, { x: 790, y: 240 }, { x: 430, y: 120 }];

  test("has all marks in view at first, with room round them", () => {
    const camera = cameraOn(points, SCREEN);
    for (const { x, y } of points.map((point) => onScreen(camera, point))) {
      expect(x).toBeGreaterThan(20);
      expect(x).toBeLessThan(SCREEN.width - 20);
      expect(y).toBeGreaterThan(20);
      expect(y).toBeLessThan(SCREEN.height - 20);
    }
  });

  test("shows the whole world where nothing is marked", () => {
    const camera = cameraOn([], SCREEN);
    expect(camera.k).toBeCloseTo(Math.min(SCREEN.width / WORLD.width, SCREEN.height / WORLD.height));
  });

  test("keeps the point under the pointer when it zooms", () => {
    const at = { x: 300, y: 260 };
    const before = cameraOn(points, SCREEN);
    const after = zoomed(before, 2, at, SCREEN);
    expect((at.x - after.dx) / after.k).toBeCloseTo((at.x - before.dx) / before.k);
    expect(after.k).toBeCloseTo(before.k * 2);
  });

  test("never loses the world", () => {
    const far = moved(zoomed(cameraOn([], SCREEN), 4, { x: 1, y: 1 }, SCREEN), 1e6, -1e6, SCREEN);
    expect(far.dx).toBe(0);
    expect(far.dy).toBe(SCREEN.height - far.k * WORLD.height);
  });
});

describe("marks and arcs", () => {
  const place = (id: string, type: Place["type"], code: string | null, latitude: number | null = null): Place => ({
    id, type, code, name: id, language: null, latitude, longitude: latitude,
  });
  const places = [place("country/KH", "country", "KH"), place("country/CN", "country", "CN"), place("country/TV", "country", "TV"), place("airport/VDTI", "airport", "KTI", 11)];
  const sum = (operations: number, low: number | null) => ({ operations, counted: 1, persons: low === null ? null : { low, high: low }, disputed: 0 });
  const band = (start: string[], target: string[], low: number | null = 5): Band => ({ start, via: [], target, sum: sum(1, low), rests: 0 });
  const flows: Flows = {
    bands: [band(["country/KH"], ["country/CN"]), band(["country/CN"], ["country/KH"]), band(["country/KH"], ["country/KH"]), band(["country/KH"], []), band(["country/CN", "country/KH"], ["country/CN"])],
    bands_left: 0,
    points: [{ id: "country/KH", sum: sum(4, 5) }, { id: "airport/VDTI", sum: sum(1, 5) }, { id: "country/TV", sum: sum(1, 5) }],
    points_left: 0, places, all: sum(5, 5), left_out: 0, kinds: {},
  };
  const known: Record<string, { x: number; y: number }> = { KH: { x: 700, y: 200 }, CN: { x: 400, y: 150 } };
  const world = { outlines: [], place: () => ({ x: 701, y: 201 }), middle: (code: string) => known[code] ?? null };
  const { marks, missing } = marksOf(flows, namesOf(places), world);

  test("what the atlas does not show is said", () => {
    expect(missing.map(({ id }) => id)).toEqual(["country/TV"]);
  });

  test("an end without operations of its own has a mark too", () => {
    expect(marks.find(({ place: { id } }) => id === "country/CN")?.sum).toBeNull();
  });

  test("there and back are two arcs; within a country, or to what is not said, there is none", () => {
    const arcs = arcsOf(flows, marks);
    expect(arcs.map(({ from, to }) => [from.x, to.x])).toEqual([[700, 400], [400, 700], [700, 400]]);
    expect(arcs.map(({ turn }) => turn)).toEqual([0, 0, 1]);
  });

  test("more people are a wider arc, more operations a larger mark", () => {
    expect(widthOfArc(band([], [], 100), 100)).toBeGreaterThan(widthOfArc(band([], [], 10), 100));
    expect(widthOfArc(band([], [], null), 100)).toBeGreaterThan(0);
    expect(radiusOf(marks[0]!, 4)).toBeGreaterThan(radiusOf({ ...marks[0]!, sum: sum(1, 1) }, 4));
  });

  test("a small screen begins where most happens", () => {
    expect(firstInView(marks, 390)).toHaveLength(2);
    expect(firstInView(marks, 1200)).toHaveLength(3);
  });

  test("there and back bend to different sides", () => {
    const [there, back] = [curveOf({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, 2, 4), curveOf({ x: 100, y: 0 }, { x: 0, y: 0 }, 0, 2, 4)];
    expect([there.path.includes("50.0 -18.0"), back.path.includes("50.0 18.0")]).toEqual([true, true]);
  });
});

describe("labels", () => {
  const label = (key: string, x: number, y: number, width = 60): Wanted => ({ key, text: key, width, at: { x, y }, radius: 5 });

  test("stand within the picture, also beside a mark at its edge", () => {
    for (const [x, y] of [[795, 250], [3, 250], [400, 3], [400, 497], [797, 497]] as const) {
      const [placed] = placeLabels([label("edge", x, y)], SCREEN);
      expect(placed!.x).toBeGreaterThanOrEqual(0);
      expect(placed!.x + 60).toBeLessThanOrEqual(SCREEN.width);
      expect(placed!.y).toBeLessThanOrEqual(SCREEN.height);
    }
  });

  test("never cover each other; what finds no room has none", () => {
    const placed = placeLabels(Array.from({ length: 30 }, (_, index) => label(String(index), 400 + (index % 6) * 4, 250 + Math.floor(index / 6) * 4)), SCREEN);
    expect(placed.length).toBeLessThan(30);
    expect(placed[0]?.key).toBe("0");
    for (const a of placed) {
      for (const b of placed) {
        if (a !== b) expect(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 16).toBe(true);
      }
    }
  });
});
