/** What stands in the query view, kept while other views are looked at: the text, its answer, what was asked before. */

import { useEffect, useState } from "preact/hooks";
import { ServerGone } from "../api/client";
import { ask, QueryFault } from "./calls";
import { keepShelf, loadShelf, remember, type Shelf } from "./shelf";
import type { Answer, Fault } from "./types";

export type Outcome =
  | { status: "none" }
  | { status: "running"; since: number }
  | { status: "answered"; answer: Answer }
  | { status: "refused"; fault: Fault; query: string }
  | { status: "gone" }
  | { status: "stopped"; after: number | null };

export interface Session {
  text: string;
  /** Grows when the text was changed otherwise than by writing in the editor. */
  turn: number;
  asOf: string;
  /** Seconds after which this page gives up; 0 leaves that to the server. */
  patience: number;
  outcome: Outcome;
  shelf: Shelf;
}

let session: Session = { text: "", turn: 0, asOf: "", patience: 0, outcome: { status: "none" }, shelf: loadShelf() };
let running: AbortController | null = null;
const listeners = new Set<() => void>();

export const getSession = (): Session => session;

export function change(more: Partial<Session>): void {
  session = { ...session, ...more };
  for (const listener of listeners) listener();
}

/** Put another text in the place of what is written. */
export const replaceText = (text: string): void => change({ text, turn: session.turn + 1 });

export function changeShelf(next: (shelf: Shelf) => Shelf): void {
  change({ shelf: next(session.shelf) });
  keepShelf(session.shelf);
}

/** A part of the session; who draws with it is drawn anew when that part changes, not at every letter written. */
export function useSession<T>(part: (session: Session) => T): T {
  const [seen, setSeen] = useState(() => part(session));
  useEffect(() => {
    const look = () => setSeen(() => part(session));
    look();
    listeners.add(look);
    return () => {
      listeners.delete(look);
    };
  }, []);
  return seen;
}

/** Ask what is written. A query still running is given up: the server frees what it held. */
export async function run(): Promise<void> {
  const { text, asOf, patience } = session;
  stop();
  if (text.trim() === "") return;
  const controller = new AbortController();
  running = controller;
  const timer = patience > 0 ? window.setTimeout(() => stop(patience), patience * 1000) : 0;
  change({ outcome: { status: "running", since: Date.now() } });
  const outcome = await outcomeOf(text, asOf, controller.signal).finally(() => window.clearTimeout(timer));
  if (running !== controller) return;
  running = null;
  change({ outcome });
  if (outcome.status === "answered") {
    const { answer } = outcome;
    changeShelf((shelf) => remember(shelf, { query: text, at: Date.now(), rows: answer.form === "yes-or-no" ? null : answer.rows.length }));
  }
}

async function outcomeOf(query: string, asOf: string, signal: AbortSignal): Promise<Outcome> {
  try {
    return { status: "answered", answer: await ask(query, asOf, signal) };
  } catch (error) {
    if (signal.aborted) return { status: "stopped", after: null };
    if (error instanceof QueryFault) return { status: "refused", fault: error.fault, query };
    if (error instanceof ServerGone) return { status: "gone" };
    throw error;
  }
}

export function stop(after: number | null = null): void {
  if (running === null) return;
  running.abort();
  running = null;
  change({ outcome: { status: "stopped", after } });
}
