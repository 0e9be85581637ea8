/** What a user does to the scene. Each function asks the server if it must, changes the store, and says what was done. */

import { getGraph, getNeighbourhood, Problem, ServerGone } from "../api/client";
import type { Direction, Node, Subgraph } from "../api/types";
import { isPage, pageOf } from "../kinds";
import { amend, redo as redoStep, step, undo as undoStep } from "../state/history";
import { edgesAmong, learn } from "../state/library";
import * as change from "../state/scene";
import { findStacks, isStackId } from "../state/stacks";
import { type Selection, selectNode } from "../state/selection";
import { getState, say, update } from "../state/store";
import { number } from "../text/dates";

/** Things added at a click; the first opening may show more, as there is nothing yet to keep in sight. */
export const STEP = 20;
const FIRST_STEP = 30;

const scene = () => getState().history.present;
const labelOf = (id: string): string => getState().library.nodes.get(id)?.label ?? id;

export function changeScene(next: (scene: change.Scene) => change.Scene): void {
  update(({ history }) => ({ history: step(history, next(history.present)) }));
}

/** Run something that asks the server; its failure becomes words for the user. Tells whether all went well. */
export async function attempt(task: () => Promise<void>): Promise<boolean> {
  update(() => ({ busy: true }));
  try {
    await task();
    return true;
  } catch (error) {
    if (error instanceof ServerGone) say("The server does not answer. Start it with: crackdown serve. The address keeps this scene.");
    else if (error instanceof Problem) say(error.message);
    else throw error;
    return false;
  } finally {
    update(() => ({ busy: false }));
  }
}

export function select(selection: Selection | null): void {
  update(() => ({ selection }));
}

/** Show a thing and what it is linked to; select it. */
export async function open(node: Pick<Node, "id" | "type">): Promise<void> {
  if (isPage(node.type)) window.location.assign(pageOf(node.id));
  else await attempt(() => openById(node.id));
}

export async function openById(id: string): Promise<void> {
  const had = scene().ids;
  if (!had.includes(id)) {
    const found = await getNeighbourhood({ id, limit: had.length === 0 ? FIRST_STEP : 0, have: had, period: null });
    take({ nodes: [found.center, ...found.nodes], edges: found.edges });
    // Alone it would be a dot at the edge: a few neighbours say what it is.
    if (had.length > 0 && !isLinked(id)) await grow(id, {}, 8);
    update(({ fitTurn }) => ({ fitTurn: fitTurn + 1 }));
  }
  select(selectNode(id));
}

const isLinked = (id: string): boolean =>
  edgesAmong(getState().library, new Set(scene().ids)).some(({ source, target }) => source === id || target === id);

export interface Along {
  relation?: string;
  direction?: Direction;
}

/** Add the next neighbours of a thing, along one relation or all. */
export async function expand(id: string, along: Along = {}): Promise<void> {
  if (isStackId(id)) return openStack(id);
  await attempt(async () => {
    const { added, left } = await grow(id, along, STEP);
    const more = left > 0 ? `, ${number(left)} more` : "";
    say(added > 0 ? `${number(added)} added${more}. Ctrl+Z takes it back.` : `Everything linked to ${labelOf(id)} is shown already.`);
  });
}

async function grow(id: string, along: Along, limit: number): Promise<{ added: number; left: number }> {
  const had = scene().ids;
  const found = await getNeighbourhood({ id, ...along, limit, have: had, period: getState().period });
  const nodes = found.nodes.filter(({ type }) => !isPage(type));
  if (had.length + nodes.length > change.MOST_NODES) {
    say(`More than ${number(change.MOST_NODES)} things cannot be read as a picture. Hide some, or choose a period.`);
    return { added: 0, left: found.left };
  }
  take({ nodes: [found.center, ...nodes], edges: found.edges });
  if (had.length < change.MANY_NODES && scene().ids.length >= change.MANY_NODES) say("The picture grows crowded: the table shows the same.");
  return { added: nodes.filter((node) => !had.includes(node.id)).length, left: found.left };
}

