/** What the list of sources asks of the server. */

import { call, query } from "../api/client";
import { pageByPage } from "../ledger/calls";
import type { Order, Source, SourcePage } from "./types";

export const STEP = 50;
const MOST = 500;

export interface Wanted {
  words: string;
  publisher: string;
  speaker: string;
  country: string;
  language: string;
  order: Order;
  descending: boolean;
}

export const getSources = ({ words, ...wanted }: Wanted, offset: number, limit = STEP) =>
  call<SourcePage>(`sources?${query({ q: words, ...wanted, offset, limit })}`);

export const allSources = (wanted: Wanted): Promise<Source[]> =>
  pageByPage(async (offset) => {
    const { total, sources } = await getSources(wanted, offset, MOST);
    return { total, rows: sources };
  });
