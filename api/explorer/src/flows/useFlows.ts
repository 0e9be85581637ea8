/** Flows for a filter. While the next are on their way the last stay, so that a change of filter does not empty the page. */

import { useRef } from "preact/hooks";
import { type Loaded, useLoad } from "../panel/useLoad";
import { getFlows } from "./calls";
import { type Filter, keyOf } from "./filter";
import type { Flows } from "./types";

export function useFlows(filter: Filter): Loaded<Flows> {
  const last = useRef<Loaded<Flows> | null>(null);
  const loaded = useLoad(keyOf(filter), () => getFlows(filter));
  if (loaded.status === "done") last.current = loaded;
  return loaded.status === "waiting" || loaded.status === "slow" ? (last.current ?? loaded) : loaded;
}
