/** Places remembered for what is not drawn now, such as the members of a stack: they are of use as long as nothing else stands there. */

import type { Picture } from "./picture";
import type { Point, Scene } from "./scene";
import type { Stack } from "./stacks";

/** No thing is drawn wider: nearer than this, two of them could lie on one another. */
const WIDEST = 60;

/**
 * Forget the places that something drawn has taken: whatever stood there looks for a place anew when it is drawn again.
 *
 * Done whenever things have moved, and never when a scene is shown again: so undo and links find everything where it stood. A stack and
 * its members take no places from each other, as they are never drawn at once: it opens and closes where it is.
 */
export function forgetTaken(scene: Scene, { nodes, stacks }: Picture, allStacks: readonly Stack[]): Scene {
  const drawn = new Set([...nodes, ...stacks].map(({ id }) => id));
  const home = new Map(allStacks.flatMap(({ id, members }) => members.map((member) => [member.id, id] as const)));
  const places = Object.entries(scene.at);
  const standing = places.filter(([id]) => drawn.has(id));
  const isFree = ([id, point]: [string, Point]): boolean =>
    drawn.has(id) || standing.every(([other, at]) => isApart(point, at) || home.get(id) === other || home.get(other) === id);
  return { ...scene, at: Object.fromEntries(places.filter(isFree)) };
}

const isApart = (one: Point, other: Point): boolean => (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= WIDEST ** 2;
