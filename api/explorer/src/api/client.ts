/** Calls to the JSON API, and what can go wrong with them. */

import { firstDay, lastDay, type Period } from "../state/period";
import { currentLanguage } from "../text/messages";
import type { Announcement, Direction, Edge, Entity, Fact, Found, Neighbourhood, NodeType, Subgraph, Summary } from "./types";

/** The server did not answer: it was stopped, the network is gone, the answer broke off, or something between the two answered in its place. */
export class ServerGone extends Error {}

/** The server answered with a problem (RFC 9457); `message` is its detail. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Stable, for programs: "store-locked". */
    readonly code: string = "",
    /** After so many seconds it may be worth while to ask again. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

/** Which neighbours are meant; all that are drawn, where nothing is chosen. */
export interface Along {
  relation?: string;
  direction?: Direction;
  type?: NodeType;
  kind?: string;
  country?: string;
  /** A day, a month or a year; they go before the page's period. */
  from?: string;
  to?: string;
}

export interface ExpandRequest {
  id: string;
  along?: Along;
  limit: number;
  have: readonly string[];
  period: Period | null;
}

/** Names in the reader's language, where the graph has them; it stands in the address, so that no cache mistakes one for another. */
function inLanguage(path: string): string {
  const language = currentLanguage();
  return language === "en" || /[?&]lang=/.test(path) ? path : `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
}

export async function call<T>(path: string, init?: RequestInit): Promise<T> {
  return fetched<T>(`api/${inLanguage(path)}`, init);
}

/** The same for an address that does not lie below `api/`. */
export async function fetched<T>(address: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { accept: "application/json" }, ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerGone("The server does not answer.");
  }
  if (!response.ok) throw await problemOf(response);
  return (await whole(response.json())) as T;
}

/** An answer that breaks off in the middle is none, nor is the page by which a network asks for a login. */
export async function whole<T>(body: Promise<T>): Promise<T> {
  try {
    return await body;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerGone("The answer broke off.");
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get("retry-after"));
  const later = seconds > 0 ? seconds : null;
  try {
    const { detail, title, code } = (await response.json()) as { detail?: string; title?: string; code?: string };
    return new Problem(response.status, detail ?? title ?? response.statusText, code, later);
  } catch {
    return new Problem(response.status, `${response.status} ${response.statusText}`, "", later);
  }
}

export function query(parameters: Record<string, string | number | boolean | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== "") search.set(name, String(value));
  return search.toString();
}

export const dates = (period: Period | null) => (period ? { from: firstDay(period.from), to: lastDay(period.to), by: period.by } : {});

export const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { accept: "application/json", "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** In a language that may not be spoken yet, as the page asks for its messages at the same time. */
export const getSummary = (language = currentLanguage()) => call<Summary>(language === "en" ? "summary" : `summary?lang=${language}`);

export const search = (text: string, limit: number, signal: AbortSignal) =>
  call<Found>(`search?${query({ q: text, limit })}`, { signal });

export const getEntity = (id: string, period: Period | null) => call<Entity>(`entity?${query({ id, ...dates(period) })}`);

/** Always POSTed: `have` outgrows what an address may hold after a few clicks. */
export const getNeighbourhood = ({ id, along, limit, have, period }: ExpandRequest) =>
  call<Neighbourhood>("neighbourhood", post({ id, limit, have, ...dates(period), ...along }));

/** The things and the edges among them; with `asOf`, a day, as they had been published by then. */
export const getGraph = (ids: readonly string[], asOf = "") =>
  call<Subgraph & { followed: Record<string, string> }>(asOf === "" ? "graph" : `graph?${query({ as_of: asOf })}`, post({ ids }));

export const getEdgeFacts = async (edge: Pick<Edge, "source" | "target" | "relation">): Promise<Fact[]> =>
  (await call<{ facts: Fact[] }>(`edge?${query({ source: edge.source, target: edge.target, relation: edge.relation })}`)).facts;

const announcements = new Map<string, Promise<Announcement>>();

/** What was written may have changed any of them. */
export const forgetAnnouncements = (): void => announcements.clear();

/** Kept: an announcement's text does not change while one looks at it, and many quotes come from one. */
export function getAnnouncement(id: string): Promise<Announcement> {
  const key = `${currentLanguage()} ${id}`;
  const asked = announcements.get(key) ?? call<Announcement>(`announcement?${query({ id })}`);
  announcements.set(key, asked);
  asked.catch(() => announcements.delete(key));
  return asked;
}
