/** What the IRIs of an answer are called, asked for in batches and kept for each language. */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Language } from "../text/messages";
import { spelled } from "./cells";
import { getLabels } from "./calls";
import type { Label, Terms } from "./types";

const BATCH = 1000;
const known = new Map<string, Label | null>();

const keyOf = (iri: string, language: Language): string => `${language} ${iri}`;

export interface Names {
  label: (iri: string) => Label | null;
  /** The label as text; the IRI as a query writes it where there is none. */
  named: (iri: string) => string;
}

/** Only what this server may know is asked for; a passage or a claim has no name. */
export function useNames(iris: readonly string[], terms: Terms, language: Language): Names {
  const [turn, look] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const spaces = [terms.base, ...Object.values(terms.prefixes)];
    const missing = [...new Set(iris)].filter((iri) => !known.has(keyOf(iri, language)) && spaces.some((space) => iri.startsWith(space)));
    const fetchAll = async () => {
      for (let at = 0; at < missing.length && !leaving.signal.aborted; at += BATCH) {
        await fetchBatch(missing.slice(at, at + BATCH), language);
        look((before) => before + 1);
      }
    };
    void fetchAll();
    return () => leaving.abort();
  }, [iris, terms, language]);
  // New ones where more names are known: who sorts by them sorts anew.
  return useMemo(() => {
    const label = (iri: string): Label | null => known.get(keyOf(iri, language)) ?? null;
    return { label, named: (iri) => label(iri)?.text ?? spelled(iri, terms) };
  }, [turn, terms, language]);
}

/** Without names the IRIs stand: a failure to fetch them is no failure of the answer. */
async function fetchBatch(iris: readonly string[], language: Language): Promise<void> {
  try {
    const found = await getLabels(iris, language);
    for (const iri of iris) known.set(keyOf(iri, language), found[iri] ?? null);
  } catch {
    // They are asked for again with the next answer.
  }
}
