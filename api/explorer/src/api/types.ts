/** The shapes of the JSON API. Ids are the local paths of IRIs, as in "agency/kh-general-department-of-immigration". */

export const NODE_TYPES = ["country", "agency", "official", "post", "operation", "airport", "place", "announcement"] as const;
export type NodeType = (typeof NODE_TYPES)[number];
/** Whether it is a thing with a place in the network; a value may also be a "concept", a mention "other". */
export const isNodeType = (type: string | null): type is NodeType => (NODE_TYPES as readonly (string | null)[]).includes(type);

export type Direction = "out" | "in";

export interface Persons {
  low: number | null;
  high: number | null;
}

export interface Node {
  id: string;
  iri: string;
  type: NodeType;
  label: string;
  detail: string;
  degree: number;
  code: string | null;
  kind: string | null;
  from: string | null;
  to: string | null;
  persons: Persons | null;
  disputed: boolean;
  total: boolean;
  /** When an operation was first announced: a day, a month or a year. */
  announced?: string | null;
  /** Ids of the countries where an operation took place, or to which anything else belongs. */
  countries: readonly string[];
  offences: readonly string[];
}

/** A thing named in passing. */
export interface Reference {
  id: string;
  label: string;
  type: string;
}

/** The words of an announcement that give a name. */
export interface Standing {
  announcement: string;
  announcement_label: string;
  published: string | null;
  language: string | null;
  quote: string;
  start: number;
  end: number;
}

/** A thing found, with the name or code that matched, how it did, and where that name stands. */
export type Hit = Node & {
  matched: string;
  how: "code" | "initials" | "whole" | "start" | "words" | "inside" | "alike" | "sounds" | "happened" | "announced";
  matched_language: string | null;
  standing: Standing | null;
  /** The announcement that gives the name without words that are marked. */
  given_by: Reference | null;
};

export interface Evidence {
  quote: string;
  language: string | null;
  start: number;
  end: number;
  announcement: string;
  announcement_label: string;
  published: string | null;
  url: string | null;
  confidence: number | null;
  /** The language model that alone read the fact; the built-in reader where there is none. */
  read_by?: string | null;
}

export interface Fact {
  id: string;
  property: string;
  label: string;
  value: { text: string; id: string | null; type: string | null };
  subject: Reference;
  evidence: Evidence[];
  confidence: number | null;
  inferred: boolean;
  /** The rule, in words, by which a person is taken for the holder of a post. */
  because?: string | null;
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  relation: string;
  label: string;
  /** Texts that claim it. */
  claims: number;
  /** Of those that tell it, how many are independent: copies, translations and relays of one speaker's words are one. */
  origins: number;
  announcements: number;
  confidence: number | null;
  inferred: boolean;
  /** Not all that is claimed of it can be right. */
  disputed: boolean;
}

export interface RelationCount {
  relation: string;
  label: string;
  direction: Direction;
  type: NodeType;
  total: number;
}

export type Relation = RelationCount & { nodes: Node[] };

export interface Figure {
  group: string;
  value: number | null;
  printed: string | null;
  precision: string | null;
  low: number | null;
  high: number | null;
  evidence: Evidence | null;
  announced_by: string | null;
  /** As what the people are counted, where that is told: suspects, victims, convicts. */
  capacity?: string | null;
  /** The ids of what makes the group, none for everybody. */
  group_of: string[];
}

export interface Month {
  month: string;
  kinds: Record<string, number>;
}

export interface Question {
  title: string;
  /** That of the title. */
  language: string;
  query: string;
}

export interface Summary {
  counts: Partial<Record<NodeType, number>>;
  quads: number;
  announcements: { total: number; unread: number; languages: Record<string, number> };
  months: Month[];
  starts: Node[];
  /** The operations announced last. */
  newest: Node[];
  /** The agencies and officials that are linked to most. */
  connected: Node[];
  /** The newest operations of which numbers are told that cannot all be right. */
  disputed: Node[];
  disputes: number;
  questions: Question[];
  version: string;
}

export interface Found {
  query: string;
  total: number;
  hits: Hit[];
}

export interface Entity {
  node: Node;
  names: { text: string; language: string | null }[];
  facts: Fact[];
  relations: Relation[];
  figures: Figure[];
  announcements: Node[];
  /** Independent origins of what the announcements tell. */
  origins: number;
}

export interface Subgraph {
  nodes: Node[];
  edges: Edge[];
}

export type Status = "used" | "in-scope" | "plan" | "background" | "not-understood";

/** What a passage says, in short. */
export interface PassageFact {
  id: string;
  property: string;
  label: string;
  value: { text: string; id: string | null; type: string | null };
  subject: Reference;
  confidence: number | null;
}

/** A run of a text; offsets count code points, the end is exclusive. */
export interface Span {
  start: number;
  end: number;
}

export type Sentence = Span & { status: Status };
export type PassageRead = Span & { facts: PassageFact[] };

export interface Announcement {
  node: Node;
  title: string | null;
  language: string | null;
  published: string | null;
  url: string | null;
  publisher: string | null;
  sha256: string | null;
  outcome: string | null;
  notes: string[];
  announced_by: Node[];
  copy_of: Node | null;
  copies: Node[];
  /** Ids of what it said before. */
  earlier: string[];
  operations: Node[];
  /** Null where the store keeps the passages alone. */
  text: string | null;
  passages: PassageRead[];
  /** What became of each sentence. */
  sentences: Sentence[];
}

/** One member that was merged into a thing, why, and who decided: a person, or the program where there is none. */
export interface Merge {
  member: string;
  likest: string | null;
  confidence: number;
  reasons: [string, number][];
  person: { by: string; at: string; why: string } | null;
  announcements: Node[];
}

export interface Neighbourhood extends Subgraph {
  center: Node;
  total: number;
  left: number;
  relations: RelationCount[];
}
