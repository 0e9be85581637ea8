import { expect, test } from "vitest";
import { choicesIn, fromParams, inUse, keepThrough, NO_FILTERS, toggle, toParams } from "../src/state/filters";
import { makeEdge, makeNode } from "./scenes";

const IN_COUNTRY = "https://w3id.org/crackdown/ontology#inCountry";
const raid = makeNode("operation/raid", { countries: ["country/KH"], offences: ["online-scam"], from: "2026-02-01" });
const flight = makeNode("operation/flight", { countries: ["country/TH"], offences: [], from: "2025-01-01" });
const home = makeNode("agency/home", { countries: ["country/KH"] });
const guest = makeNode("agency/guest", { countries: ["country/CN"] });
const away = makeNode("agency/away", { countries: ["country/TH"] });
const world = makeNode("agency/interpol");
const cambodia = makeNode("country/KH", { countries: ["country/KH"], label: "Cambodia" });
const nodes = [raid, flight, home, guest, away, world, cambodia];
const edges = [
  makeEdge(raid.id, home.id), makeEdge(raid.id, guest.id), makeEdge(flight.id, away.id),
  makeEdge(raid.id, cambodia.id, { relation: IN_COUNTRY, label: "took place in" }),
];
const kept = (filters: Partial<typeof NO_FILTERS>) => keepThrough({ nodes, edges }, { ...NO_FILTERS, ...filters }, null);
const ids = (filters: Partial<typeof NO_FILTERS>) => kept(filters).nodes.map(({ id }) => id);

test("no filter leaves all", () => {
  expect(kept({})).toEqual({ nodes, edges });
});

test("a country keeps what happened there, who belongs to it, who else took part, and what belongs nowhere", () => {
  expect(ids({ countries: ["country/KH"] })).toEqual([raid.id, home.id, guest.id, world.id, cambodia.id]);
});

test("an offence keeps operations for which it is told, and everything that is no operation", () => {
  expect(ids({ offences: ["online-scam"] })).toEqual(nodes.map(({ id }) => id).filter((id) => id !== flight.id));
});

test("a relation that is left out takes its lines alone", () => {
  const without = kept({ relations: ["inCountry"] });
  expect([without.nodes.length, without.edges.length]).toEqual([nodes.length, 3]);
});

test("a type that is left out takes its lines with it", () => {
  expect(kept({ types: ["operation"] }).edges).toEqual([]);
});

test("filters and period work together", () => {
  expect(keepThrough({ nodes, edges }, { ...NO_FILTERS, types: ["agency"] }, { from: "2026-01", to: "2026-12" }).nodes).toEqual([raid, cambodia]);
});

test("filters come back from the address, and leave other parameters alone", () => {
  const filters = { types: ["country" as const], relations: ["inCountry"], countries: ["country/KH", "country/CN"], offences: ["online-scam"] };
  expect(fromParams({ ...toParams(filters), query: "SELECT" })).toEqual({ filters, rest: { query: "SELECT" } });
  expect(toParams(filters).countries).toBe("KH,CN");
});

test("no filter leaves nothing in the address", () => {
  expect(Object.values(toParams(NO_FILTERS)).join("")).toBe("");
});

test("a type that nobody knows is read as none", () => {
  expect(fromParams({ notypes: "ship,country" }).filters.types).toEqual(["country"]);
});

test("toggled twice, a filter is as before", () => {
  const once = toggle(NO_FILTERS, "offences", "overstay");
  expect([inUse(once), inUse(toggle(once, "offences", "overstay"))]).toEqual([["offences"], []]);
});

test("what there is to choose is counted, and what is chosen stays listed", () => {
  const choices = choicesIn(nodes, edges, { ...NO_FILTERS, offences: ["kidnapping"] }, { country: (code) => `land ${code}`, offence: (id) => `offence ${id}` });
  expect(choices.relations).toEqual([{ value: "carriedOutBy", label: "carried out by", count: 3 }, { value: "inCountry", label: "took place in", count: 1 }]);
  expect(choices.countries[0]).toEqual({ value: "country/KH", label: "land KH", count: 2 });
  expect(choices.offences).toEqual([{ value: "online-scam", label: "offence online-scam", count: 1 }, { value: "kidnapping", label: "offence kidnapping", count: 0 }]);
});
