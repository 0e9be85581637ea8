/** What the network asks the server for beside api/client.ts. */

import { type Along, call, dates, post, query } from "../api/client";
import type { Period } from "../state/period";
import type { Through } from "../state/selection";
import type { Groups, Pair, Paths } from "./types";

export const getGroups = (id: string, along: Along, have: readonly string[], period: Period | null) =>
  call<Groups>("groups", post({ id, have, ...dates(period), ...along }));

export const getPaths = (a: string, b: string, through: Through) => call<Paths>(`paths?${query({ a, b, through })}`);

export const getLayout = async (
  ids: readonly string[],
  together: readonly (readonly string[])[],
  at: Readonly<Record<string, Pair>>,
): Promise<Record<string, Pair>> => (await call<{ positions: Record<string, Pair> }>("layout", post({ ids, together, at }))).positions;
