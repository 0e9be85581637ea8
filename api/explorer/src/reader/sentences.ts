/** How many sentences came to what. */

import type { Sentence, Status } from "../api/types";

/** In the order in which they are told. */
export const STATUSES: readonly Status[] = ["used", "in-scope", "plan", "background", "not-understood"];

export interface StatusCount {
  status: Status;
  count: number;
}

/** Those that occur. */
export const countStatuses = (sentences: readonly Sentence[]): StatusCount[] =>
  STATUSES.map((status) => ({ status, count: sentences.filter((sentence) => sentence.status === status).length })).filter(({ count }) => count > 0);
