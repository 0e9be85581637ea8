/** Where to mark a country: well inside its largest piece, so that the mark of a crescent like Vietnam is not in its neighbour. */

import { geoArea, geoCentroid, geoContains } from "d3-geo";
import type { Polygon, Position } from "geojson";
import type { Land } from "./atlas";

export type Spot = readonly [longitude: number, latitude: number];

/** Steps of the grid across a country on which its inside is looked for. */
const STEPS = 24;

export function middleOf(land: Land): Spot {
  const piece = largestPiece(land);
  const centroid = geoCentroid(piece);
  if (geoContains(piece, centroid)) return centroid;
  return deepest(piece, centroid);
}

function largestPiece({ geometry }: Land): Polygon {
  if (geometry.type === "Polygon") return geometry;
  const pieces = geometry.coordinates.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return pieces.reduce((best, piece) => (geoArea(piece) > geoArea(best) ? piece : best));
}

/** The point of a grid that is farthest from the outline, in degrees as they are drawn; the centroid where the grid misses it. */
function deepest(piece: Polygon, centroid: Spot): Spot {
  const ring = piece.coordinates[0] ?? [];
  const [west, east] = span(ring, 0);
  const [south, north] = span(ring, 1);
  let best: { spot: Spot; depth: number } = { spot: centroid, depth: 0 };
  for (let column = 1; column < STEPS; column += 1) {
    for (let row = 1; row < STEPS; row += 1) {
      const spot: [number, number] = [west + ((east - west) * column) / STEPS, south + ((north - south) * row) / STEPS];
      const depth = nearest(ring, spot);
      if (depth > best.depth && geoContains(piece, spot)) best = { spot, depth };
    }
  }
  return best.spot;
}

function span(ring: readonly Position[], axis: 0 | 1): [number, number] {
  const values = ring.map((position) => position[axis] ?? 0);
  return [Math.min(...values), Math.max(...values)];
}

/** To the nearest corner of the outline, which is close enough where corners are many. */
function nearest(ring: readonly Position[], [x, y]: Spot): number {
  const narrowing = Math.cos((y * Math.PI) / 180);
  return Math.min(...ring.map(([a = 0, b = 0]) => Math.hypot((a - x) * narrowing, b - y)));
}
