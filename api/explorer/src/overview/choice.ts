/** What is chosen, as the address keeps it: a thing by its id, an area by the thing that it is named after first. Pure. */

import type { Found } from "./find";
import { at, type Whole } from "./whole";

export type Params = Readonly<Record<string, string>>;

export function readChoice({ numbers, areaOf }: Whole, params: Params): Found {
  const thing = numbers.get(params.thing ?? "");
  if (thing !== undefined) return { thing, area: at(areaOf, thing) };
  const first = numbers.get(params.area ?? "");
  return { thing: null, area: first === undefined ? null : at(areaOf, first) };
}

export function writeChoice({ ids, areas }: Whole, { area, thing }: Found): Params {
  if (thing !== null) return { thing: ids[thing] ?? "", area: "" };
  const first = area === null ? undefined : areas[area]?.named_after[0];
  return { thing: "", area: first === undefined ? "" : (ids[first] ?? "") };
}

/** What is not drawn as it stands: types that are switched off, by their number, and things outside of the period, which are pale. */
export interface Left {
  types: ReadonlySet<number>;
  things: ReadonlySet<number>;
}

/** Whether a thing can be pointed at and has a name. */
export const isLeft = ({ type }: Whole, { types, things }: Left, number: number): boolean => types.has(at(type, number)) || things.has(number);

/** Types that are left out, by their number. */
export const readHidden = ({ types }: Whole, params: Params): ReadonlySet<number> =>
  new Set((params.without ?? "").split(",").map((type) => (types as readonly string[]).indexOf(type)).filter((number) => number >= 0));

export const writeHidden = ({ types }: Whole, hidden: ReadonlySet<number>): Params => ({ without: types.filter((_, number) => hidden.has(number)).join(",") });

export const toggled = (hidden: ReadonlySet<number>, type: number): ReadonlySet<number> =>
  new Set(hidden.has(type) ? [...hidden].filter((one) => one !== type) : [...hidden, type]);
