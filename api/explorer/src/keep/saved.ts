/** Saved views: a list of named addresses, as plain data. An address on file has no length to keep to, so places are always in it. */

import { type Address, fromHash, toHash } from "../state/address";

export interface SavedView {
  name: string;
  /** The address after the page's own, as in `#show=…`. */
  hash: string;
  /** The day on which it was saved. */
  saved: string;
}

/** More would crowd list and storage. */
export const MOST_SAVED = 200;
export const LONGEST_NAME = 120;
const LONGEST_HASH = 400_000;
/** What the file says that it is. */
const SORT = "crackdown-views";

const tidy = (name: string): string => name.trim().replace(/\s+/g, " ").slice(0, LONGEST_NAME);

/** A name that is taken gets a number. */
export function freeName(views: readonly SavedView[], name: string): string {
  const wanted = tidy(name);
  const taken = new Set(views.map((view) => view.name));
  let free = wanted;
  for (let number = 2; taken.has(free); number += 1) free = `${wanted} (${number})`;
  return free;
}

/** The newest stands first; saving under a name that is there replaces it. */
export function save(views: readonly SavedView[], name: string, address: Address, day: string): SavedView[] {
  const view = { name: tidy(name), hash: toHash(address), saved: day };
  if (view.name === "") return [...views];
  return [view, ...views.filter((known) => known.name !== view.name)].slice(0, MOST_SAVED);
}

export const remove = (views: readonly SavedView[], name: string): SavedView[] => views.filter((view) => view.name !== name);

export function rename(views: readonly SavedView[], from: string, to: string): SavedView[] {
  const name = freeName(remove(views, from), to);
  return tidy(to) === "" ? [...views] : views.map((view) => (view.name === from ? { ...view, name } : view));
}

/** How many things a view shows; null where it shows a page of the whole graph. */
export function sizeOf({ hash }: SavedView): number | null {
  const { ids } = fromHash(hash);
  return ids.length === 0 ? null : ids.length;
}

export const toFile = (views: readonly SavedView[]): string => `${JSON.stringify({ [SORT]: 1, views }, null, 2)}\n`;

/** The views of a file that anybody may have written; null where it is none of ours. */
export function fromFile(text: string): SavedView[] | null {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(told) || told[SORT] !== 1 || !Array.isArray(told.views)) return null;
  return readViews(told.views);
}

/** What is no view is left out; what is read from an address is checked again when it is opened. */
export function readViews(told: unknown): SavedView[] {
  if (!Array.isArray(told)) return [];
  return told.filter(isView).slice(0, MOST_SAVED).map(({ name, hash, saved }) => ({ name: tidy(name), hash, saved: saved.slice(0, 10) }));
}

function isView(told: unknown): told is SavedView {
  if (!isRecord(told)) return false;
  const { name, hash, saved } = told;
  return typeof name === "string" && tidy(name) !== "" && typeof hash === "string" && hash.startsWith("#") && hash.length <= LONGEST_HASH && typeof saved === "string";
}

const isRecord = (told: unknown): told is Record<string, unknown> => typeof told === "object" && told !== null;

/** Put views of a file among those that are there: the same view once, another of the same name beside it. */
export function merge(views: readonly SavedView[], more: readonly SavedView[]): SavedView[] {
  const all = [...views];
  for (const view of more) {
    if (all.some((known) => known.name === view.name && known.hash === view.hash)) continue;
    all.push({ ...view, name: freeName(all, view.name) });
  }
  return all.slice(0, MOST_SAVED);
}
