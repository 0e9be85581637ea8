/** Completion: terms and variables at once, names of things by the search of this server. */

import { autocompletion, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { search } from "../../api/client";
import { isNodeType } from "../../api/types";
import { typeName } from "../../kinds";
import { shortened } from "../cells";
import { type Offer, offersOf, ranked, type Writing, writingAt } from "../completion";
import { variablesIn } from "../syntax";
import type { Terms } from "../types";

const MOST_THINGS = 10;

export const completing = (terms: () => Terms | null) =>
  autocompletion({ override: [(context) => complete(context, terms())], icons: false, maxRenderedOptions: 60 });

async function complete(context: CompletionContext, terms: Terms | null): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  const writing = writingAt(text, context.pos) ?? (context.explicit ? blank(context.pos) : null);
  if (writing === null || terms === null) return null;
  const things = await thingsFor(writing, terms, context);
  if (context.aborted) return null;
  const offers = writing.what === "name" ? [] : ranked(writing.what === "variable" ? variables(text, writing) : offersOf(terms), writing);
  const options = [...things, ...offers.map(optionOf)];
  // CodeMirror's own filter looks at one text; ours looks at what a term is called, too.
  return options.length === 0 ? null : { from: writing.from, to: writing.to, options, filter: false };
}

const blank = (at: number): Writing => ({ what: "word", typed: "", from: at, to: at, wants: "any" });

const variables = (text: string, { typed, from, to }: Writing): Offer[] =>
  variablesIn(text.slice(0, from) + text.slice(to)).map((name) => ({ text: `${typed[0] ?? "?"}${name}`, sort: "variable", label: "", term: null }));

const optionOf = ({ text, label, term }: Offer): Completion => {
  const option: Completion = { label: text, detail: label };
  if (term !== null) option.info = () => explain([term.comment, term.domain === null && term.range === null ? null : `${term.domain ?? "…"} → ${term.range ?? "…"}`]);
  return option;
};

/** Things of the graph: after a quote or `<`, and after a prefix under which things stand. */
async function thingsFor(writing: Writing, terms: Terms, context: CompletionContext): Promise<Completion[]> {
  const [prefix = "", local = ""] = writing.what === "prefixed" ? writing.typed.split(":") : ["", writing.typed];
  const isAsked = writing.what === "name" || (writing.what === "prefixed" && isNodeType(prefix) && local.length > 1);
  if (!isAsked) return [];
  const controller = new AbortController();
  context.addEventListener("abort", () => controller.abort());
  try {
    const found = await search(local.trim().replaceAll("-", " "), MOST_THINGS, controller.signal);
    const hits = found.hits.filter(({ type }) => prefix === "" || type === prefix);
    return hits.map((hit) => ({
      label: hit.label,
      displayLabel: hit.label,
      detail: [typeName(hit.type), hit.detail].filter(Boolean).join(" · "),
      apply: (view, _, from, to) => insert(view, shortened(hit.iri, terms.prefixes), from, to),
    }));
  } catch {
    // The rest is offered all the same; running the query will tell what is wrong.
    return [];
  }
}

function insert(view: EditorView, text: string, from: number, to: number): void {
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: "input.complete" });
}

function explain(lines: readonly (string | null)[]): HTMLElement {
  const box = document.createElement("div");
  lines.forEach((line, index) => {
    if (line === null) return;
    const part = document.createElement(index === 0 ? "p" : "small");
    part.textContent = line;
    box.append(part);
  });
  return box;
}
