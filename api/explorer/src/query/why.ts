/** Why a row is there: asked once for the first hundred rows, and for a row further down by a query of its own. */

import { askWhy } from "./calls";
import { EXPLAINED_ROWS, keyOf, narrowedTo, queryForTriple } from "./narrow";
import type { Grounds, Row, Support, Table } from "./types";

const NOT_NAMED = "not-named";

/** Null where the row cannot be asked for by itself. */
export type Explained = Grounds | null;

export class Explaining {
  private readonly asked = new Map<string, ReturnType<typeof askWhy>>();
  private readonly controller = new AbortController();

  constructor(private readonly table: Table) {}

  async explain(row: Row): Promise<Explained> {
    const { names } = this.table;
    const query = this.queryFor(row);
    if (query === NOT_NAMED) return null;
    const { rows, grounds, notes } = await this.ask(query);
    const key = keyOf(row, names);
    const index = rows.findIndex((one) => keyOf(one, names) === key);
    const found = grounds[index] ?? { support: null, notes: [] };
    return { support: found.support, notes: [...found.notes, ...notes] };
  }

  /** Ends what is still being asked. */
  end(): void {
    this.controller.abort();
  }

  private queryFor(row: Row): string {
    const { form, rows, names, facts } = this.table;
    if (form === "graph") return queryForTriple(row) ?? NOT_NAMED;
    return rows.indexOf(row) < EXPLAINED_ROWS ? facts.query : (narrowedTo(facts.query, names, row) ?? NOT_NAMED);
  }

  private ask(query: string): ReturnType<typeof askWhy> {
    const asked = this.asked.get(query) ?? askWhy(query, this.table.facts.asOf, this.controller.signal);
    this.asked.set(query, asked);
    asked.catch(() => this.asked.delete(query));
    return asked;
  }
}

export interface Quoted {
  support: Support & { announcement: string; quote: string; start: number; end: number };
  /** What the words state, each once. */
  triples: readonly (readonly string[])[];
}

/** Each passage once, with all that it states of the row. */
export function quotedIn(support: readonly Support[]): Quoted[] {
  const found = new Map<string, { support: Quoted["support"]; triples: Map<string, readonly string[]> }>();
  for (const one of support) {
    if (!hasQuote(one)) continue;
    const key = `${one.announcement} ${one.start} ${one.end}`;
    const entry = found.get(key) ?? { support: one, triples: new Map<string, readonly string[]>() };
    const triple = one.inferred_from ?? one.triple;
    entry.triples.set(triple.join(" "), triple);
    found.set(key, entry);
  }
  return [...found.values()].map(({ support: one, triples }) => ({ support: one, triples: [...triples.values()] }));
}

/** What the row needs besides, without words of an announcement. */
export const unquotedIn = (support: readonly Support[]): Support[] => support.filter((one) => !hasQuote(one));

const hasQuote = (one: Support): one is Quoted["support"] => one.announcement !== null && one.quote !== null && one.start !== null && one.end !== null;
