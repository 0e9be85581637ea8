import { expect, test } from "vitest";
import { freeName, fromFile, LONGEST_NAME, merge, MOST_SAVED, remove, rename, save, type SavedView, sizeOf, toFile } from "../src/keep/saved";
import { EMPTY_ADDRESS } from "../src/state/address";

const view = (name: string, hash = "#show=agency/a"): SavedView => ({ name, hash, saved: "2026-02-09" });
const scene = { ...EMPTY_ADDRESS, ids: ["agency/a", "agency/b"] };

test("the newest view stands first, and one of the same name is replaced", () => {
  const views = save([view("A"), view("B")], "  B  ", scene, "2026-02-10");
  expect(views).toEqual([{ name: "B", hash: "#show=agency/a,/b", saved: "2026-02-10" }, view("A")]);
});

test("nothing is saved without a name, and no list grows for ever", () => {
  const many = Array.from({ length: MOST_SAVED }, (_, index) => view(`V${index}`));
  expect(save([view("A")], "   ", scene, "2026-02-10")).toEqual([view("A")]);
  expect(save(many, "x".repeat(500), scene, "2026-02-10").map(({ name }) => name.length).slice(0, 2)).toEqual([LONGEST_NAME, 2]);
  expect(save(many, "new", scene, "2026-02-10").length).toBe(MOST_SAVED);
});

test("a renamed view keeps its place, and never takes another's name", () => {
  expect(rename([view("A"), view("B")], "A", "B").map(({ name }) => name)).toEqual(["B (2)", "B"]);
  expect(rename([view("A")], "A", " ").map(({ name }) => name)).toEqual(["A"]);
  expect(rename([view("A")], "A", "A").map(({ name }) => name)).toEqual(["A"]);
});

test("deleting leaves the others", () => expect(remove([view("A"), view("B")], "A")).toEqual([view("B")]));

test("a taken name gets a number", () => expect(freeName([view("A"), view("A (2)")], "A")).toBe("A (3)"));

test("a file brings back what was written", () => expect(fromFile(toFile([view("A"), view("ខ្មែរ")]))).toEqual([view("A"), view("ខ្មែរ")]));

test.each(["", "[]", "null", '{"views":[]}', '{"crackdown-views":2,"views":[]}', "{"])("%s is no file of views", (text) => {
  expect(fromFile(text)).toBeNull();
});

test("of a file's views those that are none are left out", () => {
  const views = [view("A"), { name: 1, hash: "#", saved: "" }, view("B", "javascript:alert(1)"), view(" "), null, view("C", `#${"x".repeat(500_000)}`)];
  expect(fromFile(JSON.stringify({ "crackdown-views": 1, views }))).toEqual([view("A")]);
});

test("the same view comes once, another of its name beside it", () => {
  const merged = merge([view("A")], [view("A"), view("A", "#show=agency/z")]);
  expect(merged).toEqual([view("A"), view("A (2)", "#show=agency/z")]);
});

test("a view tells how many things it shows", () => {
  expect([sizeOf(view("A", "#show=agency/a,/b")), sizeOf(view("A", "#view=table"))]).toEqual([2, null]);
});
