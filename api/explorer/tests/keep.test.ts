import { expect, test } from "vitest";
import { fit, keyOf, LONGEST, unfold } from "../src/keep/fitting";
import { followMerges, idsNamed } from "../src/keep/merges";
import { type Address, EMPTY_ADDRESS, fromHash } from "../src/state/address";

const many = (count: number): Address => {
  const ids = Array.from({ length: count }, (_, index) => `operation/kh-2026-02-08-deportation-${index}`);
  return { ...EMPTY_ADDRESS, ids, at: Object.fromEntries(ids.map((id, index) => [id, { x: index + 1, y: -index - 1 }])), pinned: ids.slice(0, 1) };
};

test("a small scene is whole in its address", () => {
  const address = many(60);
  const fitted = fit(address, () => "unused");
  expect([fitted.lacks, fromHash(fitted.hash)]).toEqual(["nothing", address]);
});

test("of a larger one the address keeps the places of what was pinned", () => {
  const address = many(220);
  const fitted = fit(address, () => "unused");
  expect([fitted.lacks, fitted.hash.length <= LONGEST]).toEqual(["places", true]);
  expect(fromHash(fitted.hash)).toEqual({ ...address, at: { [address.ids[0]!]: { x: 1, y: -1 } } });
});

test("what is too long for any address is found again by its key, places and all", () => {
  const address = many(1000);
  const kept = new Map<string, string>();
  const fitted = fit(address, (hash) => (kept.set(keyOf(hash), hash), keyOf(hash)));
  expect(fitted.lacks).toBe("everything");
  expect(fromHash(unfold(fitted.hash, (key) => kept.get(key) ?? null) ?? "").ids).toEqual(address.ids);
  expect(unfold(fitted.hash, () => null)).toBeNull();
});

test("other scenes have other keys", () => {
  expect(new Set([keyOf("#show=a"), keyOf("#show=b"), keyOf("#show=a,b")]).size).toBe(3);
});

const linked: Address = {
  ...EMPTY_ADDRESS,
  ids: ["agency/old", "operation/a", "agency/new"],
  opened: ["stack:agency/old:raid"],
  at: { "agency/old": { x: 1, y: 1 }, "agency/new": { x: 9, y: 9 }, "stack:agency/old:arrest": { x: 5, y: 5 } },
  pinned: ["agency/old", "stack:agency/old:arrest"],
  selection: { what: "edge", source: "operation/a", relation: "carriedOutBy", target: "agency/old" },
};

test("what was merged goes by its new name everywhere, once", () => {
  expect(followMerges(linked, { "agency/old": "agency/new" })).toEqual({
    ...linked,
    ids: ["agency/new", "operation/a"],
    opened: ["stack:agency/new:raid"],
    at: { "agency/new": { x: 1, y: 1 }, "stack:agency/new:arrest": { x: 5, y: 5 } },
    pinned: ["agency/new", "stack:agency/new:arrest"],
    selection: { what: "edge", source: "operation/a", relation: "carriedOutBy", target: "agency/new" },
  });
});

test("nothing changes where nothing was merged", () => {
  expect(followMerges(linked, {})).toEqual(linked);
});

test("everything that an address names is asked for, stacks aside", () => {
  const selection = { what: "path", a: "agency/x", b: "agency/y", ids: [], edges: [] } as const;
  expect(idsNamed({ ...linked, selection })).toEqual(["agency/old", "operation/a", "agency/new", "agency/x", "agency/y"]);
});
