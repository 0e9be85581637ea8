/** The graph that CONSTRUCT or DESCRIBE made, as Turtle. */

import { Problem } from "../api/client";
import { DidFail, Skeleton } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { Pieces } from "../text/Text";
import { askTurtle, QueryFault } from "./calls";
import type { Facts } from "./types";

export function TurtleTab({ facts: { query, asOf } }: { facts: Facts }) {
  const loaded = useLoad(`${asOf} ${query}`, () =>
    askTurtle(query, asOf, new AbortController().signal).catch((error: unknown) => {
      throw error instanceof QueryFault ? new Problem(error.fault.status, error.message) : error;
    }),
  );
  if (loaded.status === "waiting") return null;
  if (loaded.status === "slow") return <Skeleton rows={6} />;
  if (loaded.status === "failed") return <DidFail failed={loaded} />;
  return <pre class="query-turtle" tabIndex={0}><Pieces>{loaded.value}</Pieces></pre>;
}
