/** Calls to the JSON API, and what can go wrong with them. */

import type { Period } from "../state/period";
import { firstDay, lastDay } from "../state/period";
import type { Announcement, Direction, Edge, Entity, Fact, Found, Neighbourhood, Subgraph, Summary } from "./types";

/** The server did not answer at all: it was stopped, or the network is gone. */
export class ServerGone extends Error {}

/** The server answered with a problem (RFC 9457); `message` is its detail. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ExpandRequest {
  id: string;
  relation?: string;
  direction?: Direction;
  limit: number;
  have: readonly string[];
  period: Period | null;
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`api/${path}`, { headers: { accept: "application/json" }, ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ServerGone("The server does not answer.");
  }
  if (!response.ok) throw new Problem(response.status, await problemDetail(response));
  return (await response.json()) as T;
}

async function problemDetail(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? response.statusText;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

function query(parameters: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== "") search.set(name, String(value));
  return search.toString();
}

const dates = (period: Period | null) => (period ? { from: firstDay(period.from), to: lastDay(period.to) } : {});

const post = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { accept: "application/json", "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const getSummary = () => call<Summary>("summary");

export const search = (text: string, limit: number, signal: AbortSignal) =>
  call<Found>(`search?${query({ q: text, limit })}`, { signal });

export const getEntity = (id: string, period: Period | null) => call<Entity>(`entity?${query({ id, ...dates(period) })}`);

/** Always POSTed: `have` outgrows what an address may hold after a few clicks. */
export const getNeighbourhood = ({ id, relation, direction, limit, have, period }: ExpandRequest) =>
  call<Neighbourhood>("neighbourhood", post({ id, relation, direction, limit, have, ...dates(period) }));

export const getGraph = (ids: readonly string[]) => call<Subgraph>("graph", post({ ids }));

export const getEdgeFacts = async (edge: Pick<Edge, "source" | "target" | "relation">): Promise<Fact[]> =>
  (await call<{ facts: Fact[] }>(`edge?${query({ source: edge.source, target: edge.target, relation: edge.relation })}`)).facts;

const announcements = new Map<string, Promise<Announcement>>();

/** Kept: an announcement's text does not change while one looks at it, and many quotes come from one. */
export function getAnnouncement(id: string): Promise<Announcement> {
  const asked = announcements.get(id) ?? call<Announcement>(`announcement?${query({ id })}`);
  announcements.set(id, asked);
  asked.catch(() => announcements.delete(id));
  return asked;
}

export const getPath = (a: string, b: string) => call<Subgraph>(`path?${query({ a, b })}`);
