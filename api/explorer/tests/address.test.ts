import { expect, test } from "vitest";
import { type Address, EMPTY_ADDRESS, fromHash, toHash } from "../src/state/address";

const full: Address = {
  ids: ["agency/kh-gdi", "operation/kh-2026-02-08-deportation-428", "place/xx-a,b&c=d"],
  opened: ["stack:agency/kh-gdi:deportation"],
  at: { "agency/kh-gdi": { x: 12, y: -340 }, "place/xx-a,b&c=d": { x: 0, y: 7 }, "stack:agency/kh-gdi:raid": { x: -5, y: 60 } },
  pinned: ["place/xx-a,b&c=d", "stack:agency/kh-gdi:raid"],
  selection: { what: "node", id: "agency/kh-gdi" },
  period: { from: "2026-02", to: "2026-05" },
  view: "table",
  params: { q: "SELECT ?a { ?a ?b \"50%, = & #\" }" },
};

test("an address brings back what it was made from", () => {
  expect(fromHash(toHash(full))).toEqual(full);
});

test("slashes stay legible", () => {
  expect(toHash({ ...EMPTY_ADDRESS, ids: ["agency/kh-gdi"] })).toBe("#show=agency/kh-gdi");
});

test("ids of one kind leave out what they share with the one before", () => {
  const ids = ["operation/a", "operation/b", "agency/c", "https://example.org/x", "https://example.org/y"];
  const hash = toHash({ ...EMPTY_ADDRESS, ids });
  expect([hash, fromHash(hash).ids]).toEqual(["#show=operation/a,/b,agency/c,https://example.org/x,//example.org/y", ids]);
});

test("places are whole numbers beside the things that have one", () => {
  const at = { "agency/b": { x: 1.6, y: -2.4 } };
  const hash = toHash({ ...EMPTY_ADDRESS, ids: ["agency/a", "agency/b", "agency/c"], at });
  expect([hash, fromHash(hash).at]).toEqual(["#show=agency/a,/b,/c&xy=,2:-2", { "agency/b": { x: 2, y: -2 } }]);
});

test.each(["xy=1:2:3", "xy=a:b", "xy=1e9:1", "sxy=agency/a@1:2", "sxy=@", "pin="])("%s is no place and hides nothing", (part) => {
  expect(fromHash(`#show=agency/a&${part}`)).toEqual({ ...EMPTY_ADDRESS, ids: ["agency/a"] });
});

test("an empty scene has no address", () => {
  expect([toHash(EMPTY_ADDRESS), fromHash("")]).toEqual(["", EMPTY_ADDRESS]);
});

test.each([
  { what: "stack", id: "stack:agency/kh-gdi:raid" },
  { what: "edge", source: "operation/a", relation: "https://w3id.org/crackdown/ontology#carriedOutBy", target: "agency/b" },
  { what: "path", a: "agency/a", b: "agency/b", ids: [], edges: [] },
  { what: "path", a: "agency/a", b: "agency/b", ids: [], edges: [], through: "operations" },
] as const)("a selected $what comes back", (selection) => {
  expect(fromHash(toHash({ ...full, selection })).selection).toEqual(selection);
});

test.each(["#dates=2026-13..x", "#show=%E0%A4%A", "#edge=a,b", "#####", "#show=&at="])("%s is read as nothing", (hash) => {
  expect(fromHash(hash)).toEqual(EMPTY_ADDRESS);
});

test("a period reads in either order", () => {
  expect(fromHash("#dates=2026-05..2026-02").period).toEqual({ from: "2026-02", to: "2026-05" });
});
