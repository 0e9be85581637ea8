/** What the server tells of the things in view; the table stands at once, and fills when it has come. */

import { useEffect, useState } from "preact/hooks";
import { Problem, ServerGone } from "../api/client";
import { useStore } from "../state/store";
import { t } from "../text/messages";
import { getRows } from "./calls";
import type { ThingRow } from "./types";

export interface Told {
  rows: ReadonlyMap<string, ThingRow>;
  /** In words, why the last ones did not come. */
  failure: string | null;
}

const NOTHING: Told = { rows: new Map(), failure: null };

export function useRows(ids: readonly string[]): Told {
  const { summary, language } = useStore();
  const [told, setTold] = useState(NOTHING);
  const key = JSON.stringify([summary?.version, language, ids]);
  useEffect(() => {
    let stale = false;
    if (ids.length === 0) return undefined;
    getRows(ids)
      .then((rows) => {
        if (!stale) setTold({ rows: new Map(rows.map((row) => [row.node.id, row])), failure: null });
      })
      .catch((error: unknown) => {
        if (stale) return;
        if (error instanceof ServerGone) setTold(({ rows }) => ({ rows, failure: t("table.gone") }));
        else if (error instanceof Problem) setTold(({ rows }) => ({ rows, failure: error.message }));
        else throw error;
      });
    return () => {
      stale = true;
    };
  }, [key]);
  return told;
}
