import { expect, test } from "vitest";
import { amend, begin, redo, step, undo } from "../src/state/history";

test("undo and redo walk the same way back and forth", () => {
  const three = step(step(begin(1), 2), 3);
  expect(undo(undo(three)).present).toBe(1);
  expect(redo(redo(undo(undo(three))))).toEqual(three);
});

test("a new step forgets what was undone", () => {
  expect(redo(step(undo(step(begin(1), 2)), 9)).present).toBe(9);
});

test("an amendment is taken back with its step", () => {
  expect(undo(amend(step(begin("a"), "b"), "b placed")).present).toBe("a");
});

test("nothing changed is no step", () => {
  const history = begin({ a: 1 });
  expect(step(history, history.present)).toBe(history);
});

test("there is nothing before the first and after the last", () => {
  const history = begin(1);
  expect([undo(history), redo(history)]).toEqual([history, history]);
});
