/** The whole graph as it is drawn: numbers in arrays, since fifty thousand objects would be slow to walk through. Pure. */

import type { NodeType } from "../api/types";
import type { Ground } from "../map/camera";
import type { Area, Columns } from "./types";

export interface Whole extends Pick<Columns, "types" | "ids" | "names" | "bundles"> {
  count: number;
  links: number;
  type: Uint8Array;
  x: Float32Array;
  y: Float32Array;
  r: Float32Array;
  /** By thing, the number of its area. */
  areaOf: Uint32Array;
  areas: readonly Area[];
  /** The things, the largest and best connected first. */
  ranked: Uint32Array;
  /** Where the neighbours of each thing begin in `neighbours`; one more than there are things. */
  begins: Uint32Array;
  neighbours: Uint32Array;
  numbers: ReadonlyMap<string, number>;
  ground: Ground;
}

/** Free ground round everything, in the server's measure, in which neighbours are 10 apart. */
const MARGIN = 30;
/** So near, a thing is as large as in the network. */
const NEAREST = 8;
const NEAREST_AT_FIRST = 5;

export function wholeOf(columns: Columns): Whole {
  const { types, ids, names, bundles, areas } = columns;
  const [left, top] = [Math.min(...areas.map(({ x, r }) => x - r)) - MARGIN, Math.min(...areas.map(({ y, r }) => y - r)) - MARGIN];
  const [right, bottom] = [Math.max(...areas.map(({ x, r }) => x + r)) + MARGIN, Math.max(...areas.map(({ y, r }) => y + r)) + MARGIN];
  const areaOf = new Uint32Array(ids.length);
  for (const [number, { first, count }] of areas.entries()) areaOf.fill(number, first, first + count);
  const { begins, neighbours } = bothWays(columns);
  const degree = (number: number): number => at(begins, number + 1) - at(begins, number);
  const r = Float32Array.from(columns.r);
  return {
    types, ids, names, bundles,
    count: ids.length,
    links: columns.link_steps.length,
    type: Uint8Array.from(columns.type),
    x: Float32Array.from(columns.x, (x) => x - left),
    y: Float32Array.from(columns.y, (y) => y - top),
    r,
    areaOf,
    areas: areas.map((area) => ({ ...area, x: area.x - left, y: area.y - top })),
    ranked: Uint32Array.from(ids.keys()).sort((a, b) => at(r, b) - at(r, a) || degree(b) - degree(a) || a - b),
    begins,
    neighbours,
    numbers: new Map(ids.map((id, number) => [id, number])),
    ground: { width: Math.max(1, right - left), height: Math.max(1, bottom - top), nearest: NEAREST, nearestAtFirst: NEAREST_AT_FIRST },
  };
}

/** A number of an array that is known to reach so far. */
export const at = (numbers: Float32Array | Uint32Array | Uint8Array, index: number): number => numbers[index] ?? 0;

/** Links come once, from the lower number; they are looked up from both ends. */
function bothWays({ ids, link_counts, link_steps }: Columns): Pick<Whole, "begins" | "neighbours"> {
  const pairs = new Uint32Array(2 * link_steps.length);
  const begins = new Uint32Array(ids.length + 1);
  let link = 0;
  for (const [one, count] of link_counts.entries()) {
    for (const last = link + count; link < last; link++) {
      const other = one + (link_steps[link] ?? 0);
      pairs.set([one, other], 2 * link);
      begins[one + 1] = at(begins, one + 1) + 1;
      begins[other + 1] = at(begins, other + 1) + 1;
    }
  }
  for (let number = 0; number < ids.length; number++) begins[number + 1] = at(begins, number + 1) + at(begins, number);
  const free = begins.slice();
  const neighbours = new Uint32Array(pairs.length);
  for (let end = 0; end < pairs.length; end++) {
    const one = at(pairs, end);
    neighbours[at(free, one)] = at(pairs, end ^ 1);
    free[one] = at(free, one) + 1;
  }
  return { begins, neighbours };
}

export const neighboursOf = ({ begins, neighbours }: Whole, number: number): Uint32Array =>
  neighbours.subarray(at(begins, number), at(begins, number + 1));

export const nameOf = ({ names, ids }: Whole, number: number): string => names[number] ?? ids[number] ?? "";
export const typeOf = ({ types, type }: Whole, number: number): NodeType => types[at(type, number)] ?? "place";

/** What an area is called: the names that matter, the best connected first. */
export const namesOfArea = (whole: Whole, area: Area): readonly string[] => area.named_after.map((number) => nameOf(whole, number));

/** The best connected things of an area. */
export function foremost({ ranked, areaOf }: Whole, area: number, most: number): number[] {
  const found: number[] = [];
  for (const number of ranked) {
    if (found.length >= most) break;
    if (at(areaOf, number) === area) found.push(number);
  }
  return found;
}

/** The best connected of some things. */
export function foremostOf({ begins }: Whole, numbers: Iterable<number>, most: number): number[] {
  const degree = (number: number): number => at(begins, number + 1) - at(begins, number);
  return [...numbers].sort((a, b) => degree(b) - degree(a) || a - b).slice(0, most);
}

/** How many things of each type an area holds, by the type's number. */
export function countTypes({ types, type }: Whole, { first, count }: Area): number[] {
  const counts = types.map(() => 0);
  for (const number of type.subarray(first, first + count)) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}
