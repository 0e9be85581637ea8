/** Asking the endpoint and the routes of the query editor. */

import { call, query as fields, ServerGone, whole } from "../api/client";
import type { Language } from "../text/messages";
import { rowsOfNTriples, TRIPLE } from "./ntriples";
import type { Answer, Example, Facts, Fault, Grounds, Label, Row, Terms } from "./types";

/** What a page can show; exports have every row. */
export const MOST_ROWS = 10_000;

/** The endpoint refused; the server's own words. */
export class QueryFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.detail);
  }
}

const JSON_ROWS = "application/sparql-results+json";

interface Results {
  head: { vars?: string[]; "crackdown:truncated"?: number; "crackdown:why"?: { notes: string[]; rows: Grounds[] } };
  results?: { bindings: Row[] };
  boolean?: boolean;
}

export async function ask(query: string, asOf: string, signal: AbortSignal): Promise<Answer> {
  const begun = performance.now();
  const response = await send({ query, as_of: asOf, max_rows: String(MOST_ROWS) }, `${JSON_ROWS}, application/n-triples;q=0.9`, signal);
  const body = await bodyOf(response);
  const facts: Facts = { query, asOf, milliseconds: performance.now() - begun, engine: response.headers.get("crackdown-answered-by"), cutAfter: null };
  if (!(response.headers.get("content-type") ?? "").startsWith(JSON_ROWS)) {
    const rows = rowsOfNTriples(body);
    return { form: "graph", names: TRIPLE, rows, facts: { ...facts, cutAfter: cutAfter(response, body, rows.length, null) } };
  }
  const results = JSON.parse(body) as Results;
  if (results.boolean !== undefined) return { form: "yes-or-no", isTrue: results.boolean, facts };
  const rows = results.results?.bindings ?? [];
  const told = results.head["crackdown:truncated"] ?? null;
  return { form: "rows", names: results.head.vars ?? [], rows, facts: { ...facts, cutAfter: cutAfter(response, body, rows.length, told) } };
}

/** Beyond this many characters an answer may have been streamed. */
const STREAMED = 900_000;

/** A streamed answer does not say that it was cut, as its headers went first: full to the limit, it is taken for cut. */
function cutAfter(response: Response, body: string, rows: number, told: number | null): number | null {
  const header = response.headers.get("crackdown-truncated");
  if (header !== null) return Number(header);
  const limit = response.headers.get("crackdown-row-limit");
  return told ?? (limit !== null && body.length > STREAMED && rows >= Number(limit) ? rows : null);
}

/** The graph that CONSTRUCT and DESCRIBE make, as Turtle writes it. */
export async function askTurtle(query: string, asOf: string, signal: AbortSignal): Promise<string> {
  return bodyOf(await send({ query, as_of: asOf, max_rows: String(MOST_ROWS) }, "text/turtle", signal));
}

/** The rows of a SELECT with what supports each of the first hundred. */
export async function askWhy(query: string, asOf: string, signal: AbortSignal): Promise<{ rows: Row[]; grounds: Grounds[]; notes: string[] }> {
  const results = JSON.parse(await bodyOf(await send({ query, as_of: asOf, why: "true", max_rows: "100" }, JSON_ROWS, signal))) as Results;
  const why = results.head["crackdown:why"];
  return { rows: results.results?.bindings ?? [], grounds: why?.rows ?? [], notes: why?.notes ?? [] };
}

/** POSTed, so that a query is as long as it has to be and stands in nobody's list of addresses. */
async function send(form: Readonly<Record<string, string>>, accept: string, signal: AbortSignal): Promise<Response> {
  const body = new URLSearchParams(Object.entries(form).filter(([, value]) => value !== ""));
  let response: Response;
  try {
    response = await fetch("sparql", { method: "POST", headers: { accept }, body, signal });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerGone("The server does not answer.");
  }
  if (!response.ok) throw new QueryFault(await faultOf(response));
  return response;
}

const bodyOf = (response: Response): Promise<string> => whole(response.text());

async function faultOf(response: Response): Promise<Fault> {
  const retry = Number(response.headers.get("retry-after") ?? Number.NaN);
  const told = (await response.json().catch(() => ({}))) as Partial<Fault>;
  return {
    detail: told.detail ?? `${response.status} ${response.statusText}`,
    code: told.code ?? "",
    status: response.status,
    line: told.line ?? null,
    column: told.column ?? null,
    retryAfter: Number.isNaN(retry) ? null : retry,
  };
}

export const getTerms = (lang: Language) => call<Terms>(`terms?${fields({ lang })}`);

export const getExamples = async (lang: Language): Promise<Example[]> => (await call<{ examples: Example[] }>(`questions?${fields({ lang })}`)).examples;

export const getLabels = async (iris: readonly string[], lang: Language): Promise<Record<string, Label>> =>
  (
    await call<{ labels: Record<string, Label> }>(`labels?${fields({ lang })}`, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify({ iris }),
    })
  ).labels;

