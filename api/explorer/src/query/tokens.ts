/** A query cut into its tokens (SPARQL 1.1, section 19.8), leniently: it is read while it is being written. */

export type Kind = "comment" | "iri" | "string" | "variable" | "tag" | "prefixed" | "number" | "word" | "mark";

export interface Token {
  kind: Kind;
  text: string;
  from: number;
  to: number;
}

const LOCAL = String.raw`(?:[\p{L}\p{M}\p{N}_:-]|%[0-9A-Fa-f]{2}|\\[^\s]|\.(?=[\p{L}\p{M}\p{N}_:%\\-]))*`;

// The first that matches counts, so their order matters.
const RULES: readonly (readonly [Kind, RegExp])[] = [
  ["comment", /#[^\n\r]*/y],
  ["iri", /<[^\s<>"{}|^`\\]*>/y],
  ["string", /"""(?:[^\\]|\\[\s\S])*?(?:"""|$)|'''(?:[^\\]|\\[\s\S])*?(?:'''|$)|"(?:[^"\\\n\r]|\\.)*"?|'(?:[^'\\\n\r]|\\.)*'?/y],
  ["variable", /[?$][\p{L}\p{M}\p{N}_]+/uy],
  ["tag", /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/y],
  ["prefixed", new RegExp(String.raw`(?:[\p{L}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_-])?)?:${LOCAL}`, "uy")],
  ["number", /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["word", /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy],
  ["mark", /\^\^|&&|\|\||!=|<=|>=|<<\(?|\)?>>|[\s\S]/uy],
];

const SPACE = /\s+/y;

export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = nextToken(text, at);
    found.push(token);
    at = token.to;
  }
  return found;
}

function nextToken(text: string, from: number): Token {
  for (const [kind, rule] of RULES) {
    const match = matchAt(rule, text, from);
    if (match !== null && match !== "") return { kind, text: match, from, to: from + match.length };
  }
  return { kind: "mark", text: text[from] ?? "", from, to: from + 1 };
}

function matchAt(rule: RegExp, text: string, at: number): string | null {
  rule.lastIndex = at;
  return rule.exec(text)?.[0] ?? null;
}

/** Those that mean something: all but comments. */
export const meaningful = (tokens: readonly Token[]): Token[] => tokens.filter(({ kind }) => kind !== "comment");

export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === "word" && words.includes(token.text.toUpperCase());

/** Whether a string has its closing quote. */
export function isClosed({ text }: Token): boolean {
  return /^(?:"""(?:[^\\]|\\[\s\S])*"""|'''(?:[^\\]|\\[\s\S])*'''|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')$/.test(text);
}
