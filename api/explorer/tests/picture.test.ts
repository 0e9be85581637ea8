import { expect, test } from "vitest";
import { NO_FILTERS } from "../src/state/filters";
import { learn } from "../src/state/library";
import { countByType, countShown, draw, inPicture } from "../src/state/picture";
import { filter, hide, openStack } from "../src/state/scene";
import { AGENCY, COUNTRY, makeEdge, makeNode, withOperations } from "./scenes";

const STACK = `stack:${AGENCY}:deportation`;

test("a stack replaces its members, and their lines become one a relation", () => {
  const { library, scene } = withOperations(5);
  const picture = draw(scene, library, null);
  expect(picture.nodes.map(({ id }) => id)).toEqual([COUNTRY, AGENCY]);
  expect(picture.lines.map(({ source, target, origins }) => [source, target, origins])).toEqual([
    [STACK, COUNTRY, 5],
    [STACK, AGENCY, 5],
  ]);
});

test("an opened stack shows its members", () => {
  const { library, scene } = withOperations(5);
  const picture = draw(openStack(scene, STACK), library, null);
  expect([picture.nodes.length, picture.stacks.length, picture.opened.length]).toEqual([7, 0, 1]);
});

test("a stack holds only what happened in the period", () => {
  const { library, scene } = withOperations(8);
  const picture = draw(scene, library, { from: "2026-02", to: "2026-06" });
  expect(picture.stacks[0]?.members.map(({ from }) => from?.slice(0, 7))).toEqual(["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"]);
});

test("a period that leaves three operations leaves no stack", () => {
  const { library, scene } = withOperations(8);
  expect(draw(scene, library, { from: "2026-02", to: "2026-04" }).stacks).toEqual([]);
});

test("what lost all its lines to the period fades", () => {
  const { library, scene } = withOperations(4);
  expect(draw(scene, library, { from: "2019-01", to: "2019-12" }).faded).toEqual(new Set([COUNTRY, AGENCY]));
});

test("a type switched off takes its lines with it", () => {
  const { library, scene } = withOperations(2);
  const picture = draw(filter(scene, { ...NO_FILTERS, types: ["country"] }), library, null);
  expect(picture.lines.every(({ target }) => target === AGENCY)).toBe(true);
});

test("a line is unsaid only if all that it stands for is", () => {
  const { library, scene } = withOperations(4);
  const one = library.edges.values().next().value;
  const mixed = learn(library, { nodes: [], edges: one ? [{ ...one, inferred: false }] : [] });
  const unsaid = (known: typeof library) => draw(scene, known, null).lines.find(({ target }) => target === COUNTRY)?.unsaid;
  expect([unsaid(library), unsaid(mixed)]).toEqual([true, false]);
});

test("a line from the reference lists alone is unsaid", () => {
  const { library, scene } = withOperations(1);
  const known = learn(library, { nodes: [], edges: [makeEdge(AGENCY, COUNTRY, { claims: 0 })] });
  expect(draw(scene, known, null).lines.find(({ source }) => source === AGENCY)?.unsaid).toBe(true);
});

test("counts look into stacks", () => {
  const { library, scene } = withOperations(6);
  expect(countByType(draw(scene, library, null)).get("operation")).toBe(6);
});

test("hidden neighbours are those of the degree that the scene lacks", () => {
  const { library, scene } = withOperations(2);
  const known = learn(library, { nodes: [makeNode(AGENCY, { degree: 62 })], edges: [] });
  expect(draw(scene, known, null).hiddenNeighbours.get(AGENCY)).toBe(60);
});

test("the 12 of 62 counts one relation, one direction, one type, and only what is in the scene", () => {
  const { library, scene } = withOperations(5);
  const more = learn(library, { nodes: [], edges: [makeEdge(AGENCY, COUNTRY, { relation: "carriedOutBy" })] });
  const relation = { relation: "carriedOutBy", direction: "in", type: "operation" } as const;
  expect(countShown(scene.ids, more, AGENCY, relation)).toBe(5);
  expect(countShown(hide(scene, ["operation/kh-deportation-0"]).ids, more, AGENCY, relation)).toBe(4);
  expect(countShown(scene.ids, more, AGENCY, { ...relation, direction: "out", type: "country" })).toBe(1);
});

test("who one cooperates with counts from either end", () => {
  const [relation, office, court] = ["https://w3id.org/crackdown/ontology#cooperatesWith", "agency/kh-office", "agency/kh-court"];
  const edges = [makeEdge(AGENCY, office, { relation }), makeEdge(court, AGENCY, { relation })];
  const library = learn(withOperations(0).library, { nodes: [makeNode(office), makeNode(court)], edges });
  expect(countShown([AGENCY, office, court], library, AGENCY, { relation, direction: "out", type: "agency" })).toBe(2);
});

test("two relations between the same two things are two lines, which know that they run side by side", () => {
  const { library, scene } = withOperations(1);
  const known = learn(library, { nodes: [], edges: [makeEdge(AGENCY, COUNTRY), makeEdge(COUNTRY, AGENCY, { relation: "accreditedTo" })] });
  const lines = draw(scene, known, null).lines;
  expect(lines.map(({ parallel }) => parallel)).toEqual([false, false, true, true]);
});

test("a line is inferred only if all that it stands for is, and disputed if anything is", () => {
  const { library, scene } = withOperations(4);
  const [one] = [...library.edges.values()].filter(({ inferred }) => inferred);
  const mixed = learn(library, { nodes: [], edges: one ? [{ ...one, inferred: false, disputed: true }] : [] });
  const flags = (known: typeof library) => {
    const line = draw(scene, known, null).lines.find(({ target }) => target === COUNTRY);
    return [line?.inferred, line?.disputed];
  };
  expect([flags(library), flags(mixed)]).toEqual([[true, false], [false, true]]);
});

test("what a filter leaves out is counted, and what lost all its lines fades", () => {
  const { library, scene } = withOperations(3);
  const picture = draw(filter(scene, { ...NO_FILTERS, types: ["operation"] }), library, null);
  expect([inPicture(picture), picture.inScene, picture.faded]).toEqual([2, 5, new Set([COUNTRY, AGENCY])]);
});
