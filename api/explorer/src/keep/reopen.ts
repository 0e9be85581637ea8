/** From an address to what is shown: things are asked for anew, merged ones followed, missing ones told. */

import { showPath } from "../actions/path";
import { openById } from "../actions/scene";
import { staying } from "../actions/turns";
import { getGraph } from "../api/client";
import type { Address } from "../state/address";
import { fromParams } from "../state/filters";
import { step } from "../state/history";
import { learn } from "../state/library";
import { EMPTY_SCENE, type Scene } from "../state/scene";
import { getState, say, update } from "../state/store";
import { t, tn } from "../text/messages";
import { followMerges, idsNamed } from "./merges";

/** Named one by one; more would fill the screen. */
const MOST_NAMED = 5;

/** `isWanted` tells whether nobody has gone elsewhere meanwhile. */
export async function reopen(asked: Address, isWanted: () => boolean): Promise<void> {
  const named = idsNamed(asked);
  const { found, address, merged } = named.length === 0 ? { found: null, address: asked, merged: 0 } : await ask(asked, named);
  if (!isWanted()) return;
  const known = new Set(found?.nodes.map(({ id }) => id));
  const shown = address.ids.filter((id) => known.has(id));
  update(({ library, fitTurn }) => ({ library: found ? learn(library, found) : library, fitTurn: fitTurn + 1 }));
  const pinned = address.pinned.filter((id) => id.startsWith("stack:") || known.has(id));
  const { filters } = fromParams(address.params);
  restore({ ...EMPTY_SCENE, ids: shown, opened: address.opened, at: address.at, pinned, filters }, address);
  await select(address);
  if (isWanted()) tell(merged, address.ids.filter((id) => !known.has(id)));
}

async function ask(asked: Address, named: readonly string[]) {
  const found = await getGraph(named);
  return { found, address: followMerges(asked, found.followed), merged: Object.keys(found.followed).length };
}

/** Show a scene as it was, in one step that can be undone. */
export function restore(scene: Scene, { period, view, params }: Address): void {
  update(({ history }) => {
    const isNothing = history.present.ids.length === 0 && scene.ids.length === 0;
    return { history: isNothing ? history : step(history, scene), period, view, params: fromParams(params).rest, pathFrom: null };
  });
}

export async function select({ selection, ids, view }: Address): Promise<void> {
  if (selection?.what === "path") await showPath(selection.a, selection.b, selection.through);
  // "#at=agency/…" alone, as other pages link here: the thing with what it is linked to.
  else if (selection?.what === "node" && ids.length === 0) {
    const isHere = staying();
    await openById(selection.id);
    if (isHere()) update(() => ({ view })); // opening leads to the network, unless the address names another view
  }
  else update(() => ({ selection }));
}

function tell(merged: number, missing: readonly string[]): void {
  const told: string[] = [];
  if (merged > 0) told.push(tn("keep.merged", merged));
  if (missing.length > 0) {
    const names = missing.slice(0, MOST_NAMED).map((id) => getState().library.nodes.get(id)?.label ?? id);
    told.push(tn("keep.missing", missing.length, { names: names.join(", ") + (missing.length > MOST_NAMED ? "…" : "") }));
  }
  if (told.length > 0) say(told.join(" "));
}

export const tellNotHere = (): void => say(t("keep.not-here"));
