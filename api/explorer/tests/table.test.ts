import { expect, test } from "vitest";
import { draw } from "../src/state/picture";
import { rowsOf, sortRows, toCsv } from "../src/state/table";
import { groupHits, matchedName } from "../src/search/groups";
import { AGENCY, makeNode, withOperations } from "./scenes";

const rows = () => {
  const { library, scene } = withOperations(5);
  return rowsOf(draw(scene, library, null, []));
};

test("the table lists what stacks hold, with the links of each", () => {
  const agency = rows().find(({ id }) => id === AGENCY);
  expect([rows().length, agency?.links, rows()[3]?.persons]).toEqual([7, 5, "10–12"]);
});

test("empty cells come last in both directions", () => {
  const last = (descending: boolean) => sortRows(rows(), { column: "from", descending }).at(-1)?.from;
  expect([last(false), last(true)]).toEqual(["", ""]);
});

test("numbers sort as numbers", () => {
  const made = [2, 10, 1].map((links) => ({ ...rows()[0]!, links }));
  expect(sortRows(made, { column: "links", descending: true }).map(({ links }) => links)).toEqual([10, 2, 1]);
});

test("CSV quotes what needs quoting and disarms formulas", () => {
  const row = { ...rows()[0]!, label: '=HYPERLINK("x"),1' };
  expect(toCsv([row]).split("\r\n")[1]).toContain(`"'=HYPERLINK(""x""),1"`);
});

test("hits group by type in the order of the best", () => {
  const hits = ["official/a", "agency/b", "official/c"].map((id) => ({ ...makeNode(id), matched: id }));
  expect(groupHits(hits).map(({ type, hits: members }) => [type, members.length])).toEqual([["official", 2], ["agency", 1]]);
});

test("a matched name is told only where it is another than the label", () => {
  const hit = { ...makeNode("agency/b", { label: "Ministry" }), matched: "ministry " };
  expect([matchedName(hit), matchedName({ ...hit, matched: "ក្រសួង" })]).toEqual([null, "ក្រសួង"]);
});
