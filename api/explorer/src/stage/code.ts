/** Code that is fetched when it is first needed.
 *
 * What a browser could not fetch as a module it does not ask for again, nor Vite for a stylesheet: whatever would come
 * after that would fail, or stand there without its style. So nothing more is fetched until the page is loaded anew.
 */

import { useEffect, useState } from "preact/hooks";
import { getSummary } from "../api/client";
import { say } from "../state/store";
import { t } from "../text/messages";

let broken = false;

export async function fetchCode<T>(load: () => Promise<T>): Promise<T> {
  if (broken) throw new Error("A part of the page did not come.");
  try {
    return await load();
  } catch (error) {
    broken = true;
    throw error;
  }
}

/** Fetch code that is missing, and draw anew once it is there; tells whether it did not come. */
export function useCode(isMissing: boolean, load: () => Promise<unknown>): boolean {
  const [failed, setFailed] = useState(false);
  const [, look] = useState(0);
  useEffect(() => {
    if (isMissing) fetchCode(load).then(() => look((turn) => turn + 1), () => setFailed(true));
  }, [isMissing]);
  return failed && isMissing;
}

/** Load the page anew, whose address keeps what is shown; not while the server is away, as nothing would be left then. */
export async function loadAnew(): Promise<void> {
  try {
    await getSummary();
  } catch {
    say(t("network.no-answer"));
    return;
  }
  window.location.reload();
}
