import { expect, test } from "vitest";
import { rivalOf } from "../src/start/rival";

test("a dispute says between which numbers", () => {
  expect(rivalOf({ low: 11, high: 12 })).toBe("told: 11 to 12");
});

test("where the number of persons is not what is disputed, no range is told", () => {
  expect(rivalOf({ low: 439, high: 439 })).toBe("figures disputed");
});
