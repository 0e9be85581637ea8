/** Operations along time in lanes: which lane each stands in, where along the axis, and in which row so that none covers another. */

import type { Node } from "../api/types";
import { daysOf, firstDay, lastDay, type Period, type Time } from "../state/period";
import type { Named } from "../table/types";
import { addDays } from "./steps";

export const LANES_BY = ["countries", "agencies", "kind"] as const;
export type LanesBy = (typeof LANES_BY)[number];

export interface Item {
  node: Node;
  name: Named;
  /** The first and the last day on which it can have been. */
  first: string;
  last: string;
  /** Pixels from the start of the axis; as wide as its days, and never narrower than a dot. */
  x: number;
  width: number;
  row: number;
}

export interface Lane {
  id: string;
  label: string;
  language: string | null;
  items: Item[];
  rows: number;
}

export interface Laid {
  lanes: Lane[];
  axis: Period | null;
  /** Without a date: they have no place along time. */
  undated: Operation[];
  /** Dated, and beyond the ends of the axis. */
  outside: number;
}

export interface Operation {
  node: Node;
  name: Named;
  /** The lanes it stands in; none where nobody tells. */
  in: readonly Named[];
}

export const DOT = 14;
const GAP = 3;
const DAY_MS = 86_400_000;
const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** How far along an axis a day begins, in pixels. */
export function placeOf(day: string, axis: Period, width: number): number {
  const start = ms(firstDay(axis.from));
  const days = (ms(lastDay(axis.to)) - start) / DAY_MS + 1;
  return ((ms(day) - start) / DAY_MS / days) * width;
}

export function lay(operations: readonly Operation[], by: Time, chosen: Period | null, width: number, nowhere: Named): Laid {
  const dated = operations.flatMap((operation) => {
    const days = daysOf(operation.node, by);
    return days === null ? [] : [{ operation, ...days }];
  });
  const undated = operations.filter(({ node }) => daysOf(node, by) === null);
  const axis = chosen ?? axisAround(dated);
  if (axis === null) return { lanes: [], axis: null, undated, outside: 0 };
  const inside = dated.filter(({ first, last }) => last >= firstDay(axis.from) && first <= lastDay(axis.to));
  inside.sort((a, b) => (a.first === b.first ? (a.operation.node.id < b.operation.node.id ? -1 : 1) : a.first < b.first ? -1 : 1));
  const lanes = new Map<string, Lane>();
  for (const { operation, first, last } of inside) {
    for (const home of operation.in.length > 0 ? operation.in : [nowhere]) {
      const lane = lanes.get(home.id) ?? { ...home, items: [], rows: 0 };
      lanes.set(home.id, lane);
      const x = Math.max(0, placeOf(first, axis, width));
      const end = Math.min(width, placeOf(addDays(last, 1), axis, width));
      lane.items.push({ node: operation.node, name: operation.name, first, last, x: Math.min(x, width - DOT), width: Math.max(DOT, end - x), row: 0 });
    }
  }
  for (const lane of lanes.values()) lane.rows = stack(lane.items);
  const ordered = [...lanes.values()].sort((a, b) => (a.id === nowhere.id ? 1 : b.id === nowhere.id ? -1 : b.items.length - a.items.length || (a.label < b.label ? -1 : 1)));
  return { lanes: ordered, axis, undated, outside: dated.length - inside.length };
}

/** From the month in which the first began to the month in which the last ended. */
function axisAround(dated: readonly { first: string; last: string }[]): Period | null {
  const [first] = dated.map((one) => one.first).sort();
  const last = dated.map((one) => one.last).sort().at(-1);
  return first === undefined || last === undefined ? null : { from: first.slice(0, 7), to: last.slice(0, 7) };
}

/** Give each the first row in which there is room; tell how many rows there are. */
function stack(items: Item[]): number {
  const ends: number[] = [];
  for (const item of items) {
    const free = ends.findIndex((end) => end + GAP <= item.x);
    item.row = free < 0 ? ends.length : free;
    ends[item.row] = item.x + item.width;
  }
  return ends.length;
}
