/** Where one is in the review, as the address keeps it. */

import { THING_TYPES, type ThingType } from "./types";

export const TABS = ["open", "merged", "judged", "contradicted"] as const;
export type Tab = (typeof TABS)[number];

export interface Place {
  tab: Tab;
  type: ThingType | "";
  /** The id of a thing: only what concerns it. */
  about: string;
  /** So many questions stand before the first that is shown. */
  skip: number;
}

export const PAGE = 5;

export function placeOf(params: Readonly<Record<string, string>>): Place {
  const skip = Number(params["rskip"] ?? "0");
  return {
    tab: TABS.find((tab) => tab === params["rtab"]) ?? "open",
    type: THING_TYPES.find((type) => type === params["rtype"]) ?? "",
    about: params["about"] ?? "",
    skip: Number.isInteger(skip) && skip > 0 ? Math.min(skip, 1_000_000) : 0,
  };
}

/** The next page begins behind those of this one that are still open: what was judged has left the list. */
export const nextSkip = (skip: number, stillOpen: number): number => skip + stillOpen;

export const previousSkip = (skip: number): number => Math.max(0, skip - PAGE);
