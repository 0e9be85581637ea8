/** Answers as one types: the latest question wins, and earlier ones still on their way are dropped. */

import { useEffect, useState } from "preact/hooks";
import { Problem, search, ServerGone } from "../api/client";
import type { Found } from "../api/types";
import { useStore } from "../state/store";
import { t } from "../text/messages";

const MOST_HITS = 12;
/** Long enough to spare the server every other letter, short enough not to be noticed. */
const PAUSE_MS = 90;

export interface Answers {
  found: Found | null;
  failure: string | null;
}

export function useSearch(text: string): Answers {
  const { language } = useStore();
  const [answers, setAnswers] = useState<Answers>({ found: null, failure: null });
  useEffect(() => {
    if (text.trim() === "") {
      setAnswers({ found: null, failure: null });
      return undefined;
    }
    const controller = new AbortController();
    const timer = window.setTimeout(() => void ask(text, controller.signal, setAnswers), PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [text, language]);
  return answers;
}

async function ask(text: string, signal: AbortSignal, set: (answers: Answers) => void): Promise<void> {
  try {
    const found = await search(text.trim(), MOST_HITS, signal);
    if (!signal.aborted) set({ found, failure: null });
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ServerGone) set({ found: null, failure: t("panel.server-gone") });
    else if (error instanceof Problem) set({ found: null, failure: error.message });
    else throw error;
  }
}
