import { expect, test } from "vitest";
import { stillReading } from "../src/panel/reading";

test("who waits is told that the server still reads, and how far it is", () => {
  expect(stillReading({ done: 3, of: 10 })).toContain("still reading the graph: 3 of 10");
});

test("a server that has read all has no excuse", () => {
  expect(stillReading({ done: 10, of: 10 })).toBe("");
  expect(stillReading({ done: 0, of: 0 })).toBe("");
});
