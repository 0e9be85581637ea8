import { expect, test } from "vitest";
import { NO_FILTERS } from "../src/state/filters";
import { add, closeStack, drag, EMPTY_SCENE, hide, keepOnly, loosen, openStack, pinAll, place, togglePin } from "../src/state/scene";

const abc = add(EMPTY_SCENE, ["a", "b", "c"]);

test("things arrive once, in order", () => {
  expect(add(abc, ["c", "d", "a", "d"]).ids).toEqual(["a", "b", "c", "d"]);
});

test("adding what is there already is no change at all", () => {
  expect(add(abc, ["a", "c"])).toBe(abc);
});

test("hiding also lets go of the pin", () => {
  const hidden = hide(togglePin(abc, "b"), ["b"]);
  expect([hidden.ids, hidden.pinned]).toEqual([["a", "c"], []]);
});

test("focus keeps the order of arrival", () => {
  expect(keepOnly(abc, ["c", "a", "x"]).ids).toEqual(["a", "c"]);
});

test("dragging places and pins", () => {
  const dragged = drag(abc, "a", { x: 1, y: 2 });
  expect([dragged.at.a, dragged.pinned]).toEqual([{ x: 1, y: 2 }, ["a"]]);
});

test("a pin is let go by the second click", () => {
  expect(togglePin(togglePin(abc, "a"), "a").pinned).toEqual([]);
});

test("arranging anew forgets every place but the pinned ones", () => {
  const placed = place(togglePin(abc, "b"), { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } });
  expect(loosen(placed).at).toEqual({ b: { x: 2, y: 2 } });
});

test("a stack opens and closes", () => {
  const opened = openStack(abc, "stack:a:raid");
  expect(opened.opened).toEqual(["stack:a:raid"]);
  expect(closeStack(opened, "stack:a:raid").opened).toEqual([]);
});

test("no change touches the scene that it starts from", () => {
  hide(abc, ["a"]);
  drag(abc, "a", { x: 1, y: 1 });
  expect(abc).toEqual({ ids: ["a", "b", "c"], at: {}, pinned: [], opened: [], filters: NO_FILTERS });
});

test("several are pinned together, and let go of together once all are", () => {
  const some = pinAll(add(EMPTY_SCENE, ["a", "b", "c"]), ["a"]);
  const all = pinAll(some, ["a", "b"]);
  expect([all.pinned, pinAll(all, ["a", "b"]).pinned]).toEqual([["a", "b"], []]);
});
