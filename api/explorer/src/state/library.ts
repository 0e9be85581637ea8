/** Everything the server has told so far, whether it is in view or not. Grows only; a scene picks from it. */

import type { Edge, Node, Subgraph } from "../api/types";

export interface Library {
  nodes: ReadonlyMap<string, Node>;
  edges: ReadonlyMap<string, Edge>;
}

export const EMPTY_LIBRARY: Library = { nodes: new Map(), edges: new Map() };

export function learn(library: Library, { nodes, edges }: Subgraph): Library {
  const knownNodes = new Map(library.nodes);
  const knownEdges = new Map(library.edges);
  for (const node of nodes) knownNodes.set(node.id, node);
  for (const edge of edges) knownEdges.set(edge.id, edge);
  return { nodes: knownNodes, edges: knownEdges };
}

/** Lines whose two ends are both among `ids`. */
export function edgesAmong(library: Library, ids: ReadonlySet<string>): Edge[] {
  return [...library.edges.values()].filter(({ source, target }) => ids.has(source) && ids.has(target));
}

export const otherEnd = (edge: Pick<Edge, "source" | "target">, id: string): string => (edge.source === id ? edge.target : edge.source);
