/** The shapes of what the query editor reads: SPARQL's results, its problems, and the routes of query_api.py. */

/** One value of SPARQL 1.1 Query Results JSON, with the triple terms of 1.2. */
export type Value =
  | { type: "uri"; value: string }
  | { type: "bnode"; value: string }
  | { type: "literal"; value: string; "xml:lang"?: string; datatype?: string }
  | { type: "triple"; value: { subject: Value; predicate: Value; object: Value } };

/** What one row has for each name; a name that is not bound is missing. */
export type Row = Readonly<Record<string, Value>>;

/** How an answer came about, as its headers tell. */
export interface Facts {
  query: string;
  asOf: string;
  milliseconds: number;
  /** What answered: memory, disk or cache; null where the server does not say. */
  engine: string | null;
  /** The rows after which it was cut; null where nothing is missing. */
  cutAfter: number | null;
}

export type Answer =
  | { form: "rows"; names: readonly string[]; rows: readonly Row[]; facts: Facts }
  | { form: "graph"; names: readonly string[]; rows: readonly Row[]; facts: Facts }
  | { form: "yes-or-no"; isTrue: boolean; facts: Facts };

export type Table = Exclude<Answer, { form: "yes-or-no" }>;

/** What the server refused, in its words. */
export interface Fault {
  detail: string;
  code: string;
  status: number;
  line: number | null;
  column: number | null;
  retryAfter: number | null;
}

export interface Term {
  iri: string;
  /** As a query writes it: `crk:departedFrom`. */
  name: string;
  label: string;
  comment: string | null;
  domain: string | null;
  range: string | null;
}

export interface Terms {
  /** How the IRIs of the graph's own things begin. */
  base: string;
  prefixes: Readonly<Record<string, string>>;
  classes: readonly Term[];
  properties: readonly Term[];
  concepts: readonly Term[];
}

export interface Example {
  name: string;
  theme: string;
  title: string;
  query: string;
}

export interface Label {
  text: string;
  language: string | null;
  /** Of which type it is, where it is a thing; "term" where it is one of the ontology. */
  type: string | null;
}

/** One reason for a triple that a row needs; terms as N-Triples writes them. */
export interface Support {
  triple: readonly string[];
  kind: "claim" | "stated" | "reference" | "program" | "inferred";
  inferred_from: readonly string[] | null;
  announcement: string | null;
  quote: string | null;
  language: string | null;
  published: string | null;
  start: number | null;
  end: number | null;
  confidence: number | null;
}

export interface Grounds {
  support: readonly Support[] | null;
  notes: readonly string[];
}
