/** Scenes too large for an address. Places go first, but for what was pinned; what is still too long stays in this browser, under a key. */

import { type Address, fieldsOf, toHash } from "../state/address";

/** What browsers, mail programs and chats carry of an address; some take far less, few more. */
export const LONGEST = 8000;
const KEY = "crackdown-kept";
const MOST_KEPT = 12;

export interface Fitted {
  hash: string;
  /** What the address itself does not hold. */
  lacks: "nothing" | "places" | "everything";
}

/** `remember` keeps a long address and returns the key under which it is found again. */
export function fit(address: Address, remember: (hash: string) => string): Fitted {
  const whole = toHash(address);
  if (whole.length <= LONGEST) return { hash: whole, lacks: "nothing" };
  const pinned = Object.fromEntries(Object.entries(address.at).filter(([id]) => address.pinned.includes(id)));
  const less = toHash({ ...address, at: pinned });
  if (less.length <= LONGEST) return { hash: less, lacks: "places" };
  return { hash: `#kept=${remember(whole)}`, lacks: "everything" };
}

/** The whole address behind one that may be a key; null where this browser does not hold it. */
export function unfold(hash: string, recall: (key: string) => string | null): string | null {
  const key = fieldsOf(hash).get("kept");
  return key === undefined ? hash : recall(key);
}

/** The same scene has the same key, so that going on looking at it does not fill the browser's storage. */
export function keyOf(hash: string): string {
  // FNV-1a, twice with different beginnings: 64 bits, of which nobody needs to be safe from an attacker.
  const half = (seed: number): number => Array.from(hash).reduce((sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619), seed) >>> 0;
  return half(2166136261).toString(36) + half(3141592653).toString(36);
}

type Kept = [key: string, hash: string][];

const here: Kept = [];

function read(): Kept {
  try {
    const told: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(told) ? (told.filter(isPair) as Kept) : [];
  } catch {
    return here;
  }
}

const isPair = (told: unknown): boolean => Array.isArray(told) && told.length === 2 && told.every((part) => typeof part === "string");

/** Keep a long address in this browser, in place of the one that was shown before where that is given. */
export function rememberHere(hash: string, instead: string | null): string {
  const key = keyOf(hash);
  const gone = instead === null ? undefined : fieldsOf(instead).get("kept");
  const before = read();
  if (before[0]?.[0] === key) return key;
  const kept: Kept = [[key, hash] as [string, string], ...before.filter(([known]) => known !== key && known !== gone)].slice(0, MOST_KEPT);
  here.splice(0, here.length, ...kept);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Refused or full: it lasts as long as the page.
  }
  return key;
}

export const recallHere = (key: string): string | null => [...read(), ...here].find(([known]) => known === key)?.[1] ?? null;
