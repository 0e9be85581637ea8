import { describe, expect, test } from "vitest";
import { asked, choose, fromText, placesOf, toText } from "../src/flows/choice";
import { filterOf, kindsAsked } from "../src/flows/filter";
import { toCsv, weightOf } from "../src/flows/rows";
import { diagramOf, NODE_WIDTH, throughput } from "../src/flows/sankey";
import type { Band, Place } from "../src/flows/types";

const band = (start: string[], target: string[], low: number | null, more: Partial<Band> = {}): Band => ({
  start,
  via: [],
  target,
  sum: { operations: 1, counted: low === null ? 0 : 1, persons: low === null ? null : { low, high: low + 1 }, disputed: 0 },
  rests: 0,
  ...more,
});
const KH = ["country/KH"];
const CN = ["country/CN"];
const KTI = ["airport/VDTI"];
const MARGINS = { start: 100, end: 100 };

describe("a choice in the address", () => {
  test.each([
    { what: "band", start: KH, via: null, target: CN },
    { what: "band", start: ["country/MM", "country/TH"], via: KTI, target: [] },
    { what: "band", start: [], via: [], target: CN },
    { what: "place", id: "airport/VDTI" },
    { what: "left-out" },
  ] as const)("comes back as it was: $what", (choice) => {
    expect(fromText(toText(choice))).toEqual(choice);
  });

  test.each([undefined, "", "nonsense", "a>b>c>d"])("is none where it cannot be read: %s", (text) => {
    expect(fromText(text)).toBeNull();
  });

  test("asks for what is not said by name, and for any airport by silence", () => {
    expect(asked(choose(band(KH, [], 3), false))).toEqual({ start: "country/KH", target: "none" });
    expect(asked(choose(band(KH, [], 3), true))).toEqual({ start: "country/KH", via: "none", target: "none" });
  });

  test("names the places that are opened along with its operations", () => {
    expect(placesOf(choose(band(KH, CN, 3, { via: KTI }), true))).toEqual([...KH, ...KTI, ...CN]);
  });
});

describe("the filter", () => {
  const nodes = new Map([
    ["operation/a", { type: "operation" as const }],
    ["country/KH", { type: "country" as const }],
  ]);
  const state = { params: {}, period: null, language: "en", history: { present: { ids: ["country/KH", "operation/a"] } }, library: { nodes } };

  test("is of the scene's operations", () => {
    expect(filterOf(state, "moves")).toMatchObject({ ids: ["operation/a"], kind: "moves", by: "nationality" });
  });

  test("is of the whole graph where that is chosen, or where the scene has no operation", () => {
    expect(filterOf({ ...state, params: { of: "graph" } }, "all").ids).toBeNull();
    expect(filterOf({ ...state, history: { present: { ids: ["country/KH"] } } }, "all").ids).toBeNull();
  });

  test("takes a link's end only where it is one", () => {
    expect(filterOf({ ...state, params: { by: "age" } }, "all").by).toBe("nationality");
    expect(filterOf({ ...state, params: { by: "airport", airports: "yes" } }, "all")).toMatchObject({ by: "airport", airports: false });
  });

  test("does not share its ends with the timeline, which says by which day", () => {
    expect(filterOf({ ...state, params: { by: "announced", ends: "destination" } }, "all").by).toBe("destination");
  });

  test("asks for kinds by name", () => {
    expect([kindsAsked("all"), kindsAsked("moves"), kindsAsked("raid")]).toEqual(["", "deportation,repatriation,extradition", "raid"]);
  });
});

describe("the diagram", () => {
  test("there and back are two ribbons between four nodes", () => {
    const { nodes, ribbons } = diagramOf([band(KH, CN, 10), band(CN, KH, 5)], "persons", 800, MARGINS);
    expect(nodes.map(({ key }) => key).sort()).toEqual(["0:country/CN", "0:country/KH", "1:country/CN", "1:country/KH"]);
    expect(ribbons).toHaveLength(2);
  });

  test("a wide ribbon stays between its nodes where they are near each other", () => {
    const { nodes, ribbons } = diagramOf([band(KH, CN, 1000), band(CN, KH, 1)], "persons", 260, MARGINS);
    const [left, right] = [Math.min(...nodes.map(({ x1 }) => x1)), Math.max(...nodes.map(({ x0 }) => x0))];
    for (const { path } of ribbons) {
      const across = [...path.matchAll(/[-\d.]+,/g)].map(([x]) => parseFloat(x));
      expect(Math.min(...across)).toBe(left);
      expect(Math.max(...across)).toBe(right);
      expect(path).toMatch(/^M.*C.*V.*C.*Z$/);
    }
  });

  test("a flow within a country is drawn", () => {
    expect(diagramOf([band(KH, KH, 10)], "persons", 800, MARGINS).ribbons).toHaveLength(1);
  });

  test("by way of airports a band is two ribbons, in three columns", () => {
    const { nodes, ribbons } = diagramOf([band(KH, CN, 10, { via: KTI }), band(KH, CN, 4)], "persons", 800, MARGINS);
    expect(ribbons.map(({ band: { via } }) => via.length)).toEqual([1, 1, 0, 0]);
    expect(nodes.filter(({ column }) => column === 1).map(({ ids }) => ids)).toEqual(expect.arrayContaining([KTI, []]));
  });

  test("what has no number has no width, and stands in the table alone", () => {
    const bands = [band(KH, CN, null)];
    expect(diagramOf(bands, "persons", 800, MARGINS).ribbons).toEqual([]);
    expect(diagramOf(bands, "operations", 800, MARGINS).ribbons).toHaveLength(1);
    expect(weightOf(bands[0]!, "persons")).toBe(0);
  });

  test("labels have their margins, and each node of a long column its row", () => {
    const many = Array.from({ length: 40 }, (_, index) => band([`country/A${index}`], CN, 1));
    const { nodes } = diagramOf(many, "persons", 800, MARGINS);
    expect(Math.min(...nodes.map(({ x0 }) => x0))).toBe(MARGINS.start);
    expect(Math.max(...nodes.map(({ x1 }) => x1))).toBe(800 - MARGINS.end);
    const tops = nodes.filter(({ column }) => column === 0).map(({ y0 }) => y0).sort((a, b) => a - b);
    expect(Math.min(...tops.slice(1).map((top, index) => top - tops[index]!))).toBeGreaterThan(20);
    expect(NODE_WIDTH).toBeLessThan(20);
  });

  test("is empty on a screen too narrow for it", () => {
    expect(diagramOf([band(KH, CN, 10)], "persons", 150, MARGINS).ribbons).toEqual([]);
  });

  test("a node holds the sums of the lowest and of the highest", () => {
    expect(throughput([band(KH, CN, 10), band(KH, [], 5)], { column: 0, ids: KH }, 2)).toEqual({ low: 15, high: 17, disputed: false });
  });
});

test("the file names countries and codes, and no formula runs in it", () => {
  const place = (id: string, name: string, code: string): [string, Place] => [id, { id, type: "country", code, name, language: null, latitude: null, longitude: null }];
  const names = new Map([place("country/KH", "=Cambodia", "KH"), place("country/CN", "China, People's", "CN")]);
  const [head, row] = toCsv([band(KH, CN, 312)], names).split("\r\n");
  expect(head).toBe("from,from_codes,via,via_codes,to,to_codes,persons_low,persons_high,operations,with_number,disputed,worked_out");
  expect(row).toBe(`'=Cambodia,KH,,,"China, People's",CN,312,313,1,1,0,0`);
});
