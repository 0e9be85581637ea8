/** Figures group by group, and how those of one group get on with each other. No views here. */

import type { Figure } from "../api/types";
import { groupBy } from "../state/grouping";

export type Agreement = "once" | "agree" | "allow" | "disputed";

export interface FigureGroup {
  group: string;
  isEverybody: boolean;
  claims: readonly Figure[];
  /** The numbers that were told, each once, in the order of the claims. */
  values: readonly number[];
  agreement: Agreement;
}

/** How far "about" may be off, either way; as the graph compares figures (graph/figures/told.py). */
const AT_MOST_OFF = 2;

/** The least and the most that the words can mean. */
function boundsOf({ value, low, high, precision }: Figure): { floor: number; ceiling: number } {
  const told = value ?? 0;
  const isLoose = precision === "about" || precision === "nearly";
  return {
    floor: low ?? (isLoose ? Math.floor(told / AT_MOST_OFF) : 0),
    ceiling: high ?? (precision === "about" ? told * AT_MOST_OFF : Infinity),
  };
}

const isExact = ({ value, low, high }: Figure): boolean => low === value && high === value;

/** As `crackdown figures` tells it: one exact number, wordings that leave room for each other, or numbers that cannot all be right. */
export function agreementOf(claims: readonly Figure[]): Agreement {
  if (claims.length === 1) return "once";
  const bounds = claims.map(boundsOf);
  if (bounds.some((a) => bounds.some((b) => a.ceiling < b.floor))) return "disputed";
  return claims.every(isExact) ? "agree" : "allow";
}

export const groupFigures = (figures: readonly Figure[]): FigureGroup[] =>
  [...groupBy(figures, ({ group }) => group)].map(([group, claims]) => ({
    group,
    isEverybody: claims.every(({ group_of: parts }) => parts.length === 0),
    claims,
    values: [...new Set(claims.flatMap(({ value }) => (value === null ? [] : [value])))],
    agreement: agreementOf(claims),
  }));
