import { expect, test } from "vitest";
import { draw } from "../src/state/picture";
import { toCsv } from "../src/table/csv";
import { boundsOf, columnsOf, filterRows, FIRST_COLUMNS, linesOf, orderOf, rowsOf, sortRows, textOf } from "../src/table/rows";
import type { ThingRow } from "../src/table/types";
import { number } from "../src/text/dates";
import { AGENCY, makeNode, withOperations } from "./scenes";

const say = (word: string) => word;
const named = (id: string, label: string, type = "country") => ({ id, label, language: null, type });

const told = (id: string): ThingRow => ({
  node: makeNode(id), name: named(id, "និរទេស", "operation"), announcements: 3, origins: 2,
  links: { countries: [named("country/KH", "កម្ពុជា")], agencies: [named("agency/a", "A", "agency"), named("agency/b", "B", "agency")] },
});

const rows = (known: readonly string[] = []) => {
  const { library, scene } = withOperations(5);
  return rowsOf(draw(scene, library, null), new Map(known.map((id) => [id, told(id)])));
};

const FIRST = "operation/kh-deportation-0";

test("numbers of people are written as the reader's language has it, and in files as digits", () => {
  const node = makeNode(FIRST, { persons: { low: 1089, high: 1620 } });
  expect([boundsOf(node), boundsOf(node, number)]).toEqual(["1089–1620", "1,089–1,620"]);
});

test("the table lists what stacks hold, with the links of each", () => {
  const agency = rows().find(({ id }) => id === AGENCY);
  expect([rows().length, agency?.links, textOf(rows()[3]!, "persons", say)]).toEqual([7, 5, "10–12"]);
});

test("what the server tells of a row fills its cells", () => {
  const row = rows([FIRST]).find(({ id }) => id === FIRST)!;
  expect((["name", "countries", "agencies", "announcements", "kind"] as const).map((column) => textOf(row, column, say)))
    .toEqual(["និរទេស", "កម្ពុជា", "A; B", "3/2", "kind-deportation"]);
});

test("empty cells come last in both directions", () => {
  const last = (descending: boolean) => sortRows(rows(), { column: "date", descending }, say).at(-1)?.node.from;
  expect([last(false), last(true)]).toEqual([null, null]);
});

test("numbers sort as numbers, and rows that are alike always stand alike", () => {
  const made = [2, 10, 1, 10].map((links, index) => ({ ...rows()[0]!, id: String(3 - index), links }));
  const sorted = sortRows(made, { column: "links", descending: true }, say).map(({ id, links }) => `${links}:${id}`);
  expect(sorted).toEqual(["10:0", "10:2", "2:3", "1:1"]);
});

test("every word has to be found, in whichever of the columns", () => {
  const find = (words: string) => filterRows(rows([FIRST]), words, FIRST_COLUMNS, say).map(({ id }) => id);
  expect(find("កម្ពុជា 2026-01")).toEqual([FIRST]);
  expect(find("កម្ពុជា 2026-02")).toEqual([]);
});

test("a file has the IRIs, and the words behind each cell with their place", () => {
  const evidence = { quote: "740 នាក់", language: "km", start: 3, end: 9, announcement: "announcement/x", announcement_label: "X", published: null, url: null, confidence: 0.9 };
  const [heads, line] = linesOf(rows([FIRST]).filter(({ id }) => id === FIRST), ["name", "persons", "agencies"], [{ id: FIRST, column: "persons", evidence: [evidence] }], say);
  const cell = (head: string) => line?.[heads?.indexOf(head) ?? -1];
  expect([cell("iri"), cell("agencies_ids"), cell("persons_quotes")])
    .toEqual([`https://w3id.org/crackdown/${FIRST}`, "agency/a; agency/b", "“740 នាក់” [announcement/x#char=3,9]"]);
});

test("CSV quotes what needs quoting and disarms formulas", () => {
  expect(toCsv([['=HYPERLINK("x"),1', "plain"]])).toBe(`"'=HYPERLINK(""x""),1",plain\r\n`);
});

test("columns and order are read from an address, which anybody can write", () => {
  expect([columnsOf("links,name,nonsense"), columnsOf("nonsense")]).toEqual([["name", "links"], FIRST_COLUMNS]);
  expect([orderOf("date:down"), orderOf("nonsense")]).toEqual([{ column: "date", descending: true }, { column: "kind", descending: false }]);
});
