import { expect, test } from "vitest";
import { draw } from "../src/state/picture";
import { forgetTaken } from "../src/state/places";
import { closeStack, openStack, place, type Point, type Scene } from "../src/state/scene";
import { findStacks } from "../src/state/stacks";
import { AGENCY, COUNTRY, withOperations } from "./scenes";

const STACK = `stack:${AGENCY}:deportation`;
const MEMBER = "operation/kh-deportation-0";
const here: Point = { x: 300, y: -40 };
const onIt: Point = { x: 310, y: -30 };
const apart: Point = { x: 400, y: -40 };

const { library, scene } = withOperations(5);
const stacks = findStacks([...library.nodes.values()], [...library.edges.values()]);

/** The places kept once things have moved to where `at` says. */
const kept = (at: Record<string, Point>, from: Scene = scene): string[] => {
  const moved = place(from, at);
  return Object.keys(forgetTaken(moved, draw(moved, library, null), stacks).at).sort();
};

test("a thing in a stack loses its place to whatever has been laid on it", () => {
  expect(kept({ [MEMBER]: here, [AGENCY]: onIt })).toEqual([AGENCY]);
});

test("a place that is free is kept", () => {
  expect(kept({ [MEMBER]: here, [AGENCY]: apart })).toEqual([AGENCY, MEMBER]);
});

test("a stack takes no place from its members, nor they from it: it opens and closes where it is", () => {
  const opened = openStack(scene, STACK);
  expect(kept({ [MEMBER]: here, [STACK]: here })).toEqual([MEMBER, STACK]);
  expect(kept({ [MEMBER]: here, [STACK]: here }, opened)).toEqual([MEMBER, STACK]);
  expect(kept({ [COUNTRY]: here, [STACK]: here }, opened)).toEqual([COUNTRY]);
});

test("of things that are drawn none loses its place, even on one another: somebody has dragged them there", () => {
  expect(kept({ [COUNTRY]: here, [AGENCY]: here })).toEqual([AGENCY, COUNTRY]);
});

test("the scene before, to which undo leads, keeps the place", () => {
  const before = place(closeStack(scene, STACK), { [MEMBER]: here });
  kept({ [AGENCY]: here }, before);
  expect(before.at[MEMBER]).toEqual(here);
});
