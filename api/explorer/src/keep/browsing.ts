/** The page's address and the browser's history: the address says what is shown, Back and Forward walk through it. */

import { attempt } from "../actions/scene";
import { goElsewhere } from "../actions/turns";
import { type Address, EMPTY_ADDRESS, fromHash } from "../state/address";
import type { Scene } from "../state/scene";
import { getState, say, subscribe, update } from "../state/store";
import { t } from "../text/messages";
import { addressOf, stepOf } from "./address-now";
import { fit, type Fitted, recallHere, rememberHere, unfold } from "./fitting";
import { reopen, restore, select, tellNotHere } from "./reopen";

/** Counts the links followed; while one is being followed the address keeps what it names. */
let turns = 0;
let arriving = false;
/** The step at which a link could not be followed: the address keeps what it names until something else is opened. */
let failedAt: string | null = null;
let lastStep = "";
let fitted: Fitted = { hash: "", lacks: "nothing" };

/** What was shown in this visit, by its address: going back shows it as it was, without asking the server. */
const seen = new Map<string, { scene: Scene; address: Address }>();
const MOST_SEEN = 200;

export async function startBrowsing(): Promise<void> {
  subscribe(writeAddress);
  window.addEventListener("hashchange", onHash);
  await follow(window.location.hash);
}

/** Whether the address says it all, and what it lacks where it does not. */
export const whatTheAddressLacks = (): Fitted["lacks"] => fitted.lacks;

/** Show what an address names. A saved view is a step of its own in the browser's history; a link is one already. */
export async function follow(hash: string, isNewStep = false): Promise<void> {
  const turn = ++turns;
  goElsewhere();
  arriving = true;
  update(() => ({ selection: null }));
  const isDone = await attempt(() => show(hash, () => turn === turns));
  if (turn !== turns) return;
  arriving = false;
  failedAt = isDone ? null : stepOf(getState());
  if (!isNewStep) lastStep = stepOf(getState());
  writeAddress();
}

async function show(hash: string, isWanted: () => boolean): Promise<void> {
  const known = seen.get(hash);
  if (known !== undefined) {
    restore(known.scene, known.address);
    return select(known.address);
  }
  const whole = unfold(hash, recallHere);
  if (whole === null) tellNotHere();
  return reopen(whole === null ? EMPTY_ADDRESS : fromHash(whole), isWanted);
}

function writeAddress(): void {
  const state = getState();
  // One gesture may change the scene twice, before and after the server has answered: it is one step.
  if (arriving || state.busy || state.arranging) return;
  const step = stepOf(state);
  if (step === failedAt) return;
  failedAt = null;
  const before = fitted;
  const address = addressOf(state);
  // What is kept for a long address gives way to what is shown now, unless Back leads to it.
  fitted = fit(address, (whole) => rememberHere(whole, step === lastStep ? before.hash : null));
  const { hash } = fitted;
  remember(hash, { scene: state.history.present, address });
  if (hash !== window.location.hash) {
    const target = hash === "" ? window.location.pathname + window.location.search : hash;
    if (step === lastStep) window.history.replaceState(null, "", target);
    else window.history.pushState(null, "", target);
  }
  lastStep = step;
  if (fitted.lacks === "everything" && before.lacks !== "everything") say(t("keep.too-long"));
}

function remember(hash: string, shown: { scene: Scene; address: Address }): void {
  seen.delete(hash);
  seen.set(hash, shown);
  for (const oldest of seen.keys()) {
    if (seen.size <= MOST_SEEN) break;
    seen.delete(oldest);
  }
}

/** Back, Forward, or a link to another scene, pasted or clicked: the hash changes without loading the page anew. */
function onHash(): void {
  if (window.location.hash !== fitted.hash) void follow(window.location.hash);
}
