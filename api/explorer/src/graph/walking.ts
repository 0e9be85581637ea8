/** Moving about the network without a mouse. */

import { select } from "../actions/scene";
import { isStackId } from "../state/stacks";
import { getState, pictureOf } from "../state/store";
import type { Selection } from "../state/selection";
import type { Line } from "../state/picture";
import type { Canvas } from "./canvas";

/** Where to begin: what has the most lines. */
export function mostLinked({ cy }: Canvas): string | null {
  const counted = cy.nodes().map((node) => ({ id: node.id(), lines: node.connectedEdges().length }));
  return counted.sort((a, b) => b.lines - a.lines)[0]?.id ?? null;
}

/** What a line's panel is: its words, or the list of the stack that its statements come from. */
export function selectionOf(line: Line): Selection | null {
  const [edge] = line.edges;
  if (edge === undefined) return null;
  if (line.edges.length === 1) return { what: "edge", source: edge.source, relation: edge.relation, target: edge.target };
  const end = isStackId(line.source) ? line.source : line.target;
  return isStackId(end) ? { what: "stack", id: end } : { what: "node", id: end };
}

let walked: { id: string; at: number } | null = null;

/** The next line of what is selected, in a fixed order; after a line, the next of the same thing. */
export function nextLine(_canvas: Canvas, id: string | null): void {
  const from = id ?? walked?.id;
  if (from === undefined) return;
  const lines = pictureOf(getState()).lines.filter((line) => (line.source === from || line.target === from) && line.edges.length === 1);
  const at = walked?.id === from && id === null ? (walked.at + 1) % Math.max(1, lines.length) : 0;
  const line = lines[at];
  if (line === undefined) return;
  walked = { id: from, at };
  select(selectionOf(line));
}
