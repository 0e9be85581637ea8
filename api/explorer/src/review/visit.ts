/** What was judged in this visit, so that each can be taken back, and who judges. */

import type { Judged, Question, Verdict } from "./types";
import { keyOf } from "./compare";

export interface Given {
  question: Question;
  verdict: Verdict;
  changed: Judged;
}

/** In the order of judging: the last is the first to be taken back. */
export type Visit = ReadonlyMap<string, Given>;

export const add = (visit: Visit, given: Given): Visit => {
  const next = new Map(visit);
  next.delete(keyOf(given.question));
  return next.set(keyOf(given.question), given);
};

export const without = (visit: Visit, question: Pick<Question, "one" | "other">): Visit => {
  const next = new Map(visit);
  next.delete(keyOf(question));
  return next;
};

export const last = (visit: Visit): Given | undefined => [...visit.values()].at(-1);

const KEY = "crackdown-reviewer";

/** The name under which judgements are kept; remembered by this browser alone. */
export function reviewer(): string {
  try {
    return window.localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function rememberReviewer(name: string): void {
  try {
    window.localStorage.setItem(KEY, name);
  } catch {
    // Refused in some private windows: it lasts as long as the page.
  }
}
