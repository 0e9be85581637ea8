/** Ends, ranges and sums in words, in the reader's language. */

import { currentLanguage, t, tn } from "../text/messages";
import type { Place, Range, Sum } from "./types";

/** The names of places by id. */
export type Names = ReadonlyMap<string, Place>;

export const namesOf = (places: readonly Place[]): Names => new Map(places.map((place) => [place.id, place]));

/** More names than this of countries that are told together would fill a line. */
const MOST_NAMED = 3;

/** "Myanmar + Thailand" where announcements do not tell them apart; "not said" where none is told. */
export function endsInWords(ids: readonly string[], names: Names): string {
  if (ids.length === 0) return t("flows.not-said");
  const shown = ids.slice(0, MOST_NAMED).map((id) => names.get(id)?.name ?? id);
  return [...shown, ...(ids.length > MOST_NAMED ? [inDigits(ids.length - MOST_NAMED)] : [])].join(" + ");
}

/** An airport by its code, which its sign at the gate has too. */
export function shortly(id: string, names: Names): string {
  const place = names.get(id);
  if (place === undefined) return id;
  return place.type === "airport" ? (place.code ?? place.name) : place.name;
}

export const inDigits = (value: number): string => value.toLocaleString(currentLanguage());

/** "312–313"; "?" where nobody tells a number. */
export function rangeInDigits(range: Range | null): string {
  if (range === null) return "?";
  return range.low === range.high ? inDigits(range.low) : `${inDigits(range.low)}–${inDigits(range.high)}`;
}

export function sumInWords({ persons, operations }: Sum): string {
  const of = tn("flows.operations", operations);
  return persons === null ? t("flows.no-number-in", { of }) : t("flows.persons-in", { persons: rangeInDigits(persons), of });
}
