import { expect, test } from "vitest";
import { bendOf, headOf, plainLine } from "../src/graph/plain-line";

const at = (x: number, y: number, radius = 10) => ({ x, y, radius });

test("a straight line runs from rim to rim", () => {
  expect(plainLine(at(0, 0), at(100, 0, 20), 0)).toEqual({ from: { x: 10, y: 0 }, bend: { x: 50, y: 0 }, to: { x: 80, y: 0 } });
});

test("no line is drawn between things that cover each other", () => {
  expect(plainLine(at(0, 0), at(15, 0), 0)).toBeNull();
});

test("a bend stays as it was when an end is moved", () => {
  const bend = bendOf(at(0, 0), at(100, 0), { x: 50, y: 30 });
  expect(plainLine(at(0, 0), at(100, 0), bend)?.bend).toEqual({ x: 50, y: 30 });
  // Turned by a right angle, what lay below lies to the left.
  expect(plainLine(at(0, 0), at(0, 100), bend)?.bend).toEqual({ x: -30, y: 50 });
});

test("a line that Cytoscape draws straight has no bend, nor has one without a length", () => {
  expect(bendOf(at(0, 0), at(100, 0), undefined)).toBe(0);
  expect(bendOf(at(5, 5), at(5, 5), { x: 7, y: 7 })).toBe(0);
});

test("a head has its tip where the line arrives and lies along it", () => {
  const line = plainLine(at(0, 0), at(100, 0), 0);
  expect(line && headOf(line, 8)).toEqual([{ x: 90, y: 0 }, { x: 82, y: 4 }, { x: 82, y: -4 }]);
});
