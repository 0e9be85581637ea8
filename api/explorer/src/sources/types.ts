/** The shapes of `GET /api/sources`. */

import type { Node, Reference } from "../api/types";

export const ORDERS = ["published", "title", "publisher", "speakers", "countries", "language", "operations", "facts", "used", "not_understood", "copies"] as const;
export type Order = (typeof ORDERS)[number];

export interface Source {
  node: Node;
  title: string | null;
  publisher: string | null;
  speakers: Reference[];
  countries: Reference[];
  language: string | null;
  published: string | null;
  loaded: string | null;
  url: string | null;
  outcome: string | null;
  facts: number;
  operations: number;
  /** How many sentences came to what: "used", "not-understood"… */
  sentences: Partial<Record<string, number>>;
  copy_of: string | null;
  copies: number;
}

export interface Choice {
  id: string;
  label: string;
  sources: number;
}

export interface SourcePage {
  total: number;
  /** How many of them are no copies of another. */
  texts: number;
  sources: Source[];
  publishers: Choice[];
  speakers: Choice[];
  countries: Choice[];
  languages: Choice[];
}
