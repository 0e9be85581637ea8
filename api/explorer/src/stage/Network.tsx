/** The network on the stage. Its code is most of the explorer's and the first page does without: it comes meanwhile. */

import type { ComponentType } from "preact";
import { Skeleton } from "../panel/Skeleton";
import { useSlow } from "../start/useSlow";
import { getState } from "../state/store";
import { t } from "../text/messages";
import { fetchCode, useCode } from "./code";
import { DidNotCome } from "./DidNotCome";

let Loaded: ComponentType | null = null;

/** Fetch the network's code; the second call finds it there. */
async function fetchNetwork(): Promise<typeof import("../graph/Graph")> {
  const network = await import("../graph/Graph");
  Loaded = network.Graph;
  return network;
}

/** Before the first click on a thing: fetch the network's code, and run it once while nobody waits for it. */
export async function prepareNetwork(): Promise<void> {
  const { rehearse } = await fetchCode(fetchNetwork);
  const { summary, history } = getState();
  // What is drawn already needs no rehearsal.
  if (summary === null || history.present.ids.length > 0) return;
  whenIdle(() => void rehearse([...summary.connected, ...summary.newest]));
}

/** Call back when the page has been drawn and has nothing else to do; Safari knows no such moment, so soon after there. */
export function whenIdle(then: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(then);
  else setTimeout(then, 500);
}

export function Network() {
  const slow = useSlow();
  const failed = useCode(Loaded === null, fetchNetwork);
  if (Loaded !== null) return <Loaded />;
  return (
    <div class="graph">
      {failed ? <DidNotCome words={t("views.did-not-come", { view: t("views.network") })} /> : slow && <Skeleton rows={8} />}
    </div>
  );
}
