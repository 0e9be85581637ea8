/** From a flow into the network: its operations, with the places that it joins. */

import { attempt } from "../actions/scene";
import { staying } from "../actions/turns";
import { getGraph } from "../api/client";
import { step } from "../state/history";
import { learn } from "../state/library";
import { add, MOST_NODES } from "../state/scene";
import { getState, say, update } from "../state/store";
import { t, tn } from "../text/messages";
import { NETWORK } from "../views";

export async function openTogether(ids: readonly string[]): Promise<void> {
  const had = getState().history.present.ids;
  const all = [...new Set([...had, ...ids])];
  if (all.length > MOST_NODES) {
    say(t("flows.too-many"));
    return;
  }
  const isHere = staying();
  await attempt(async () => {
    const found = await getGraph(all);
    if (!isHere()) return;
    const known = found.nodes.map(({ id }) => id).filter((id) => ids.includes(id));
    update(({ library, history, fitTurn }) => ({
      library: learn(library, found),
      history: step(history, add(history.present, known)),
      view: NETWORK,
      fitTurn: fitTurn + 1,
    }));
    say(tn("flows.opened", known.length));
  });
}
