/** From scene, library, period and legend to what is drawn: things and stacks, lines between them, what is faded. */

import type { Edge, Node, NodeType } from "../api/types";
import { inUse, keepThrough, localName } from "./filters";
import { edgesAmong, type Library, otherEnd } from "./library";
import type { Period } from "./period";
import type { Scene } from "./scene";
import { findStacks, type Stack } from "./stacks";

export interface Line {
  id: string;
  source: string;
  target: string;
  label: string;
  /** Independent origins of what it states; at a stack, of all its statements together. */
  origins: number;
  /** By the local name of its IRI. */
  relation: string;
  /** No announcement says it in words: it follows from others, or comes from the reference lists. */
  unsaid: boolean;
  /** It follows from others. */
  inferred: boolean;
  /** What is claimed of it cannot all be right. */
  disputed: boolean;
  /** Whether another line joins the same two things. */
  parallel: boolean;
  /** The relations drawn as this one line; more than one only at a stack. */
  edges: readonly Edge[];
}

export interface Picture {
  nodes: readonly Node[];
  stacks: readonly Stack[];
  /** Stacks that were opened and could be closed again. */
  opened: readonly Stack[];
  lines: readonly Line[];
  /** Things that lost every line to the filters or the period. */
  faded: ReadonlySet<string>;
  /** In the scene, stack members included, before period and filters. */
  inScene: number;
  /** How many neighbours of a thing are not in the scene. */
  hiddenNeighbours: ReadonlyMap<string, number>;
}

export function draw(scene: Scene, library: Library, period: Period | null): Picture {
  const all = scene.ids.flatMap((id) => library.nodes.get(id) ?? []);
  const allEdges = edgesAmong(library, new Set(all.map(({ id }) => id)));
  const { nodes, edges } = keepThrough({ nodes: all, edges: allEdges }, scene.filters, period);
  const shown = new Set(nodes.map(({ id }) => id));
  const found = findStacks(nodes, edges);
  const stacks = found.filter(({ id }) => !scene.opened.includes(id));
  const home = new Map(stacks.flatMap((stack) => stack.members.map((member) => [member.id, stack.id] as const)));
  return {
    nodes: nodes.filter(({ id }) => !home.has(id)),
    stacks,
    opened: found.filter(({ id }) => scene.opened.includes(id)),
    lines: linesOf(edges, home),
    faded: period === null && inUse(scene.filters).length === 0 ? new Set() : withoutLines(shown, allEdges, edges),
    inScene: all.length,
    hiddenNeighbours: hiddenOf(all, allEdges),
  };
}

function linesOf(edges: readonly Edge[], home: ReadonlyMap<string, string>): Line[] {
  const lines = new Map<string, Line & { edges: Edge[] }>();
  for (const edge of edges) {
    const source = home.get(edge.source) ?? edge.source;
    const target = home.get(edge.target) ?? edge.target;
    if (source === target) continue;
    const id = source === edge.source && target === edge.target ? edge.id : `${source}>${edge.relation}>${target}`;
    const line = lines.get(id);
    if (line === undefined) {
      const { label, origins, inferred, disputed } = edge;
      const relation = localName(edge.relation);
      lines.set(id, { id, source, target, label, origins, relation, inferred, disputed, unsaid: isUnsaid(edge), parallel: false, edges: [edge] });
    } else {
      line.edges.push(edge);
      line.origins += edge.origins;
      line.unsaid &&= isUnsaid(edge);
      line.inferred &&= edge.inferred;
      line.disputed ||= edge.disputed;
      line.label = `${edge.label} × ${line.edges.length}`;
    }
  }
  return markParallel([...lines.values()]);
}

function markParallel(lines: readonly Line[]): Line[] {
  const pair = ({ source, target }: Line): string => [source, target].sort().join(" ");
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(pair(line), (counts.get(pair(line)) ?? 0) + 1);
  return lines.map((line) => ({ ...line, parallel: (counts.get(pair(line)) ?? 0) > 1 }));
}

const isUnsaid = ({ inferred, claims }: Edge): boolean => inferred || claims === 0;

function withoutLines(shown: ReadonlySet<string>, before: readonly Edge[], after: readonly Edge[]): Set<string> {
  const had = new Set(before.flatMap(({ source, target }) => [source, target]));
  const has = new Set(after.flatMap(({ source, target }) => [source, target]));
  return new Set([...shown].filter((id) => had.has(id) && !has.has(id)));
}

function hiddenOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, number> {
  const neighbours = new Map<string, Set<string>>(nodes.map(({ id }) => [id, new Set()]));
  for (const edge of edges) {
    for (const id of [edge.source, edge.target]) neighbours.get(id)?.add(otherEnd(edge, id));
  }
  return new Map(nodes.map((node) => [node.id, Math.max(0, node.degree - (neighbours.get(node.id)?.size ?? 0))]));
}

/** Counts by type of what is in view, stack members one by one. */
export function countByType({ nodes, stacks }: Picture): Map<NodeType, number> {
  const counts = new Map<NodeType, number>();
  for (const { type } of [...nodes, ...stacks.flatMap(({ members }) => members)]) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

export const inPicture = ({ nodes, stacks }: Picture): number => nodes.length + stacks.reduce((sum, { members }) => sum + members.length, 0);

/** Whether a thing is at that end of a line; a line that says the same of both its ends leads out of either. */
const isAt = ({ relation, source, target }: Edge, id: string, direction: "out" | "in"): boolean =>
  isMutual(relation) ? source === id || target === id : (direction === "out" ? source : target) === id;

const isMutual = (relation: string): boolean => localName(relation) === "cooperatesWith";

/** How many of a relation's things are in the scene already: the 12 of "12 of 62". */
export function countShown(
  ids: readonly string[],
  library: Library,
  id: string,
  relation: { relation: string; direction: "out" | "in"; type: NodeType },
): number {
  const inScene = new Set(ids);
  const ends = new Set<string>();
  for (const edge of library.edges.values()) {
    if (edge.relation !== relation.relation || !isAt(edge, id, relation.direction)) continue;
    const other = otherEnd(edge, id);
    if (inScene.has(other) && library.nodes.get(other)?.type === relation.type) ends.add(other);
  }
  return ends.size;
}
