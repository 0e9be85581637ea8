/** What may be written at a place in a query, and in which order it is offered. Where it comes from is not its affair. */

import { isClosed, isWord, meaningful, type Token, tokensOf } from "./tokens";
import type { Term, Terms } from "./types";

export const KEYWORDS: readonly string[] = [
  "SELECT", "DISTINCT", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "BIND", "AS", "VALUES", "GROUP BY", "ORDER BY", "DESC", "ASC", "HAVING", "LIMIT", "OFFSET",
  "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "EXISTS", "NOT EXISTS", "IN", "NOT IN", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
  "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IF", "COALESCE", "REGEX", "REPLACE", "SUBSTR", "STRLEN", "STRSTARTS", "STRENDS", "CONTAINS", "STRBEFORE", "STRAFTER", "LCASE", "UCASE", "CONCAT",
  "YEAR", "MONTH", "DAY", "NOW", "ABS", "ROUND", "CEIL", "FLOOR", "ISIRI", "ISLITERAL", "ISBLANK", "UNDEF", "FROM", "FROM NAMED", "BASE", "REDUCED",
];

/** What is being written: `typed` stands before the cursor, and `from`…`to` is what a choice replaces. */
export interface Writing {
  what: "variable" | "name" | "prefixed" | "word";
  typed: string;
  from: number;
  to: number;
  /** What fits best here. */
  wants: "class" | "property" | "any";
}

/** Fewer letters are in too many names. */
const SHORTEST_NAME = 2;

export function writingAt(text: string, at: number): Writing | null {
  const tokens = tokensOf(text.slice(0, lineEnd(text, at)));
  const token = tokens.find(({ from, to }) => from < at && at <= to);
  const open = /<([^\s?<>="{}|^`\\\d][^<>"{}|^`\\\n]*)$/u.exec(text.slice(0, at));
  if (open !== null && token?.kind !== "string" && token?.kind !== "comment") return name(open[1] ?? "", open.index, at);
  if (token === undefined || token.kind === "comment") return null;
  const before = meaningful(tokens.filter(({ to }) => to <= token.from));
  const typed = text.slice(token.from, at);
  const found = { typed, from: token.from, to: token.to, wants: wanted(before) } as const;
  if (token.kind === "string") {
    const isInside = !isClosed(token) || at < token.to;
    return isInside && !typed.startsWith('"""') ? name(typed.slice(1), token.from, token.to) : null;
  }
  if (token.kind === "iri") return name(typed.slice(1), token.from, token.to);
  if (token.kind === "variable" || typed === "?" || typed === "$") return { ...found, what: "variable" };
  // A prefix that is being declared is whatever the writer says.
  if (token.kind === "prefixed") return isWord(before.at(-1), "PREFIX") ? null : { ...found, what: "prefixed" };
  return token.kind === "word" ? { ...found, what: "word" } : null;
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

const name = (typed: string, from: number, to: number): Writing | null =>
  typed.trim().length < SHORTEST_NAME ? null : { what: "name", typed, from, to, wants: "any" };

const TERM_KINDS: ReadonlySet<string> = new Set(["variable", "prefixed", "iri"]);

/** After `a` stands a class, after a subject or `;` a property. */
function wanted(before: readonly Token[]): Writing["wants"] {
  const [last, earlier] = [before.at(-1), before.at(-2)];
  if (last === undefined) return "any";
  if ((last.kind === "word" && last.text === "a") || last.text === "rdf:type") return "class";
  if (last.text === ";" || last.text === "/" || last.text === "^") return "property";
  const isSubject = TERM_KINDS.has(last.kind) && (earlier === undefined || earlier.text === "." || earlier.text === "{" || earlier.text === "}");
  return isSubject ? "property" : "any";
}

export interface Offer {
  /** What is written. */
  text: string;
  sort: "class" | "property" | "concept" | "prefix" | "keyword" | "variable";
  label: string;
  term: Term | null;
}

export function offersOf(terms: Terms): Offer[] {
  const of = (sort: Offer["sort"], list: readonly Term[]): Offer[] => list.map((term) => ({ text: term.name, sort, label: term.label, term }));
  return [
    ...of("class", terms.classes),
    ...of("property", terms.properties),
    ...of("concept", terms.concepts),
    ...Object.entries(terms.prefixes).map(([prefix, space]): Offer => ({ text: `${prefix}:`, sort: "prefix", label: space, term: null })),
    ...KEYWORDS.map((text): Offer => ({ text, sort: "keyword", label: "", term: null })),
  ];
}

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** The offers that fit what is typed, the likeliest first: by their written name, then by what they are called. */
export function ranked(offers: readonly Offer[], { typed, what, wants }: Writing, most = 60): Offer[] {
  const words = fold(typed);
  const fits = offers.flatMap((offer, turn) => {
    const score = scoreOf(offer, words, what);
    return score === 0 ? [] : [{ offer, turn, score: score + (wants === offer.sort ? 10 : 0) }];
  });
  return fits.sort((a, b) => b.score - a.score || a.turn - b.turn).slice(0, most).map(({ offer }) => offer);
}

function scoreOf({ text, sort, label }: Offer, words: string, what: Writing["what"]): number {
  const written = fold(text);
  if (written.startsWith(words)) return what === "word" && sort === "keyword" ? 9 : 8;
  if (what === "prefixed") {
    const [prefix = "", local = ""] = words.split(":");
    const [ofOffer = "", name = ""] = written.split(":");
    return sort !== "prefix" && prefix === ofOffer && local.length >= SHORTEST_NAME && (name.includes(local) || fold(label).includes(local)) ? 4 : 0;
  }
  if (what !== "word" || sort === "keyword" || sort === "prefix") return 0;
  const called = fold(label);
  if (written.slice(written.indexOf(":") + 1).startsWith(words)) return 7;
  if (called.split(/[\s-]+/).some((word) => word.startsWith(words))) return 5;
  return words.length > 2 && (written.includes(words) || called.includes(words)) ? 2 : 0;
}
