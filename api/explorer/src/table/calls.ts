/** What the table asks of the server. */

import { call, post, query } from "../api/client";
import type { Fact } from "../api/types";
import type { CellColumn, CellQuotes, ThingRow } from "./types";

/** As many as one call takes. */
const QUOTED_AT_ONCE = 200;

export const getRows = async (ids: readonly string[]): Promise<ThingRow[]> =>
  (await call<{ rows: ThingRow[] }>("rows", post({ ids }))).rows;

export const getCell = async (id: string, column: CellColumn): Promise<Fact[]> =>
  (await call<{ facts: Fact[] }>(`cell?${query({ id, column })}`)).facts;

/** The words behind every cell of these rows, a few hundred rows at a time. */
export async function getQuotes(ids: readonly string[]): Promise<CellQuotes[]> {
  const found: CellQuotes[] = [];
  for (let start = 0; start < ids.length; start += QUOTED_AT_ONCE) {
    const { cells } = await call<{ cells: CellQuotes[] }>("rows/quotes", post({ ids: ids.slice(start, start + QUOTED_AT_ONCE) }));
    found.push(...cells);
  }
  return found;
}
