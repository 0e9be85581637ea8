/** After something was written: what the page shows of the graph is asked for anew. */

import { forgetAnnouncements, getSummary } from "../api/client";
import { update } from "../state/store";

/** A failure stays silent: what was written is written, and the next view will say that the server is gone. */
export async function refreshSummary(): Promise<void> {
  forgetAnnouncements();
  try {
    const summary = await getSummary();
    update(() => ({ summary }));
  } catch {
    return;
  }
}
