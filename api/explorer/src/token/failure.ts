/** What went wrong with a request that writes, in the reader's language; the server's own sentence, in English, goes beside. */

import { Problem, ServerGone } from "../api/client";
import { t } from "../text/messages";

export interface Failure {
  words: string;
  /** The server's own words, where they say more. */
  detail: string | null;
}

const BY_CODE: Readonly<Record<string, string>> = {
  "store-locked": "held",
  "readers-busy": "busy",
  "token-refused": "unknown",
  "too-many-attempts": "wait",
  "announcement-refused": "refused",
  "judgement-refused": "refused",
  "body-too-large": "large",
  "body-too-slow": "slow",
  "unsupported-media-type": "kind",
  "unreadable-announcement": "unreadable",
  "invalid-record": "unreadable",
  "not-found": "gone",
  "store-full": "full",
};

/** The name of its message, `token.failed-…`. */
export function kindOf(error: unknown): string {
  if (error instanceof ServerGone) return "silent";
  if (error instanceof Problem) return BY_CODE[error.code] ?? "other";
  throw error;
}

export function failureOf(error: unknown): Failure {
  const kind = kindOf(error);
  const seconds = error instanceof Problem ? error.retryAfter : null;
  const detail = error instanceof Problem && error.message !== "" ? error.message : null;
  return { words: t(`token.failed-${kind}`, { seconds: seconds ?? 10 }), detail };
}
