/**
 * The countries' outlines: Natural Earth 1:50m, as the package world-atlas holds it, fetched from our own server.
 *
 * They are looked up by ISO 3166-1 alpha-2. The atlas has numeric codes; the Unicode locale rules, which every browser holds,
 * turn the one into the other.
 */

import type { Feature, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import address from "world-atlas/countries-50m.json?url";
import { ServerGone, whole } from "../api/client";

export type Land = Feature<Polygon | MultiPolygon, { name: string }>;

export interface Country {
  /** Null for what has no code of its own, such as Kosovo or Somaliland. */
  code: string | null;
  land: Land;
}

let asked: Promise<readonly Country[]> | null = null;

/** Fetched once a page. */
export function getAtlas(): Promise<readonly Country[]> {
  asked ??= fetch(address).then(read, () => Promise.reject(new ServerGone("The server does not answer.")));
  asked.catch(() => (asked = null));
  return asked;
}

async function read(response: Response): Promise<readonly Country[]> {
  if (!response.ok) throw new ServerGone("The server does not answer.");
  return countriesOf((await whole(response.json())) as Topology<{ countries: GeometryCollection<{ name: string }> }>);
}

export function countriesOf(atlas: Topology<{ countries: GeometryCollection<{ name: string }> }>): readonly Country[] {
  const { features } = feature(atlas, atlas.objects.countries);
  return features
    .filter((one): one is Land => one.geometry.type === "Polygon" || one.geometry.type === "MultiPolygon")
    .map((land) => ({ code: codeOf(land.id), land }));
}

function codeOf(numeric: string | number | undefined): string | null {
  if (numeric === undefined) return null;
  const region = new Intl.Locale(`und-${String(numeric).padStart(3, "0")}`).region ?? "";
  return /^[A-Z]{2}$/.test(region) ? region : null;
}
