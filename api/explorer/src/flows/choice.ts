/** What of a picture was chosen: a flow by its ends, a place, or what is left out of sums; and how the address names it. */

import type { Band } from "./types";

export type Choice =
  | { what: "band"; start: readonly string[]; via: readonly string[] | null; target: readonly string[] }
  | { what: "place"; id: string }
  | { what: "left-out" };

export const choose = ({ start, via, target }: Pick<Band, "start" | "via" | "target">, airports: boolean): Choice => ({ what: "band", start, via: airports ? via : null, target });

const ends = (ids: readonly string[]): string => (ids.length === 0 ? "none" : ids.join(","));
const idsOf = (text: string): string[] => (text === "none" ? [] : text.split(",").filter(Boolean));

/** "country/KH>country/CN", with the airport in the middle where flows are parted by it. */
export function toText(choice: Choice | null): string {
  if (choice === null) return "";
  if (choice.what === "left-out") return "left-out";
  if (choice.what === "place") return `at:${choice.id}`;
  return [choice.start, ...(choice.via === null ? [] : [choice.via]), choice.target].map(ends).join(">");
}

/** Anybody can write a link: what cannot be read is nothing chosen. */
export function fromText(text: string | undefined): Choice | null {
  if (text === undefined || text === "") return null;
  if (text === "left-out") return { what: "left-out" };
  if (text.startsWith("at:")) return { what: "place", id: text.slice("at:".length) };
  const [start, middle, last, ...more] = text.split(">");
  if (start === undefined || middle === undefined || more.length > 0) return null;
  if (last === undefined) return { what: "band", start: idsOf(start), via: null, target: idsOf(middle) };
  return { what: "band", start: idsOf(start), via: idsOf(middle), target: idsOf(last) };
}

/** As the API takes it. */
export function asked(choice: Choice): Readonly<Record<string, string | boolean>> {
  if (choice.what === "left-out") return { left_out: true };
  if (choice.what === "place") return { place: choice.id };
  const { start, via, target } = choice;
  return { start: ends(start), target: ends(target), ...(via === null ? {} : { via: ends(via) }) };
}

/** The places that a choice names, to be opened along with its operations. */
export function placesOf(choice: Choice): readonly string[] {
  if (choice.what === "left-out") return [];
  return choice.what === "place" ? [choice.id] : [...choice.start, ...(choice.via ?? []), ...choice.target];
}
