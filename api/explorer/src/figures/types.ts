/** The shapes of `POST /api/figures` and `GET /api/findings`. */

import type { Evidence, Node } from "../api/types";

/** From what most needs a look to what does not. */
export const AGREEMENTS = ["disputed", "of other days", "allow each other", "agree", "said once"] as const;
export type Agreement = (typeof AGREEMENTS)[number];
export const SEVERITIES = ["contradiction", "doubt", "confirmation"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Told {
  claim: string;
  value: number;
  printed: string | null;
  precision: string | null;
  /** What the words allow; null where they set no bound. */
  low: number | null;
  high: number | null;
  /** What it is compared by: wider than anybody uses "about". */
  floor: number;
  ceiling: number | null;
}

export interface Claim {
  number: Told;
  speakers: string[];
  publisher: string | null;
  announced: string | null;
  loaded: string | null;
  announcement: string;
  evidence: Evidence | null;
}

export interface Group {
  iri: string | null;
  name: string;
  agreement: Agreement;
  claims: Claim[];
}

export interface Finding {
  iri: string;
  kind: string;
  severity: Severity;
  text: string;
  operations: string[];
  claims: Claim[];
}

export interface Compared {
  node: Node;
  label: string;
  agreement: Agreement;
  announcements: number;
  origins: number;
  groups: Group[];
  findings: Finding[];
}

export interface Comparison {
  total: number;
  agreements: Partial<Record<Agreement, number>>;
  operations: Compared[];
}

export interface FindingList {
  total: number;
  severities: Partial<Record<Severity, number>>;
  kinds: Record<string, number>;
  findings: Finding[];
}
