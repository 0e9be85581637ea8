/**
 * Four or more operations of one kind round one thing are drawn as one stack.
 *
 * Stacks are derived, never stored: the same things in the same order with the same stacks opened always give the same stacks. So undo,
 * a link that reopens the scene and the period filter need no stacks of their own. An operation hangs on the earliest thing in the scene
 * that it is linked to, countries last; a later arrival therefore never steals it from a stack that stands already.
 */

import type { Edge, Node } from "../api/types";
import { otherEnd } from "./library";

export const SMALLEST_STACK = 4;

export interface Stack {
  id: string;
  anchor: string;
  kind: string;
  members: readonly Node[];
}

export const isStackId = (id: string): boolean => id.startsWith("stack:");
export const stackId = (anchor: string, kind: string): string => `stack:${anchor}:${kind}`;

/** All groups large enough, whether opened or not. `nodes` come in the scene's order. */
export function findStacks(nodes: readonly Node[], edges: readonly Edge[]): Stack[] {
  const anchors = anchorsOf(nodes, edges);
  const groups = new Map<string, Stack & { members: Node[] }>();
  for (const node of nodes) {
    const anchor = anchors.get(node.id);
    if (anchor === undefined) continue;
    const kind = node.kind ?? "other";
    const id = stackId(anchor, kind);
    const group = groups.get(id) ?? { id, anchor, kind, members: [] };
    group.members.push(node);
    groups.set(id, group);
  }
  return [...groups.values()].filter(({ members }) => members.length >= SMALLEST_STACK);
}

/** For each operation the thing it hangs on. */
function anchorsOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, string> {
  const rank = new Map(nodes.map((node, index) => [node.id, node.type === "country" ? index + nodes.length : index]));
  const operations = new Set(nodes.filter(({ type }) => type === "operation").map(({ id }) => id));
  const anchors = new Map<string, string>();
  for (const edge of edges) {
    for (const id of [edge.source, edge.target]) {
      const other = otherEnd(edge, id);
      if (!operations.has(id) || operations.has(other)) continue;
      const best = anchors.get(id);
      if (best === undefined || (rank.get(other) ?? Infinity) < (rank.get(best) ?? Infinity)) anchors.set(id, other);
    }
  }
  return anchors;
}

/** The persons of a stack: bounds of the sum. Reports may overlap, so it is "up to", never a total. */
export function personsOf(members: readonly Node[]): { low: number; high: number; counted: number } {
  const counted = members.filter(({ persons, total }) => persons !== null && !total);
  return {
    low: counted.reduce((sum, { persons }) => sum + (persons?.low ?? 0), 0),
    high: counted.reduce((sum, { persons }) => sum + (persons?.high ?? persons?.low ?? 0), 0),
    counted: counted.length,
  };
}
