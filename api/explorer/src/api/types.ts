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
}

/** A thing named in passing. */
export interface Reference {
  id: string;
  label: string;
  type: string;
}

export type Hit = Node & { matched: string };

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
}

export interface Month {
  month: string;
  kinds: Record<string, number>;
}

export interface Question {
  title: string;
  query: string;
}

export interface Summary {
  counts: Partial<Record<NodeType, number>>;
  quads: number;
  announcements: { total: number; unread: number; languages: Record<string, number> };
  months: Month[];
  starts: Node[];
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

export interface Announcement {
  node: Node;
  language: string | null;
  /** Null where the store keeps the passages alone. */
  text: string | null;
  /** What became of each sentence; offsets count code points. */
  sentences: { start: number; end: number; status: "used" | "in-scope" | "plan" | "background" | "not-understood" }[];
}

export interface Neighbourhood extends Subgraph {
  center: Node;
  total: number;
  left: number;
  relations: RelationCount[];
}
