/** What stands on the canvas, as plain data with pure changes. The order of `ids` is the order of arrival, and carries meaning: see stacks.ts. */

import { type Filters, NO_FILTERS } from "./filters";

export interface Point {
  x: number;
  y: number;
}

export interface Scene {
  ids: readonly string[];
  at: Readonly<Record<string, Point>>;
  pinned: readonly string[];
  /** Stacks that were opened: their members stand alone. */
  opened: readonly string[];
  /** Part of the scene, so that undo takes them back. */
  filters: Filters;
}

export const EMPTY_SCENE: Scene = { ids: [], at: {}, pinned: [], opened: [], filters: NO_FILTERS };

/** Above this many things a picture stops being one; the server's lists and the table serve better. */
export const MOST_NODES = 1500;
export const MANY_NODES = 600;

const union = (list: readonly string[], more: readonly string[]): readonly string[] => {
  const fresh = more.filter((id) => !list.includes(id));
  return fresh.length === 0 ? list : [...list, ...new Set(fresh)];
};
const without = (list: readonly string[], gone: ReadonlySet<string>): readonly string[] => list.filter((id) => !gone.has(id));

export function add(scene: Scene, ids: readonly string[]): Scene {
  const all = union(scene.ids, ids);
  return all === scene.ids ? scene : { ...scene, ids: all };
}

export function hide(scene: Scene, ids: readonly string[]): Scene {
  const gone = new Set(ids);
  return { ...scene, ids: without(scene.ids, gone), pinned: without(scene.pinned, gone) };
}

/** Keep only these, in their old order. */
export function keepOnly(scene: Scene, ids: readonly string[]): Scene {
  const kept = new Set(ids);
  return hide(scene, scene.ids.filter((id) => !kept.has(id)));
}

export function togglePin(scene: Scene, id: string): Scene {
  const pinned = scene.pinned.includes(id) ? without(scene.pinned, new Set([id])) : [...scene.pinned, id];
  return { ...scene, pinned };
}

/** Pin all of them, or let go of all where all are pinned. */
export function pinAll(scene: Scene, ids: readonly string[]): Scene {
  const isEach = ids.every((id) => scene.pinned.includes(id));
  return { ...scene, pinned: isEach ? without(scene.pinned, new Set(ids)) : union(scene.pinned, ids) };
}

export const openStack = (scene: Scene, stack: string): Scene => ({ ...scene, opened: union(scene.opened, [stack]) });

export const closeStack = (scene: Scene, stack: string): Scene => ({ ...scene, opened: without(scene.opened, new Set([stack])) });

/** Remember where things stand. */
export const place = (scene: Scene, at: Readonly<Record<string, Point>>): Scene => ({ ...scene, at: { ...scene.at, ...at } });

/** Dragged by hand: stays there through every later layout. */
export const drag = (scene: Scene, id: string, to: Point): Scene => ({
  ...place(scene, { [id]: to }),
  pinned: union(scene.pinned, [id]),
});

export const filter = (scene: Scene, filters: Filters): Scene => ({ ...scene, filters });

/** Forget all places but those of pinned things, so that the next layout starts anew. */
export function loosen(scene: Scene): Scene {
  const kept = Object.entries(scene.at).filter(([id]) => scene.pinned.includes(id));
  return { ...scene, at: Object.fromEntries(kept) };
}
