/** What stands on the map: a mark for each country and airport, an arc for each flow between two of them. */

import type { Band, Flows, Place, Sum } from "../flows/types";
import type { Names } from "../flows/words";
import type { Point, World } from "./world";

export interface Mark {
  place: Place;
  at: Point;
  /** Null where people of it are reported, but no operation in it. */
  sum: Sum | null;
}

export interface Arc {
  band: Band;
  from: Point;
  to: Point;
  /** Among the flows between the same two places: they bend by different amounts. */
  turn: number;
}

/** Marks of what operations name and of the ends of flows, the busiest first; `missing` are those that the map does not show. */
export function marksOf(flows: Flows, names: Names, world: World): { marks: readonly Mark[]; missing: readonly Place[] } {
  const sums = new Map(flows.points.map(({ id, sum }) => [id, sum]));
  const ends = flows.bands.flatMap(({ start, target }) => [...start, ...target]);
  const places = [...new Set([...sums.keys(), ...ends])].flatMap((id) => names.get(id) ?? []);
  const located = places.map((place) => ({ place, at: spotOf(place, world), sum: sums.get(place.id) ?? null }));
  return {
    marks: located.filter((mark): mark is Mark => mark.at !== null),
    missing: located.filter(({ at }) => at === null).map(({ place }) => place),
  };
}

/** As far from the busiest mark, in units of the plane, a small screen shows at first: the whole world would be dots on dots. */
const NEIGHBOURHOOD = 190;
const SMALL_SCREEN = 700;

/** What is in view at first. */
export function firstInView(marks: readonly Mark[], width: number): readonly Point[] {
  const busiest = marks.reduce<Mark | null>((best, mark) => ((mark.sum?.operations ?? 0) > (best?.sum?.operations ?? 0) ? mark : best), null);
  if (width >= SMALL_SCREEN || busiest === null) return marks.map(({ at }) => at);
  return marks.map(({ at }) => at).filter(({ x, y }) => Math.hypot(x - busiest.at.x, y - busiest.at.y) < NEIGHBOURHOOD);
}

function spotOf({ type, code, latitude, longitude }: Place, world: World): Point | null {
  if (type === "country") return code === null ? null : world.middle(code);
  return latitude === null || longitude === null ? null : world.place([longitude, latitude]);
}

/** One arc from each country of a joint start; a flow within a country, or to an end that is not said, has none. */
export function arcsOf(flows: Flows, marks: readonly Mark[]): readonly Arc[] {
  const at = new Map(marks.map((mark) => [mark.place.id, mark.at]));
  const turns = new Map<string, number>();
  return flows.bands.flatMap((band) =>
    band.start.flatMap((start) =>
      band.target.flatMap((target): Arc[] => {
        const [from, to] = [at.get(start), at.get(target)];
        if (from === undefined || to === undefined || start === target) return [];
        const key = `${start}>${target}`;
        const turn = turns.get(key) ?? 0;
        turns.set(key, turn + 1);
        return [{ band, from, to, turn }];
      }),
    ),
  );
}

/** As wide as its lowest number is large, by area under the root, so that one large flow leaves the small ones visible. */
export function widthOfArc({ sum: { persons } }: Band, most: number): number {
  if (persons === null || most === 0) return 1.2;
  return 1.2 + 9 * Math.sqrt(persons.low / most);
}

export const radiusOf = ({ place, sum }: Mark, most: number): number => {
  if (place.type === "airport") return 4.5;
  return sum === null ? 3.5 : 4 + 8 * Math.sqrt(sum.operations / Math.max(1, most));
};
