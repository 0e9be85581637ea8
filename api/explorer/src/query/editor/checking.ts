/** What is wrong with a query before it is asked, and where the server found fault with it. */

import { syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import { type EditorState, StateEffect } from "@codemirror/state";
import { t } from "../../text/messages";
import { placeOf, unknownPrefixes } from "../syntax";
import type { Fault, Terms } from "../types";

/** A fault that the server found, and in which text. */
export interface Found {
  query: string;
  fault: Fault;
}

/** Sent when something but the text has changed by which it is judged. */
export const recheck = StateEffect.define();

const PAUSE_MS = 500;

export const checking = (terms: () => Terms | null, found: () => Found | null) =>
  linter((view) => faultsIn(view.state, terms(), found()), {
    delay: PAUSE_MS,
    needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(recheck))),
  });

function faultsIn(state: EditorState, terms: Terms | null, found: Found | null): Diagnostic[] {
  const text = state.doc.toString();
  if (text.trim() === "") return [];
  if (found !== null && found.query === text && found.fault.line !== null) {
    return [{ ...placeOf(text, found.fault.line, found.fault.column ?? 1), severity: "error", message: found.fault.detail }];
  }
  return [...unparsed(state, text), ...undeclared(text, terms)];
}

/** The first place that the grammar does not know. It knows SPARQL 1.1; triple terms of 1.2 are left to the server. */
function unparsed(state: EditorState, text: string): Diagnostic[] {
  if (text.includes("<<")) return [];
  let first: { from: number; to: number } | null = null;
  syntaxTree(state).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && first === null) first = { from: Math.min(from, Math.max(text.trimEnd().length - 1, 0)), to: Math.max(to, from + 1) };
    },
  });
  const place = first as { from: number; to: number } | null;
  if (place === null) return [];
  return [{ from: place.from, to: Math.min(place.to, text.length), severity: "error", message: t("query.unparsed") }];
}

const undeclared = (text: string, terms: Terms | null): Diagnostic[] =>
  terms === null
    ? []
    : unknownPrefixes(text, terms.prefixes).map(({ prefix, from, to }) => ({ from, to, severity: "error", message: t("query.unknown-prefix", { prefix }) }));
