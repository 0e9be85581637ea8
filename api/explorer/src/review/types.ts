/** The shapes of `api/review` and `api/judgements`, as the server's models write them. */

export const THING_TYPES = ["operation", "official", "agency", "airport", "place"] as const;
export type ThingType = (typeof THING_TYPES)[number];

export type Verdict = "same" | "different" | "undecided";

export interface Told {
  fact: string;
  value: string;
  quote: string;
  start: number;
  end: number;
  language: string;
  /** The announcement's id. */
  source: string;
  announcement: string;
  publisher: string | null;
  published: string | null;
  url: string | null;
}

export interface Side {
  iri: string;
  goes_by: string;
  names: { text: string; language: string | null }[];
  announcements: number;
}

export interface Question {
  type: ThingType;
  one: string;
  other: string;
  merged: boolean;
  score: number;
  probability: number;
  reasons: Record<string, number>;
  sides: [Side, Side];
  told: Record<string, Told[]>;
}

export interface Questions {
  total: number;
  questions: Question[];
}

export interface Judgement {
  iri: string;
  one: string;
  other: string;
  verdict: Verdict;
  by: string;
  at: string;
  why: string;
  taken_back_at: string | null;
}

export interface Judgements {
  judgements: Judgement[];
  members: Record<string, { goes_by: string | null; label: string | null; detail: string | null }>;
  contradicted: string[];
}

export interface Judged {
  rewritten: number;
  one: string | null;
  other: string | null;
}
