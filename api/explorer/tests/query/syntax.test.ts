import { expect, test } from "vitest";
import { narrowedTo, queryForTriple } from "../../src/query/narrow";
import { endOfPrologue, placeOf, tidy, unknownPrefixes, variablesIn } from "../../src/query/syntax";

const KNOWN = { crk: "https://w3id.org/crackdown/ontology#" };

test("variables are listed once, also those within expressions", () => {
  expect(variablesIn("SELECT ?a (COUNT($b) AS ?n) { ?a crk:x ?b FILTER(?c > 1) } # ?no")).toEqual(["a", "b", "n", "c"]);
});

test("a prefix is unknown where neither the query nor the server has it", () => {
  const text = "PREFIX ex: <urn:x> SELECT * { ?s ex:a crk:b ; foo:c _:d , 'not:this' }";
  expect(unknownPrefixes(text, KNOWN)).toEqual([{ prefix: "foo", from: text.indexOf("foo"), to: text.indexOf("foo") + 4 }]);
});

test("the prologue ends where the query begins", () => {
  const text = "# a comment\nBASE <urn:x>\nPREFIX : <urn:y>\nPREFIX a: <urn:z> SELECT * {}";
  expect(text.slice(endOfPrologue(text))).toBe("SELECT * {}");
});

test("lines are indented by their depth", () => {
  expect(tidy("SELECT * {\n{ ?a ?b ?c .\nOPTIONAL {\n?c ?d ?e }\n}\n  }\nLIMIT 3")).toBe("SELECT * {\n  { ?a ?b ?c .\n    OPTIONAL {\n      ?c ?d ?e }\n  }\n}\nLIMIT 3\n");
});

test("indenting leaves braces in comments and strings alone, and the inside of long strings", () => {
  expect(tidy('ASK { # }\n?a ?b "{" ,\n"""x\n   y }"""\n}')).toBe('ASK { # }\n  ?a ?b "{" ,\n  """x\n   y }"""\n}\n');
});

test("indenting twice changes nothing more", () => {
  const once = tidy("SELECT ?a {\n?a a crk:X ;\ncrk:y [\ncrk:z ?b\n] .\nFILTER(\n?b > 3\n)\n}");
  expect(tidy(once)).toBe(once);
});

test("a line and column of the server are a place", () => {
  expect(placeOf("SELECT *\n{ foo:bar ?p }", 2, 3)).toEqual({ from: 11, to: 18 });
});

test("characters beyond U+FFFF count once, as on the server", () => {
  const text = 'ASK { "😀" foo:a }';
  expect(placeOf(text, 1, 11).from).toBe(text.indexOf("foo"));
});

test("a place behind the end is its last character", () => {
  expect(placeOf("ASK {", 1, 6)).toEqual({ from: 4, to: 5 });
});

test("a query is narrowed to one row, prologue first", () => {
  const row = { a: { type: "uri", value: "urn:x" }, n: { type: "literal", value: 'say "hi"', "xml:lang": "en" } } as const;
  expect(narrowedTo("PREFIX e: <urn:e>\nSELECT ?a ?n ?z { ?a e:n ?n } LIMIT 9", ["a", "n", "z"], row)).toBe(
    'PREFIX e: <urn:e>\nSELECT * WHERE {\n{ SELECT ?a ?n ?z { ?a e:n ?n } LIMIT 9\n}\nVALUES (?a ?n ?z) { (<urn:x> "say \\"hi\\""@en UNDEF) }\n}',
  );
});

test("a row with a nameless node cannot be asked for, nor one of a query that chooses its graphs", () => {
  expect(narrowedTo("SELECT ?a { ?a ?b ?c }", ["a"], { a: { type: "bnode", value: "x" } })).toBeNull();
  expect(narrowedTo("SELECT ?a FROM <urn:g> { ?a ?b ?c }", ["a"], { a: { type: "uri", value: "urn:x" } })).toBeNull();
});

test("a triple is asked for as such", () => {
  const row = { subject: { type: "uri", value: "urn:s" }, predicate: { type: "uri", value: "urn:p" }, object: { type: "literal", value: "3", datatype: "urn:int" } } as const;
  expect(queryForTriple(row)).toBe('SELECT ?subject ?predicate ?object WHERE { VALUES (?subject ?predicate ?object) { (<urn:s> <urn:p> "3"^^<urn:int>) } ?subject ?predicate ?object }');
});
