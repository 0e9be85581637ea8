/** The shapes of `GET /api/ledger`. */

import type { Evidence, Node, Reference } from "../api/types";
import type { Told } from "../figures/types";

export const STATUSES = ["differs", "no number", "one voice", "only received", "only sent", "neither", "matched"] as const;
export type Status = (typeof STATUSES)[number];
export const ORDERS = ["day", "origin", "destination", "persons", "status"] as const;
export type Order = (typeof ORDERS)[number];

/** What one announcement says of a transfer. */
export interface Word {
  announcement: Reference;
  published: string | null;
  persons: Told | null;
  evidence: Evidence | null;
  first: string | null;
  last: string | null;
  airports: Reference[];
}

export interface Line {
  operation: Node;
  label: string;
  day: string | null;
  origin: Reference | null;
  destination: Reference;
  /** Nobody tells the destination: it is the country whose nationals they are. */
  is_assumed: boolean;
  status: Status;
  differing: ("people" | "date" | "airport")[];
  sent: Word[];
  received: Word[];
  /** How many announcements speak for neither country, and what those say. */
  others: number;
  told_by_others: Word[];
  /** What may be the other half. */
  perhaps: Node[];
}

export interface LedgerPage {
  total: number;
  statuses: Partial<Record<Status, number>>;
  countries: [Reference, number][];
  lines: Line[];
}
