/** Loading the page: the summary, then whatever the address names; and keeping the address in step afterwards. */

import { getSummary, Problem } from "../api/client";
import { type Address, fromHash, toHash } from "../state/address";
import type { Period } from "../state/period";
import { getState, say, subscribe, update } from "../state/store";
import { showPath } from "./path";
import { attempt, clear, openById, reopen } from "./scene";

/** While a link is being followed the address keeps what it names, also when the server cannot be asked for it. */
let following = false;

export async function start(): Promise<void> {
  try {
    const summary = await getSummary();
    update(() => ({ summary, failure: null }));
  } catch (error) {
    update(() => ({ failure: error instanceof Problem ? error.message : "The server does not answer." }));
    return;
  }
  subscribe(writeAddress);
  window.addEventListener("hashchange", onHash);
  await goTo(fromHash(window.location.hash));
}

async function goTo(address: Address): Promise<void> {
  following = true;
  const { ids, opened, selection, period, table } = address;
  update(() => ({ period, table, selection: null }));
  const isDone = await attempt(async () => {
    if (ids.length > 0) await reopen(ids, opened);
    if (selection?.what === "path") await showPath(selection.a, selection.b);
    // "#at=agency/…" alone, as other pages link here: the thing with what it is linked to.
    else if (selection?.what === "node" && ids.length === 0) await openById(selection.id);
    else update(() => ({ selection }));
  });
  if (isDone) following = false;
  writeAddress();
}

const addressNow = (): string => {
  const { history, selection, period, table } = getState();
  return toHash({ ids: history.present.ids, opened: history.present.opened, selection, period, table });
};

function writeAddress(): void {
  // Something else was opened meanwhile: the link that could not be followed is given up.
  if (following && (getState().busy || getState().history.present.ids.length === 0)) return;
  following = false;
  const hash = addressNow();
  if (hash !== window.location.hash) window.history.replaceState(null, "", hash === "" ? window.location.pathname : hash);
}

/** A link to another scene, pasted or clicked, changes the hash without loading the page anew. */
function onHash(): void {
  const { hash } = window.location;
  if (hash === addressNow()) return;
  following = true;
  clear();
  void goTo(fromHash(hash));
}

export function setPeriod(period: Period | null): void {
  update(() => ({ period }));
}

export async function share(): Promise<void> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    say("Link to this scene copied.");
  } catch {
    say("Copy the address from the browser's address bar: it holds this scene.");
  }
}
