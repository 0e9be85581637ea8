/** Loading for a view: nothing for 150 ms, then a skeleton, then the answer, or what went wrong and a way to ask again. */

import { useEffect, useState } from "preact/hooks";
import { Problem, ServerGone } from "../api/client";
import { t } from "../text/messages";

export type Loaded<T> = { status: "waiting" } | { status: "slow" } | { status: "done"; value: T } | Failed;

export interface Failed {
  status: "failed";
  reason: string;
  again: () => void;
}

const SKELETON_AFTER_MS = 150;

/** `key` names what is loaded: a new key loads anew, and an answer to an old one is dropped. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [seen, setSeen] = useState<{ key: string; loaded: Loaded<T> }>({ key: "", loaded: { status: "waiting" } });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let stale = false;
    const set = (loaded: Loaded<T>) => {
      if (!stale) setSeen({ key, loaded });
    };
    const again = () => {
      set({ status: "waiting" });
      setTurn((asked) => asked + 1);
    };
    const timer = window.setTimeout(() => set({ status: "slow" }), SKELETON_AFTER_MS);
    load()
      .then((value) => set({ status: "done", value }))
      .catch((error: unknown) => set({ status: "failed", reason: reasonOf(error), again }))
      .finally(() => window.clearTimeout(timer));
    return () => {
      stale = true;
      window.clearTimeout(timer);
    };
  }, [key, turn]);
  return seen.key === key ? seen.loaded : { status: "waiting" };
}

function reasonOf(error: unknown): string {
  if (error instanceof ServerGone) return t("panel.server-gone");
  if (error instanceof Problem) return error.message;
  throw error;
}
