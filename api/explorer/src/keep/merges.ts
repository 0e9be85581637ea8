/** What an address becomes when things it names have since been merged into others. */

import type { Address } from "../state/address";
import type { Selection } from "../state/selection";

export type Followed = Readonly<Record<string, string>>;

/** The same address by today's ids. Of two things that became one, the earlier keeps its place. */
export function followMerges(address: Address, followed: Followed): Address {
  const now = (id: string): string => (id.startsWith("stack:") ? stackNow(id, followed) : (followed[id] ?? id));
  const all = (ids: readonly string[]): string[] => [...new Set(ids.map(now))];
  return {
    ...address,
    ids: all(address.ids),
    opened: all(address.opened),
    pinned: all(address.pinned),
    at: Object.fromEntries(Object.entries(address.at).reverse().map(([id, point]) => [now(id), point])),
    selection: address.selection && selectionNow(address.selection, now),
  };
}

/** A stack goes by the thing that it hangs on, and the kind of its operations. */
function stackNow(id: string, followed: Followed): string {
  const cut = id.lastIndexOf(":");
  const anchor = id.slice("stack:".length, cut);
  return `stack:${followed[anchor] ?? anchor}${id.slice(cut)}`;
}

function selectionNow(selection: Selection, now: (id: string) => string): Selection {
  switch (selection.what) {
    case "node":
    case "stack":
      return { ...selection, id: now(selection.id) };
    case "edge":
      return { ...selection, source: now(selection.source), target: now(selection.target) };
    case "path":
      return { ...selection, a: now(selection.a), b: now(selection.b) };
  }
}

/** Every thing that an address names, for asking what became of it. */
export function idsNamed({ ids, pinned, selection }: Address): string[] {
  const selected = (): string[] => {
    switch (selection?.what) {
      case "node":
        return [selection.id];
      case "edge":
        return [selection.source, selection.target];
      case "path":
        return [selection.a, selection.b];
      default:
        return [];
    }
  };
  return [...new Set([...ids, ...pinned, ...selected()])].filter((id) => !id.startsWith("stack:"));
}
