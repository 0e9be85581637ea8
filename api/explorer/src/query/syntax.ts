/** What can be told of a query without asking: its form, variables, prefixes, where its prologue ends, how it is indented. */

import { isWord, meaningful, type Token, tokensOf } from "./tokens";

export interface Place {
  from: number;
  to: number;
}

export interface UnknownPrefix extends Place {
  prefix: string;
}

/** Each variable once, by its name without the mark, in order of appearance. */
export const variablesIn = (text: string): string[] => [
  ...new Set(tokensOf(text).filter(({ kind }) => kind === "variable").map(({ text: name }) => name.slice(1))),
];

/** The prefixes that are used, and neither declared in the query nor known to the endpoint. */
export function unknownPrefixes(text: string, known: Readonly<Record<string, string>>): UnknownPrefix[] {
  const tokens = meaningful(tokensOf(text));
  const declared = new Set(tokens.filter((_, index) => isWord(tokens[index - 1], "PREFIX")).map(prefixOf));
  return tokens
    .filter((token) => token.kind === "prefixed" && !token.text.startsWith("_:"))
    .filter((token) => !declared.has(prefixOf(token)) && !(prefixOf(token) in known))
    .map((token) => ({ prefix: prefixOf(token), from: token.from, to: token.from + prefixOf(token).length + 1 }));
}

const prefixOf = ({ text }: Token): string => text.slice(0, text.indexOf(":"));

/** Where PREFIX and BASE end and the query itself begins. */
export function endOfPrologue(text: string): number {
  const tokens = meaningful(tokensOf(text));
  let at = 0;
  for (;;) {
    if (isWord(tokens[at], "PREFIX")) at += 3;
    else if (isWord(tokens[at], "BASE")) at += 2;
    else return tokens[at]?.from ?? text.length;
  }
}

const OPENING = new Set(["{", "(", "["]);
const CLOSING = new Set(["}", ")", "]"]);

/** Indent each line by how deep it stands; nothing but the space at the ends of lines is changed. */
export function tidy(text: string): string {
  const tokens = tokensOf(text);
  const inString = (at: number) => tokens.some(({ kind, from, to }) => kind === "string" && from < at && at < to);
  const lines: string[] = [];
  let [from, depth] = [0, 0];
  for (const line of text.split("\n")) {
    const to = from + line.length;
    const marks = tokens.filter((token) => token.kind === "mark" && token.from >= from && token.from < to);
    const leading = marks.findIndex(({ text: mark, from: at }, index) => !CLOSING.has(mark) || !onlyClosing(line.slice(0, at - from), index));
    const closed = leading < 0 ? marks.length : leading;
    const kept = inString(to) ? line : line.trimEnd();
    lines.push(inString(from) ? kept : "  ".repeat(Math.max(depth - closed, 0)) + kept.trimStart());
    for (const { text: mark } of marks) depth += OPENING.has(mark) ? 1 : CLOSING.has(mark) ? -1 : 0;
    from = to + 1;
  }
  return lines.join("\n").trim() + "\n";
}

/** Whether what stands before a mark is nothing but the marks that were counted already. */
const onlyClosing = (before: string, count: number): boolean => before.replaceAll(/\s/g, "").length === count;

/** The place of a line and column, both counted from 1, as the server tells them; to the end of the word there. */
export function placeOf(text: string, line: number, column: number): Place {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  // The server counts characters beyond U+FFFF once, this language twice.
  const within = Array.from(lines[line - 1] ?? "").slice(0, column - 1).join("").length;
  const from = Math.min(before + within, text.length);
  const token = tokensOf(text).find((one) => one.from <= from && from < one.to);
  return token ? { from, to: token.to } : { from: Math.max(from - 1, 0), to: from };
}
