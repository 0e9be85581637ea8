/** What the figures ask of the server. */

import { call, post } from "../api/client";
import type { Agreement, Comparison } from "./types";

export interface Wanted {
  /** Null for all operations of the graph. */
  ids: readonly string[] | null;
  only: Agreement | null;
  offset: number;
}

export const STEP = 20;

export const getFigures = ({ ids, only, offset }: Wanted) =>
  call<Comparison>("figures", post({ ids, only, limit: STEP, offset }));
