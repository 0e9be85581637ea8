/** Loading the page: the summary, then whatever the address names. */

import { getGraph, getSummary, Problem } from "../api/client";
import { startBrowsing, whatTheAddressLacks } from "../keep/browsing";
import { learn } from "../state/library";
import type { Period } from "../state/period";
import { getState, say, update } from "../state/store";
import { currentLanguage, type Language, preferredLanguage, speak, t } from "../text/messages";

/** As many as the server takes at a time. */
const MOST_RENAMED = 5000;

/** Throws where the messages cannot be fetched: there are no words then to say anything in. */
export async function start(show: () => void): Promise<void> {
  const language = preferredLanguage();
  const asked = getSummary(language); // beside the messages, not after them
  asked.catch(() => undefined); // told below, once there are words for it
  await speakFrom(language);
  show();
  try {
    const summary = await asked;
    update(() => ({ summary, failure: null }));
  } catch (error) {
    update(() => ({ failure: error instanceof Problem ? error.message : "" }));
    return;
  }
  await startBrowsing();
}

/** Speak another language; where its messages cannot be fetched, the page goes on as it is. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    if (await speakFrom(language)) await renameAll(language);
  } catch {
    say(t("network.no-answer"));
  }
}

async function speakFrom(language: Language): Promise<boolean> {
  if (!(await speak(language))) return false;
  document.documentElement.lang = language;
  update(() => ({ language }));
  return true;
}

/** Ask anew what everything is called that was told in another language; the server names it in the one spoken now. */
async function renameAll(language: Language): Promise<void> {
  if (getState().summary === null) return;
  const [summary, found] = await Promise.all([getSummary(), getGraph([...getState().library.nodes.keys()].slice(-MOST_RENAMED))]);
  if (language === currentLanguage()) update(({ library }) => ({ summary, library: learn(library, found) }));
}

export function setPeriod(period: Period | null): void {
  update(() => ({ period }));
}

export async function share(): Promise<void> {
  if (whatTheAddressLacks() === "everything") {
    say(t("keep.too-long"));
    return;
  }
  try {
    await navigator.clipboard.writeText(window.location.href);
    say(t(whatTheAddressLacks() === "places" ? "keep.copied-without-places" : "keep.copied"));
  } catch {
    say(t("keep.copy-it-yourself"));
  }
}
