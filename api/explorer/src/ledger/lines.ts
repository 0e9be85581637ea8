/** Transfers and findings as lines of a file, with IRIs and the words behind each number. */

import type { Claim, Finding, Told } from "../figures/types";
import type { Line, Word } from "./types";

const SIGNS: Readonly<Record<string, string>> = { about: "≈", "more-than": ">", "at-least": "≥", "fewer-than": "<", nearly: "<", "at-most": "≤" };

/** A hedge is a sign, the same in every language; the number is written as in files, or as a reader writes it on the page. */
export const hedged = ({ value, precision }: Told, write = (one: number): string => one.toLocaleString("en")): string => `${SIGNS[precision ?? ""] ?? ""}${write(value)}`;

const joined = (words: readonly Word[], tell: (word: Word) => string): string => [...new Set(words.map(tell).filter(Boolean))].join("; ");

const daysOf = ({ first, last }: Word): string => (first === last ? (first ?? "") : `${first ?? ""}/${last ?? ""}`);

const quoteOf = ({ evidence }: Pick<Word, "evidence">): string =>
  evidence === null ? "" : `“${evidence.quote}” [${evidence.announcement}#char=${evidence.start},${evidence.end}]`;

const SIDES = ["sent", "received"] as const;
const OF_SIDE: readonly [string, (word: Word) => string][] = [
  ["people", ({ persons }) => (persons === null ? "" : hedged(persons))],
  ["dates", daysOf],
  ["airports", ({ airports }) => airports.map(({ label }) => label).join("; ")],
  ["announcements", ({ announcement }) => announcement.id],
  ["quotes", quoteOf],
];

export const transferLines = (lines: readonly Line[]): string[][] => [
  ["iri", "day", "origin", "destination", "destination_is_assumed", "operation", "status", "differing", ...SIDES.flatMap((side) => OF_SIDE.map(([name]) => `${side}_${name}`)), "others", ...OF_SIDE.map(([name]) => `others_${name}`), "perhaps"],
  ...lines.map((line) => [
    line.operation.iri, line.day ?? "", line.origin?.label ?? "", line.destination.label, String(line.is_assumed), line.label, line.status, line.differing.join("; "),
    ...SIDES.flatMap((side) => OF_SIDE.map(([, tell]) => joined(line[side], tell))),
    String(line.others), ...OF_SIDE.map(([, tell]) => joined(line.told_by_others, tell)), line.perhaps.map(({ iri }) => iri).join("; "),
  ]),
];

export const findingLines = (findings: readonly Finding[]): string[][] => [
  ["iri", "severity", "kind", "text", "operations", "numbers", "said_by", "announced", "quotes"],
  ...findings.map(({ iri, severity, kind, text, operations, claims }) => [
    iri, severity, kind, text, operations.join("; "),
    ...[
      ({ number }: Claim) => hedged(number),
      ({ speakers }: Claim) => speakers.join(", "),
      ({ announced }: Claim) => announced ?? "",
      quoteOf,
    ].map((tell) => claims.map(tell).join(" | ")),
  ]),
];
