/** The shapes of `api/read` and `announcements`, as the server's models write them. */

import type { Severity } from "../figures/types";

export const STATUSES = ["used", "in_scope", "plan", "background", "not_understood"] as const;
export type SentenceStatus = (typeof STATUSES)[number];

/** Offsets count code points; `end` stands behind the last. */
export interface ReadFact {
  path: string;
  quote: string;
  start: number;
  end: number;
  confidence: number;
}

export interface ReadSentence {
  start: number;
  end: number;
  status: SentenceStatus;
  text: string;
}

export interface Finding {
  kind: string;
  severity: Severity;
  text: string;
  /** By language: it is told before anybody knows in which it is looked at. */
  texts: Readonly<Record<string, string>>;
}

export interface ThingHere {
  id: string;
  label: string;
}

export interface Joining {
  path: string;
  thing: ThingHere;
  announcements: number;
  probability: number | null;
}

/** A record as `crackdown extract` prints it; only what is shown is named. */
export interface ReadRecord {
  title: string | null;
  language: string;
  published: string | null;
  url: string | null;
  notes: string[];
  [field: string]: unknown;
}

export interface Read {
  outcome: string;
  text: string;
  publisher: string | null;
  facts: ReadFact[];
  sentences: ReadSentence[];
  findings: Finding[];
  held: ThingHere | null;
  replaced: ThingHere | null;
  joining: Joining[];
  record: ReadRecord;
}

export interface Stored {
  announcement: string;
  id: string;
  change: "added" | "changed" | "unchanged";
  outcome: string;
  facts: ReadFact[];
  sentences: ReadSentence[];
  findings: Finding[];
  record: ReadRecord;
}

/** Of a stored announcement, as `api/announcement` gives it, what leads into the network. */
export interface Placed {
  operations: ThingHere[];
  announced_by: ThingHere[];
}
