/** Marking several things, and doing one thing to all of them. */

import { keepOnly, pinAll } from "../state/scene";
import { isStackId } from "../state/stacks";
import { getState, pictureOf, say, update } from "../state/store";
import { t, tn } from "../text/messages";
import { showPath } from "./path";
import { changeScene, hideAll, membersOf } from "./scene";

export const toggleMark = (id: string): void =>
  update(({ marked }) => ({ marked: marked.includes(id) ? marked.filter((one) => one !== id) : [...marked, id] }));

export function mark(ids: readonly string[]): void {
  update(({ marked }) => ({ marked: [...new Set([...marked, ...ids])] }));
  say(tn("network.marked", getState().marked.length));
}

export function markAll(): void {
  const { nodes, stacks } = pictureOf(getState());
  mark([...nodes, ...stacks].map(({ id }) => id));
}

export const clearMarks = (): void => update(() => ({ marked: [] }));

const members = (): string[] => getState().marked.flatMap(membersOf);

export function hideMarked(): void {
  const gone = members();
  hideAll(gone);
  clearMarks();
}

export function keepMarked(): void {
  const kept = members();
  changeScene((scene) => keepOnly(scene, kept));
  update(({ fitTurn }) => ({ marked: [], fitTurn: fitTurn + 1 }));
  say(tn("network.kept", kept.length));
}

export function pinMarked(): void {
  const { marked } = getState();
  changeScene((scene) => pinAll(scene, marked));
  say(t("network.pins-changed"));
}

/** The two ends, where just two things are marked that a path can join. */
export function endsMarked(marked: readonly string[]): readonly [string, string] | null {
  const [one, other, third] = marked;
  return one !== undefined && other !== undefined && third === undefined && !isStackId(one) && !isStackId(other) ? [one, other] : null;
}

export function pathBetweenMarked(): void {
  const ends = endsMarked(getState().marked);
  if (ends === null) return;
  clearMarks();
  void showPath(...ends);
}
