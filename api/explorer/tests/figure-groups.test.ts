import { expect, test } from "vitest";
import type { Figure } from "../src/api/types";
import { agreementOf, groupFigures } from "../src/panel/figure-groups";

const figure = (value: number, more: Partial<Figure> = {}): Figure => ({
  group: "everybody", value, printed: null, precision: "exactly", low: value, high: value, evidence: null, announced_by: null, group_of: [], ...more,
});

test.each([
  ["once", [figure(312)]],
  ["agree", [figure(312), figure(312)]],
  ["disputed", [figure(312), figure(313)]],
  ["allow", [figure(312), figure(300, { precision: "more than", low: 301, high: null })]],
  ["disputed", [figure(299), figure(300, { precision: "more than", low: 301, high: null })]],
  ["allow", [figure(180), figure(300, { precision: "about", low: null, high: null })]],
  ["disputed", [figure(140), figure(300, { precision: "about", low: null, high: null })]],
] as const)("%s", (agreement, claims) => {
  expect(agreementOf(claims)).toBe(agreement);
});

test("figures stand group by group, each number once", () => {
  const groups = groupFigures([figure(312), figure(313), figure(312), figure(40, { group: "women" })]);
  expect(groups.map(({ group, values, claims }) => [group, values, claims.length])).toEqual([["everybody", [312, 313], 3], ["women", [40], 1]]);
});
