import { expect, test } from "vitest";
import { type Framed, isSmall, seenAt, zoomFor } from "../src/graph/framing";

const thing = (x: number, y: number, name = 0): Framed => ({ x, y, half: 10, aside: name / 2, below: name > 0 ? 20 : 0 });

test.each([[390, 600], [700, 250]])("a canvas of %i × %i shows a legible part", (width, height) => {
  expect([isSmall(width, height), isSmall(700, 600)]).toEqual([true, false]);
});

test("without names the picture fills the screen", () => {
  expect(zoomFor([thing(0, 0), thing(180, 0)], 100, 100, 0.1, 2)).toBeCloseTo(0.5, 3);
});

test("names at the edge are within it, however small the picture", () => {
  const things = [thing(0, 0, 120), thing(900, 400, 90), thing(300, 1000)];
  const { x1, x2 } = seenAt(zoomFor(things, 300, 400, 0.01, 2), things);
  expect(x2 - x1).toBeLessThanOrEqual(300);
  expect(x2 - x1).toBeGreaterThan(299);
});

test("what is small is not magnified beyond the most", () => {
  expect(zoomFor([thing(0, 0, 60)], 300, 300, 0.1, 1.25)).toBe(1.25);
});

test("names wider than the screen leave the least", () => {
  expect(zoomFor([thing(0, 0, 400), thing(10, 0, 400)], 300, 300, 0.1, 1.25)).toBeCloseTo(0.1, 5);
});
