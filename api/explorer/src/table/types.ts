/** The shapes of rows of a table: `POST /api/rows`, `POST /api/rows/quotes`. */

import type { Evidence, Node } from "../api/types";

export type LinkColumn = "countries" | "destinations" | "offences" | "airports" | "places" | "agencies" | "officials" | "nationalities";
/** Cells of which the server tells the words behind them. */
export type CellColumn = LinkColumn | "kind" | "date" | "persons" | "announcements";

/** A thing or concept in a cell; `language` is that of its name, null where it is everybody's. */
export interface Named {
  id: string;
  label: string;
  language: string | null;
  type: string;
}

export interface ThingRow {
  node: Node;
  name: Named;
  links: Partial<Record<LinkColumn, Named[]>>;
  announcements: number;
  origins: number;
}

export interface CellQuotes {
  id: string;
  column: CellColumn;
  evidence: Evidence[];
}
