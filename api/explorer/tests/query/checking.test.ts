import { SparqlLanguage } from "codemirror-lang-sparql";
import { expect, test } from "vitest";
import { tidy } from "../../src/query/syntax";

const questions = Object.entries(import.meta.glob<string>("../../../../ontology/competency/*.rq", { eager: true, query: "?raw", import: "default" }));

function parses(query: string): boolean {
  let isWhole = true;
  SparqlLanguage.parser.parse(query).iterate({ enter: ({ type }) => void (isWhole &&= !type.isError) });
  return isWhole;
}

test("the competency questions are found", () => {
  expect(questions.length).toBeGreaterThan(20);
});

test.each(questions)("%s is marked nowhere", (_, query) => {
  expect(parses(query)).toBe(true);
});

test.each(questions)("%s is the same query when it is indented anew", (_, query) => {
  const words = (text: string) => text.split(/\s+/).filter(Boolean);
  expect(words(tidy(query))).toEqual(words(query));
});

test("what is no SPARQL is marked", () => {
  expect(parses("SELECT * WHERE ?x")).toBe(false);
});
