/** The world on the plane: outlines as paths, and where a spot of the earth comes to lie. Units of the plane, which the camera scales. */

import { geoNaturalEarth1, geoPath } from "d3-geo";
import type { Country } from "./atlas";
import { middleOf, type Spot } from "./middle";

export const WORLD = { width: 1000, height: 500 };

/** Eleven degrees: so cut, the edge of the map runs through the Bering Strait and parts no country. */
const TURNED = -11;
const WITHOUT = "AQ"; // nobody announces anything in Antarctica, and it takes a seventh of the height

export interface Outline {
  code: string | null;
  path: Path2D;
}

export interface Point {
  x: number;
  y: number;
}

export interface World {
  outlines: readonly Outline[];
  place: (spot: Spot) => Point;
  /** Where to mark a country; null for one that the atlas does not show. */
  middle: (code: string) => Point | null;
}

export function worldOf(countries: readonly Country[]): World {
  const shown = countries.filter(({ code }) => code !== WITHOUT);
  const projection = geoNaturalEarth1()
    .rotate([TURNED, 0])
    .fitExtent([[0, 0], [WORLD.width, WORLD.height]], { type: "FeatureCollection", features: shown.map(({ land }) => land) });
  const draw = geoPath(projection).digits(2);
  const byCode = new Map(shown.map((country) => [country.code, country]));
  const middles = new Map<string, Point | null>();
  const place = (spot: Spot): Point => {
    const [x, y] = projection([spot[0], spot[1]]) ?? [0, 0];
    return { x, y };
  };
  const middle = (code: string): Point | null => {
    const known = middles.get(code);
    if (known !== undefined) return known;
    const country = byCode.get(code);
    const found = country === undefined ? null : place(middleOf(country.land));
    middles.set(code, found);
    return found;
  };
  return { outlines: shown.map(({ code, land }) => ({ code, path: new Path2D(draw(land) ?? "") })), place, middle };
}
