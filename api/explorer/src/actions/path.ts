/** Asking how two things hang together. */

import { getPaths } from "../graph/calls";
import { isPage } from "../kinds";
import { step } from "../state/history";
import { learn } from "../state/library";
import { add } from "../state/scene";
import type { Selection, Through } from "../state/selection";
import { getState, say, update } from "../state/store";
import { t, tn } from "../text/messages";
import { attempt, select } from "./scene";
import { choosing } from "./turns";

export function choosePathEnd(from: string): void {
  update(() => ({ pathFrom: from }));
  say(t("network.choose-end"));
}

export const cancelPath = (): void => update(() => ({ pathFrom: null }));

/** Show the best told of the shortest paths; countries are never inner steps, as through them everything is near everything. */
export async function showPath(a: string, b: string, through: Through = "anything"): Promise<void> {
  update(() => ({ pathFrom: null }));
  const isChosen = choosing();
  await attempt(async () => {
    const found = await getPaths(a, b, through);
    if (!isChosen()) return;
    const listed = found.paths.map(({ nodes, edges }) => ({ ids: nodes, edges }));
    const [best] = listed;
    if (best !== undefined) say(tn("panel.path", best.ids.length - 1));
    else say(through === "operations" ? t("network.no-path-operations") : t("network.no-path"));
    update(({ library }) => ({ library: learn(library, found) }));
    showWay({ what: "path", a, b, ids: [], edges: [], through, ways: { at: 0, listed, total: found.total } }, 0);
  });
}

/** Show another of the paths that were found. */
export function showWay(path: Selection & { what: "path" }, at: number): void {
  const way = path.ways?.listed[at] ?? { ids: [], edges: [] };
  const { nodes } = getState().library;
  const drawn = way.ids.filter((id) => !isPage(nodes.get(id)?.type ?? "announcement"));
  update(({ history, fitTurn }) => ({ history: step(history, add(history.present, drawn)), fitTurn: fitTurn + 1 }));
  select({ ...path, ids: drawn, edges: way.edges, ...(path.ways ? { ways: { ...path.ways, at } } : {}) });
}
