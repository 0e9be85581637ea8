/** Flows as a table, and as the file that "Save as CSV" writes. */

import { toCsv as asCsv } from "../table/csv";
import type { Band, Place } from "./types";

const COLUMNS = [
  "from", "from_codes", "via", "via_codes", "to", "to_codes", "persons_low", "persons_high", "operations", "with_number", "disputed", "worked_out",
] as const;

/** Countries and airports by name and by code; a cell is empty where it is not said. A joint end has its names separated by " + ". */
export function toCsv(bands: readonly Band[], names: ReadonlyMap<string, Place>): string {
  const rows = bands.map(({ start, via, target, sum, rests }) => [
    ...[start, via, target].flatMap((ids) => [
      ids.map((id) => names.get(id)?.name ?? id).join(" + "),
      ids.map((id) => names.get(id)?.code ?? id).join(" + "),
    ]),
    sum.persons?.low ?? "", sum.persons?.high ?? "", sum.operations, sum.counted, sum.disputed, rests,
  ]);
  return asCsv([COLUMNS, ...rows].map((cells) => cells.map(String)));
}

export type Measure = "persons" | "operations";

/** How wide a band is; the lowest number told, never one that nobody told. */
export const weightOf = ({ sum }: Band, measure: Measure): number => (measure === "operations" ? sum.operations : (sum.persons?.low ?? 0));