/** Learn what the server told, and add its things to the scene. */
function take(found: Subgraph): void {
  const nodes = found.nodes.filter(({ type }) => !isPage(type));
  update(({ library, history }) => ({
    library: learn(library, { nodes, edges: found.edges }),
    history: step(history, change.add(history.present, nodes.map(({ id }) => id))),
  }));
}

/** Reopen what an address names: things unknown to the server are told and left out. */
export async function reopen(ids: readonly string[], opened: readonly string[]): Promise<void> {
  const found = await getGraph(ids);
  const known = new Set(found.nodes.map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  update(({ library, history, fitTurn }) => ({
    library: learn(library, found),
    history: step(history, { ...change.EMPTY_SCENE, ids: ids.filter((id) => known.has(id)), opened }),
    fitTurn: fitTurn + 1,
  }));
  if (missing.length > 0) say(`No longer in the graph: ${missing.join(", ")}`);
}

/** The members that a selection on the canvas stands for. */
function membersOf(id: string): readonly string[] {
  if (!isStackId(id)) return [id];
  return stackOf(id)?.members.map((member) => member.id) ?? [];
}

export function stackOf(id: string) {
  const { library } = getState();
  const nodes = scene().ids.flatMap((known) => library.nodes.get(known) ?? []);
  return findStacks(nodes, edgesAmong(library, new Set(scene().ids))).find((stack) => stack.id === id) ?? null;
}

export function hide(id: string): void {
  const gone = membersOf(id);
  changeScene((now) => change.hide(now, gone));
  select(null);
  say(`${gone.length === 1 ? labelOf(id) : `${gone.length} operations`} hidden. Ctrl+Z brings it back.`);
}

/** Keep a thing and what it is linked to. */
export function focusOn(id: string): void {
  const linked = edgesAmong(getState().library, new Set(scene().ids)).filter(({ source, target }) => source === id || target === id);
  changeScene((now) => change.keepOnly(now, [id, ...linked.flatMap(({ source, target }) => [source, target])]));
  update(({ fitTurn }) => ({ fitTurn: fitTurn + 1 }));
}

export function togglePin(id: string): void {
  changeScene((now) => change.togglePin(now, id));
  say(scene().pinned.includes(id) ? "Pinned: it stays where it is." : "No longer pinned.");
}

export function openStack(id: string): void {
  const count = membersOf(id).length;
  changeScene((now) => change.openStack(now, id));
  select(null);
  say(`${count} operations opened. Ctrl+Z stacks them again.`);
}

export function closeStack(id: string): void {
  changeScene((now) => change.closeStack(now, id));
  select({ what: "stack", id });
}

export const drag = (id: string, to: change.Point): void => changeScene((now) => change.drag(now, id, to));

/** Places found by a layout belong to the step that caused it. */
export const settle = (at: Readonly<Record<string, change.Point>>): void =>
  update(({ history }) => ({ history: amend(history, change.place(history.present, at)) }));

export function arrange(): void {
  changeScene(change.loosen);
  update(({ fitTurn }) => ({ fitTurn: fitTurn + 1 }));
}

export function clear(): void {
  changeScene(() => change.EMPTY_SCENE);
  update(() => ({ selection: null, pathFrom: null, table: false, off: [] }));
}

export function undo(): void {
  update(({ history }) => ({ history: undoStep(history) }));
  dropStaleSelection();
}

export function redo(): void {
  update(({ history }) => ({ history: redoStep(history) }));
  dropStaleSelection();
}

function dropStaleSelection(): void {
  const { selection } = getState();
  if (selection?.what === "node" && !scene().ids.includes(selection.id)) select(null);
  if (selection?.what === "stack" && stackOf(selection.id) === null) select(null);
}
