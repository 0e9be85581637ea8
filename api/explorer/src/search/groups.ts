/** Search results grouped by type, in the order of each group's best hit. */

import type { Hit, NodeType } from "../api/types";
import { groupBy } from "../state/grouping";

export interface HitGroup {
  type: NodeType;
  hits: readonly Hit[];
}

export const groupHits = (hits: readonly Hit[]): HitGroup[] =>
  [...groupBy(hits, ({ type }) => type)].map(([type, members]) => ({ type, hits: members }));
