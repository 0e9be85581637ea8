/** Where lines run, as they are drawn. */

import type { EdgeSingular } from "cytoscape";

/** A point of a line as it is drawn, in the picture's own measure; null before the first drawing. */
export function pointAlong(edge: EdgeSingular, spot: number): { x: number; y: number } | null {
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  if (!Number.isFinite(from.x) || !Number.isFinite(to.x)) return null;
  // Cytoscape's types promise a list; a straight line has none.
  const [bend] = (edge.controlPoints() as { x: number; y: number }[] | undefined) ?? [];
  const middle = bend ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const [a, b, c] = [(1 - spot) ** 2, 2 * spot * (1 - spot), spot ** 2];
  return { x: a * from.x + b * middle.x + c * to.x, y: a * from.y + b * middle.y + c * to.y };
}
