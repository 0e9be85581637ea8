/** Queries that the browser keeps: the last fifty asked, and those saved by name. */

export interface Past {
  query: string;
  /** When, as milliseconds since 1970. */
  at: number;
  /** Rows, or triples; null for yes or no. */
  rows: number | null;
}

export interface Saved {
  name: string;
  query: string;
}

export interface Shelf {
  past: readonly Past[];
  saved: readonly Saved[];
}

export const MOST_PAST = 50;
export const EMPTY_SHELF: Shelf = { past: [], saved: [] };
const KEY = "crackdown-queries";

/** The newest first; a query asked again moves up. */
export const remember = (shelf: Shelf, past: Past): Shelf => ({
  ...shelf,
  past: [past, ...shelf.past.filter(({ query }) => query !== past.query)].slice(0, MOST_PAST),
});

export const forget = (shelf: Shelf, query: string): Shelf => ({ ...shelf, past: shelf.past.filter((one) => one.query !== query) });

export const forgetAll = (shelf: Shelf): Shelf => ({ ...shelf, past: [] });

/** A name that is there already is given to the new query. */
export const save = (shelf: Shelf, saved: Saved): Shelf => ({
  ...shelf,
  saved: [...shelf.saved.filter(({ name }) => name !== saved.name), saved].sort((a, b) => a.name.localeCompare(b.name)),
});

export const unsave = (shelf: Shelf, name: string): Shelf => ({ ...shelf, saved: shelf.saved.filter((one) => one.name !== name) });

/** What was kept; what cannot be read counts as nothing, since anybody can write there. */
export function readShelf(text: string | null): Shelf {
  try {
    const { past, saved } = JSON.parse(text ?? "{}") as Partial<Record<keyof Shelf, unknown>>;
    return { past: list(past).filter(isPast).slice(0, MOST_PAST), saved: list(saved).filter(isSaved) };
  } catch {
    return EMPTY_SHELF;
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const has = (value: unknown, name: string, type: string): boolean =>
  typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === type;
const isPast = (value: unknown): value is Past => has(value, "query", "string") && has(value, "at", "number");
const isSaved = (value: unknown): value is Saved => has(value, "query", "string") && has(value, "name", "string");

export function loadShelf(): Shelf {
  try {
    return readShelf(window.localStorage.getItem(KEY));
  } catch {
    return EMPTY_SHELF;
  }
}

export function keepShelf(shelf: Shelf): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(shelf));
  } catch {
    // Refused in some private windows: it lasts as long as the page.
  }
}
