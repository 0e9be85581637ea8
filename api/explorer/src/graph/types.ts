/** The shapes of what the network asks the server for beside api/types.ts. */

import type { Direction, Node, NodeType, Subgraph } from "../api/types";

/** Neighbours that have something in common, and how many of them are not shown yet. */
export interface Group {
  key: string;
  label: string;
  total: number;
  left: number;
}

export interface RelationGroup {
  relation: string;
  label: string;
  direction: Direction;
  type: NodeType;
  total: number;
  left: number;
}

/** What can be chosen round a hub, each group counted under what is chosen in the others. */
export interface Groups {
  center: Node;
  total: number;
  left: number;
  relations: RelationGroup[];
  kinds: Group[];
  countries: Group[];
  years: Group[];
}

export interface Paths extends Subgraph {
  /** All there are of that length; `paths` holds the best told. */
  total: number;
  paths: { nodes: string[]; edges: string[] }[];
}

/** A place as the API writes it: x, y. */
export type Pair = [number, number];
