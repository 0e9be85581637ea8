/** What a list shows while its next page is on its way: the last one, so that nothing flickers while one types. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { DidFail, Skeleton } from "../panel/Skeleton";
import type { Loaded } from "../panel/useLoad";

/** The last answer that came. */
export function useLast<T>(loaded: Loaded<T>): T | null {
  const last = useRef<T | null>(null);
  if (loaded.status === "done") last.current = loaded.value;
  return last.current;
}

export function WhenListed<T>({ loaded, last, children }: { loaded: Loaded<T>; last: T | null; children: (value: T) => ComponentChildren }) {
  if (loaded.status === "failed") return <DidFail failed={loaded} />;
  if (last === null) return loaded.status === "slow" ? <Skeleton rows={8} /> : null;
  return <div aria-busy={loaded.status !== "done"}>{children(last)}</div>;
}
