import { expect, test } from "vitest";
import { fit, overlap, type Rect, type Wanted } from "../src/graph/labelling";

const box = (x: number, y: number, width = 100, height = 20): Rect => ({ x1: x, y1: y, x2: x + width, y2: y + height });
const wanted = (id: string, ...places: Rect[]): Wanted => ({ id, places, must: false });

test("the more important of two names on one spot is drawn", () => {
  expect([...fit([wanted("a", box(0, 0)), wanted("b", box(50, 10))], []).keys()]).toEqual(["a"]);
});

test("a name moves to its next place where its first is taken", () => {
  expect(fit([wanted("a", box(0, 0)), wanted("b", box(50, 10), box(50, 40))], []).get("b")).toEqual(box(50, 40));
});

test("no name covers a thing, unless it must be read", () => {
  const thing = box(20, 5, 10, 10);
  expect(fit([wanted("a", box(0, 0))], [thing]).size).toBe(0);
  expect(fit([{ ...wanted("a", box(0, 0)), must: true }], [thing]).size).toBe(1);
});

test("not even a name that must be read covers another", () => {
  const both = [{ ...wanted("a", box(0, 0)), must: true }, { ...wanted("b", box(50, 10)), must: true }];
  expect(fit(both, []).size).toBe(1);
});

test("of a crowd no two names that are drawn overlap, and many are drawn", () => {
  const crowd = Array.from({ length: 900 }, (_, index) => wanted(String(index), box((index * 7919) % 1300, (index * 104729) % 800)));
  const drawn = [...fit(crowd, []).values()];
  const pairs = drawn.flatMap((one, index) => drawn.slice(index + 1).filter((other) => overlap(one, other)));
  expect(pairs).toEqual([]);
  expect(drawn.length).toBeGreaterThan(150);
});

test("a crowd that is moved keeps the names that it had", () => {
  const crowd = (by: number) => Array.from({ length: 200 }, (_, index) => wanted(String(index), box(((index * 7919) % 700) + by, ((index * 104729) % 500) + by)));
  expect([...fit(crowd(0), []).keys()]).toEqual([...fit(crowd(33), []).keys()]);
});
