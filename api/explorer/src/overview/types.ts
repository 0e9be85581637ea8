/** What `GET /api/overview` answers: columns, in which things go by their number. */

import type { NodeType } from "../api/types";

export interface Area {
  x: number;
  y: number;
  r: number;
  first: number;
  count: number;
  named_after: readonly number[];
}

export interface Columns {
  types: readonly NodeType[];
  ids: readonly string[];
  names: readonly string[];
  type: readonly number[];
  x: readonly number[];
  y: readonly number[];
  r: readonly number[];
  link_counts: readonly number[];
  link_steps: readonly number[];
  areas: readonly Area[];
  bundles: readonly (readonly [number, number, number])[];
}
