/** What the ledger and the disputes ask of the server, a page at a time or all of it for a file. */

import { call, query } from "../api/client";
import type { Finding, FindingList, Severity } from "../figures/types";
import type { LedgerPage, Line, Order, Status } from "./types";

export const STEP = 50;
/** As many as one answer gives. */
const MOST = 500;

export interface Transfers {
  status: Status | "open" | null;
  country: string;
  words: string;
  order: Order;
  descending: boolean;
}

export const getLedger = ({ status, country, words, order, descending }: Transfers, offset: number, limit = STEP) =>
  call<LedgerPage>(`ledger?${query({
    status: status === "open" || status === null ? undefined : status,
    only_open: status === "open", country, q: words, order, descending, offset, limit,
  })}`);

export interface Disputes {
  severity: Severity | null;
  words: string;
}

export const getFindings = ({ severity, words }: Disputes, offset: number, limit = STEP) =>
  call<FindingList>(`findings?${query({ severity: severity ?? undefined, q: words, offset, limit })}`);

export const allTransfers = (wanted: Transfers): Promise<Line[]> =>
  pageByPage(async (offset) => {
    const { total, lines } = await getLedger(wanted, offset, MOST);
    return { total, rows: lines };
  });

export const allFindings = (wanted: Disputes): Promise<Finding[]> =>
  pageByPage(async (offset) => {
    const { total, findings } = await getFindings(wanted, offset, MOST);
    return { total, rows: findings };
  });

export async function pageByPage<T>(get: (offset: number) => Promise<{ total: number; rows: readonly T[] }>): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const { total, rows } = await get(found.length);
    found.push(...rows);
    if (rows.length === 0 || found.length >= total) return found;
  }
}
