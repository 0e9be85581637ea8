import { expect, test } from "vitest";
import { findStacks, personsOf } from "../src/state/stacks";
import { AGENCY, COUNTRY, makeEdge, makeNode, withOperations } from "./scenes";

const stacksOf = (count: number) => {
  const { library } = withOperations(count);
  return findStacks([...library.nodes.values()], [...library.edges.values()]);
};

test("three operations stand alone, four make a stack", () => {
  expect(stacksOf(3)).toEqual([]);
  expect(stacksOf(4).map(({ id, members }) => [id, members.length])).toEqual([[`stack:${AGENCY}:deportation`, 4]]);
});

test("an operation hangs on an agency before a country that came earlier", () => {
  expect(stacksOf(5)[0]?.anchor).toBe(AGENCY);
});

test("without an agency it hangs on the country", () => {
  const { library } = withOperations(4);
  const nodes = [...library.nodes.values()].filter(({ id }) => id !== AGENCY);
  const edges = [...library.edges.values()].filter(({ target }) => target !== AGENCY);
  expect(findStacks(nodes, edges)[0]?.anchor).toBe(COUNTRY);
});

test("a later arrival does not steal from a stack", () => {
  const { library } = withOperations(4);
  const late = makeNode("agency/th-police");
  const nodes = [...library.nodes.values(), late];
  const operations = nodes.filter(({ type }) => type === "operation");
  const edges = [...operations.map(({ id }) => makeEdge(id, late.id)), ...library.edges.values()];
  expect(findStacks(nodes, edges).map(({ anchor }) => anchor)).toEqual([AGENCY]);
});

test("kinds stack apart", () => {
  const { library } = withOperations(7);
  const nodes = [...library.nodes.values()].map((node, index) => (index > 5 ? { ...node, kind: "raid" } : node));
  expect(findStacks(nodes, [...library.edges.values()]).map(({ kind }) => kind)).toEqual(["deportation"]);
});

test("persons are bounds of a sum that leaves out running totals and the uncounted", () => {
  const members = [
    makeNode("operation/a", { persons: { low: 10, high: 12 } }),
    makeNode("operation/b", { persons: { low: 5, high: null } }),
    makeNode("operation/c", { persons: { low: 900, high: 900 }, total: true }),
    makeNode("operation/d"),
  ];
  expect(personsOf(members)).toEqual({ low: 15, high: 17, counted: 2 });
});
