/** What the things of the first screen are called in the reader's language, and in which countries operations took place. */

import type { Node, Summary } from "../api/types";
import type { ThingRow } from "../table/types";
import { useRows } from "../table/useRows";

export type Names = ReadonlyMap<string, ThingRow>;

export const useNames = ({ newest, connected, disputed, starts }: Summary): Names =>
  useRows([...new Set([...newest, ...connected, ...disputed, ...starts].map(({ id }) => id))]).rows;

export function nameOf(names: Names, node: Node): { label: string; language: string | null } {
  return names.get(node.id)?.name ?? { label: node.label, language: null };
}

export const countriesOf = (names: Names, node: Node): string => (names.get(node.id)?.links.countries ?? []).map(({ label }) => label).join(", ");
