/** What the server tells of the things in view; the table stands at once, and fills when it has come. */

import { useMemo } from "preact/hooks";
import { type Failed, useLoad } from "../panel/useLoad";
import { useStore } from "../state/store";
import { getRows } from "./calls";
import { useLast } from "./Loaded";
import type { ThingRow } from "./types";

export interface Told {
  rows: ReadonlyMap<string, ThingRow>;
  /** Why the last ones did not come. */
  failed: Failed | null;
}

export function useRows(ids: readonly string[]): Told {
  const { summary, language } = useStore();
  const loaded = useLoad(JSON.stringify([summary?.version, language, ids]), async () => (ids.length === 0 ? [] : getRows(ids)));
  const last = useLast(loaded);
  const rows = useMemo(() => new Map((last ?? []).map((row) => [row.node.id, row])), [last]);
  return { rows, failed: loaded.status === "failed" ? loaded : null };
}
