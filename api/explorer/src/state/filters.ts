/**
 * What a scene leaves out of its picture: types, relations, and whatever did not happen in a chosen country or for a chosen offence.
 *
 * Types and relations are switched off one by one, so that what comes later is shown. Countries and offences are chosen: "only
 * Cambodia" holds for what comes later too. The period is kept apart (period.ts), as every view of the page has it.
 */

import type { Edge, Node, NodeType } from "../api/types";
import { NODE_TYPES } from "../api/types";
import { otherEnd } from "./library";
import { isInPeriod, type Period } from "./period";

export interface Filters {
  types: readonly NodeType[];
  /** By the local names of their IRIs, as in "inCountry". */
  relations: readonly string[];
  countries: readonly string[];
  offences: readonly string[];
}

export type Facet = keyof Filters;

export const NO_FILTERS: Filters = { types: [], relations: [], countries: [], offences: [] };

/** Where the address keeps each; a country goes by its code there. */
const NAMES: Readonly<Record<Facet, string>> = { types: "notypes", relations: "nolines", countries: "countries", offences: "offences" };
const FACETS = Object.keys(NAMES) as Facet[];
const COUNTRY = "country/";

export const localName = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1);

/** The facets in use; empty where nothing is filtered. */
export const inUse = (filters: Filters): Facet[] => FACETS.filter((facet) => filters[facet].length > 0);

export function toggle(filters: Filters, facet: Facet, value: string): Filters {
  const now = filters[facet] as readonly string[];
  return { ...filters, [facet]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] };
}

/** All of a facet's names stand in the result, so that a filter that ended leaves the address. */
export const toParams = (filters: Filters): Record<string, string> =>
  Object.fromEntries(FACETS.map((facet) => [NAMES[facet], filters[facet].map((one) => one.replace(COUNTRY, "")).join(",")]));

/** The filters of an address, and the parameters that are other views' own. Anybody can write a link: odd values match nothing. */
export function fromParams(params: Readonly<Record<string, string>>): { filters: Filters; rest: Record<string, string> } {
  const words = (facet: Facet): string[] => [...new Set((params[NAMES[facet]] ?? "").split(",").filter(Boolean))];
  const own = new Set(Object.values(NAMES));
  return {
    filters: {
      types: words("types").filter((type): type is NodeType => (NODE_TYPES as readonly string[]).includes(type)),
      relations: words("relations"),
      countries: words("countries").map((code) => COUNTRY + code),
      offences: words("offences"),
    },
    rest: Object.fromEntries(Object.entries(params).filter(([name]) => !own.has(name))),
  };
}

export interface Kept {
  nodes: Node[];
  edges: Edge[];
}

/** What the filters and the period leave. Edges keep both their ends, or go. */
export function keepThrough({ nodes, edges }: { nodes: readonly Node[]; edges: readonly Edge[] }, filters: Filters, period: Period | null): Kept {
  const lines = edges.filter(({ relation }) => !filters.relations.includes(localName(relation)));
  const candidates = nodes.filter((node) => !filters.types.includes(node.type) && isInPeriod(node, period) && fitsOffences(node, filters));
  const kept = filters.countries.length === 0 ? candidates : ofCountries(candidates, lines, filters.countries);
  const shown = new Set(kept.map(({ id }) => id));
  return { nodes: kept, edges: lines.filter(({ source, target }) => shown.has(source) && shown.has(target)) };
}

/** Only operations have offences; one of which none is told was not for the chosen one, as far as is known. */
const fitsOffences = ({ type, offences }: Node, filters: Filters): boolean =>
  filters.offences.length === 0 || type !== "operation" || offences.some((one) => filters.offences.includes(one));

/** What happened in the chosen countries, who belongs to them, and whoever else took part in what happened there. */
function ofCountries(nodes: readonly Node[], edges: readonly Edge[], chosen: readonly string[]): Node[] {
  const belongs = ({ countries }: Node): boolean => countries.some((one) => chosen.includes(one));
  const operations = new Set(nodes.filter((node) => node.type === "operation" && belongs(node)).map(({ id }) => id));
  const taking = new Set(edges.flatMap((edge) => [edge.source, edge.target].filter((id) => operations.has(otherEnd(edge, id)))));
  return nodes.filter((node) =>
    node.type === "operation" ? operations.has(node.id) : belongs(node) || node.countries.length === 0 || taking.has(node.id),
  );
}

export interface Choice {
  value: string;
  label: string;
  /** How many things or lines of the scene have it, filtered out or not. */
  count: number;
}

export interface Choices {
  relations: Choice[];
  countries: Choice[];
  offences: Choice[];
}

export interface Named {
  country: (code: string) => string;
  offence: (id: string) => string;
}

/** What there is to choose from in a scene; what is chosen stays listed though nothing of it is left. `named` says a country by its code and an offence by its id in the reader's language. */
export function choicesIn(nodes: readonly Node[], edges: readonly Edge[], filters: Filters, named: Named): Choices {
  const relationNames = new Map(edges.map(({ relation, label }) => [localName(relation), label]));
  return {
    relations: countAll(edges.map(({ relation }) => localName(relation)), filters.relations, (one) => relationNames.get(one) ?? one),
    countries: countAll(nodes.flatMap(({ type, countries }) => (type === "country" ? [] : countries)), filters.countries, (one) => named.country(one.replace(COUNTRY, ""))),
    offences: countAll(nodes.flatMap(({ offences }) => offences), filters.offences, named.offence),
  };
}

function countAll(values: readonly string[], chosen: readonly string[], label: (value: string) => string): Choice[] {
  const counts = new Map<string, number>(chosen.map((value) => [value, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const all = [...counts].map(([value, count]) => ({ value, count, label: label(value) }));
  return all.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}
