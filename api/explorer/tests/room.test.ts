import { expect, test } from "vitest";
import { howMany } from "../src/header/room";

const WIDTHS = [70, 80, 50, 60];

test("all places stand in the header where there is room for them and the list of more", () => {
  expect(howMany(WIDTHS, 40, 300)).toBe(4);
});

test("the last places give way first, so that the list of more always has room", () => {
  expect(howMany(WIDTHS, 40, 299)).toBe(3);
  expect(howMany(WIDTHS, 40, 190)).toBe(2);
});

test("with hardly any room the list of more stands alone", () => {
  expect(howMany(WIDTHS, 40, 60)).toBe(0);
  expect(howMany(WIDTHS, 40, 0)).toBe(0);
});
