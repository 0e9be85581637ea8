/** Asking how two things hang together. */

import { getPath } from "../api/client";
import { isPage } from "../kinds";
import { step } from "../state/history";
import { learn } from "../state/library";
import { add } from "../state/scene";
import { say, update } from "../state/store";
import { attempt, select } from "./scene";

export function choosePathEnd(from: string): void {
  update(() => ({ pathFrom: from }));
  say("Choose the other end: search for it, or click it in the graph.");
}

export const cancelPath = (): void => update(() => ({ pathFrom: null }));

/** Countries are never inner steps: through them everything is near everything. */
export async function showPath(a: string, b: string): Promise<void> {
  update(() => ({ pathFrom: null }));
  await attempt(async () => {
    const found = await getPath(a, b);
    if (found.nodes.length === 0) {
      say("No path between the two, other than through a country.");
      return;
    }
    const nodes = found.nodes.filter(({ type }) => !isPage(type));
    update(({ library, history, fitTurn }) => ({
      library: learn(library, found),
      history: step(history, add(history.present, nodes.map(({ id }) => id))),
      fitTurn: fitTurn + 1,
    }));
    select({ what: "path", a, b, ids: nodes.map(({ id }) => id), edges: found.edges.map(({ id }) => id) });
  });
}
