import { expect, test } from "vitest";
import { type Box, separate } from "../src/graph/separate";

const box = (id: string, x: number, y: number): Box => ({ id, x1: x, y1: y, x2: x + 100, y2: y + 40 });

function moved(boxes: readonly Box[], isMovable: (id: string) => boolean): Box[] {
  const shifts = separate(boxes, isMovable);
  return boxes.map(({ id, x1, y1, x2, y2 }) => {
    const { x, y } = shifts.get(id) ?? { x: 0, y: 0 };
    return { id, x1: x1 + x, y1: y1 + y, x2: x2 + x, y2: y2 + y };
  });
}

const overlap = (a: Box, b: Box): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

test("a pile is spread until nothing lies on anything", () => {
  const boxes = Array.from({ length: 12 }, (_, index) => box(String(index), index * 7, index * 5));
  const spread = moved(boxes, () => true);
  expect(spread.some((a) => spread.some((b) => a !== b && overlap(a, b)))).toBe(false);
});

test("what is fixed stays, and the other goes the whole way", () => {
  const [fixed, loose] = moved([box("fixed", 0, 0), box("loose", 10, 30)], (id) => id === "loose");
  expect(fixed).toEqual(box("fixed", 0, 0));
  expect(overlap(fixed!, loose!)).toBe(false);
});

test("two fixed ones stay on each other", () => {
  expect(separate([box("a", 0, 0), box("b", 5, 5)], () => false).size).toBe(0);
});

test("what lies apart is not moved", () => {
  expect([...separate([box("a", 0, 0), box("b", 500, 0)], () => true).values()]).toEqual([{ x: 0, y: 0 }, { x: 0, y: 0 }]);
});

test("what is jammed between fixed ones finds a free place", () => {
  const wall = Array.from({ length: 25 }, (_, index) => box(`fixed ${index}`, (index % 5) * 104, Math.floor(index / 5) * 44));
  const boxes = [...wall, box("loose", 210, 90)];
  const loose = moved(boxes, (id) => id === "loose").at(-1)!;
  expect(wall.some((fixed) => overlap(fixed, loose))).toBe(false);
});

test("what is jammed in the middle of a large crowd finds a free place at its edge", () => {
  const crowd = Array.from({ length: 100 }, (_, index) => {
    const [x1, y1] = [(index % 10) * 204, Math.floor(index / 10) * 204];
    return { id: `fixed ${index}`, x1, y1, x2: x1 + 200, y2: y1 + 200 };
  });
  const loose = moved([...crowd, box("loose", 970, 1000)], (id) => id === "loose").at(-1)!;
  expect(crowd.some((fixed) => overlap(fixed, loose))).toBe(false);
});
