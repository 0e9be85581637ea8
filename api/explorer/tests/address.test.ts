import { expect, test } from "vitest";
import { type Address, EMPTY_ADDRESS, fromHash, toHash } from "../src/state/address";

const full: Address = {
  ids: ["agency/kh-gdi", "operation/kh-2026-02-08-deportation-428", "place/xx-a,b&c=d"],
  opened: ["stack:agency/kh-gdi:deportation"],
  selection: { what: "node", id: "agency/kh-gdi" },
  period: { from: "2026-02", to: "2026-05" },
  table: true,
};

test("an address brings back what it was made from", () => {
  expect(fromHash(toHash(full))).toEqual(full);
});

test("slashes stay legible", () => {
  expect(toHash({ ...EMPTY_ADDRESS, ids: ["agency/kh-gdi"] })).toBe("#show=agency/kh-gdi");
});

test("an empty scene has no address", () => {
  expect([toHash(EMPTY_ADDRESS), fromHash("")]).toEqual(["", EMPTY_ADDRESS]);
});

test.each([
  { what: "stack", id: "stack:agency/kh-gdi:raid" },
  { what: "edge", source: "operation/a", relation: "https://w3id.org/crackdown/ontology#carriedOutBy", target: "agency/b" },
  { what: "path", a: "agency/a", b: "agency/b", ids: [], edges: [] },
] as const)("a selected $what comes back", (selection) => {
  expect(fromHash(toHash({ ...full, selection })).selection).toEqual(selection);
});

test.each(["#dates=2026-13..x", "#show=%E0%A4%A", "#edge=a,b", "#####", "#show=&at="])("%s is read as nothing", (hash) => {
  expect(fromHash(hash)).toEqual(EMPTY_ADDRESS);
});

test("a period reads in either order", () => {
  expect(fromHash("#dates=2026-05..2026-02").period).toEqual({ from: "2026-02", to: "2026-05" });
});
