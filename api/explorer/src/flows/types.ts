/** The shapes of `/api/flows`. Ends are ids: none where it is not said, several where announcements do not tell them apart. */

import type { Evidence, Figure, Node } from "../api/types";

export const BYS = ["nationality", "destination", "airport"] as const;
export type By = (typeof BYS)[number];

export interface Range {
  low: number;
  high: number;
}

export interface Sum {
  operations: number;
  /** Of how many of them a number is told. */
  counted: number;
  persons: Range | null;
  disputed: number;
}

export interface Band {
  start: readonly string[];
  via: readonly string[];
  target: readonly string[];
  sum: Sum;
  /** Of how many operations the number is worked out: what other bands leave over of all people. */
  rests: number;
}

export interface Point {
  id: string;
  sum: Sum;
}

export interface Place {
  id: string;
  type: "country" | "airport";
  code: string | null;
  name: string;
  language: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Flows {
  bands: readonly Band[];
  bands_left: number;
  points: readonly Point[];
  points_left: number;
  places: readonly Place[];
  all: Sum;
  left_out: number;
  kinds: Readonly<Record<string, number>>;
}

export interface Share {
  start: readonly string[];
  via: readonly string[];
  target: readonly string[];
  persons: Range | null;
  is_disputed: boolean;
  is_rest: boolean;
}

export interface ToldOperation {
  node: Node;
  shares: readonly Share[];
  figures: readonly Figure[];
  evidence: readonly Evidence[];
}

export interface OperationsBehind {
  total: number;
  operations: readonly ToldOperation[];
}
