/** What a user does to the scene. Each function asks the server if it must, changes the store, and says what was done. */

import { type Along, getNeighbourhood, Problem, ServerGone } from "../api/client";
import type { Neighbourhood, Node, RelationCount, Subgraph } from "../api/types";
import { isPage, pageOf } from "../kinds";
import { leaveReader, openReader } from "../reader/address";
import { amend, redo as redoStep, step, undo as undoStep } from "../state/history";
import { edgesAmong, learn } from "../state/library";
import { countShown } from "../state/picture";
import { forgetTaken } from "../state/places";
import * as change from "../state/scene";
import { findStacks, isStackId, type Stack } from "../state/stacks";
import { type Selection, selectNode } from "../state/selection";
import { getState, pictureOf, say, type State, update } from "../state/store";
import { t, tn } from "../text/messages";
import { NETWORK, viewOf } from "../views";
import { choosing, goElsewhere, staying } from "./turns";

/** Things added at a click; the first opening may show more, as there is nothing yet to keep in sight. */
export const STEP = 20;
const FIRST_STEP = 30;
const FEW = 8;

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
    if (error instanceof ServerGone) say(t("network.server-gone"));
    else if (error instanceof Problem) say(error.message);
    else throw error;
    return false;
  } finally {
    update(() => ({ busy: false }));
  }
}

export function select(selection: Selection | null): void {
  choosing();
  update(() => ({ selection }));
}

/** Show a thing and what it is linked to; select it. */
export async function open(node: Pick<Node, "id" | "type">): Promise<void> {
  if (isPage(node.type)) openReader(node.id);
  else {
    leaveReader();
    await attempt(() => openById(node.id));
  }
}

export async function openById(id: string): Promise<void> {
  // A page of the whole graph has no place for it.
  if (viewOf(getState().view).of === "graph") update(() => ({ view: NETWORK }));
  const had = scene().ids;
  if (had.includes(id)) {
    select(selectNode(id));
    return;
  }
  const [isHere, isChosen] = [staying(), choosing()];
  const isFirst = had.length === 0;
  const period = isFirst ? null : getState().period;
  const found = await getNeighbourhood({ id, limit: isFirst ? FIRST_STEP : FEW, have: had, period });
  if (!isHere()) return;
  // Alone it would be a dot at the edge: a few neighbours say what it is.
  const isAlone = isFirst || (!isLinked(found, had) && had.length + FEW < change.MOST_NODES);
  take({ nodes: [found.center, ...(isAlone ? found.nodes : [])], edges: found.edges }, ({ fitTurn }) => ({
    fitTurn: fitTurn + 1,
    ...(isChosen() && { selection: selectNode(found.center.id) }),
  }));
}

const isLinked = ({ center: { id }, edges }: Neighbourhood, had: readonly string[]): boolean =>
  edges.some(({ source, target }) => (source === id ? had.includes(target) : target === id && had.includes(source)));

/** Open a stack; add what is linked to a thing, or let the groups of a hub be chosen from. */
export async function expand(id: string, along?: Along): Promise<void> {
  if (isStackId(id)) openStack(id);
  else if (along === undefined && hiddenAt(id) > STEP) update(() => ({ open: { what: "groups", id } }));
  else await addNext(id, along ?? {}, STEP);
}

/** How many neighbours of a thing are not in the scene. */
const hiddenAt = (id: string): number =>
  pictureOf(getState()).hiddenNeighbours.get(id) ?? getState().library.nodes.get(id)?.degree ?? 0;

/** Add the next neighbours of a thing, those that are meant or all. */
export const addNext = (id: string, along: Along, limit: number): Promise<boolean> =>
  attempt(async () => {
    const had = scene().ids;
    const isHere = staying();
    const found = await getNeighbourhood({ id, along, limit, have: had, period: getState().period });
    if (!isHere()) return;
    const nodes = found.nodes.filter(({ type }) => !isPage(type));
    const added = nodes.filter((node) => !had.includes(node.id)).length;
    if (had.length + nodes.length > change.MOST_NODES) {
      say(tn("network.too-many", change.MOST_NODES));
      return;
    }
    take({ nodes: [found.center, ...nodes], edges: found.edges });
    // Posts come only when they are asked for: as they are where nothing else is left.
    const apart = along.relation === undefined && added === 0 && found.left === 0 ? restOf(found) : undefined;
    if (apart !== undefined) await addNext(id, apart, limit);
    else if (added === 0) say(t("network.nothing-left", { name: labelOf(id) }));
    else if (scene().ids.length >= change.MANY_NODES) say(t("network.crowded"));
    else say(`${tn("network.added", added)}${found.left > 0 ? ` ${tn("network.left", found.left)}` : ""} ${t("network.undo-hint")}`);
  });

/** The first relation of which not all is shown. */
function restOf({ center, relations }: Neighbourhood): Along | undefined {
  const isLeft = (one: RelationCount): boolean =>
    !isPage(one.type) && countShown(scene().ids, getState().library, center.id, one) < one.total;
  const left = relations.find(isLeft);
  return left && { relation: left.relation, direction: left.direction, type: left.type };
}

/** Learn what the server told, and add its things to the scene; `more` changes at the same time, so that all is drawn once. */
function take(found: Subgraph, more: (state: State) => Partial<State> = () => ({})): void {
  const nodes = found.nodes.filter(({ type }) => !isPage(type));
  update((state) => ({
    library: learn(state.library, { nodes, edges: found.edges }),
    history: step(state.history, change.add(state.history.present, nodes.map(({ id }) => id))),
    ...more(state),
  }));
}

/** The members that a selection on the canvas stands for. */
export function membersOf(id: string): readonly string[] {
  if (!isStackId(id)) return [id];
  return stackOf(id)?.members.map((member) => member.id) ?? [];
}

export const stackOf = (id: string): Stack | null => allStacks().find((stack) => stack.id === id) ?? null;

/** Opened or not, and whatever period and filters leave out. */
function allStacks(): Stack[] {
  const { library } = getState();
  const nodes = scene().ids.flatMap((known) => library.nodes.get(known) ?? []);
  return findStacks(nodes, edgesAmong(library, new Set(scene().ids)));
}

export function hide(id: string): void {
  hideAll(membersOf(id));
  select(null);
}

export function hideAll(ids: readonly string[]): void {
  changeScene((now) => change.hide(now, ids));
  const [only] = ids;
  const said = ids.length === 1 && only !== undefined ? t("network.hidden-one", { name: labelOf(only) }) : tn("network.hidden", ids.length);
  say(`${said} ${t("network.undo-hint")}`);
  dropStaleSelection();
}

/** Keep a thing and what it is linked to. */
export function focusOn(id: string): void {
  const kept = new Set(membersOf(id));
  const linked = edgesAmong(getState().library, new Set(scene().ids)).filter(({ source, target }) => kept.has(source) || kept.has(target));
  changeScene((now) => change.keepOnly(now, [...kept, ...linked.flatMap(({ source, target }) => [source, target])]));
  update(({ fitTurn }) => ({ fitTurn: fitTurn + 1 }));
}

export function togglePin(id: string): void {
  changeScene((now) => change.togglePin(now, id));
  say(scene().pinned.includes(id) ? t("network.pinned") : t("network.unpinned"));
}

/** The page of its own, in this window: a thing's address is its name. */
export function openPage(id: string): void {
  if (!isStackId(id)) window.location.assign(pageOf(id));
}

export async function copyIri(id: string): Promise<void> {
  const iri = getState().library.nodes.get(id)?.iri;
  if (iri === undefined) return;
  try {
    await navigator.clipboard.writeText(iri);
    say(t("network.iri-copied", { iri }));
  } catch {
    say(t("network.iri-not-copied", { iri }));
  }
}

export function openStack(id: string): void {
  const count = membersOf(id).length;
  changeScene((now) => change.openStack(now, id));
  select(null);
  say(`${tn("network.opened", count)} ${t("network.undo-hint")}`);
}

export function closeStack(id: string): void {
  changeScene((now) => change.closeStack(now, id));
  select({ what: "stack", id });
}

export const drag = (id: string, to: change.Point): void => changeScene((now) => withoutTaken(change.drag(now, id, to)));

/** Places found by a layout belong to the step that caused it. */
export const settle = (at: Readonly<Record<string, change.Point>>): void =>
  update(({ history }) => ({ history: amend(history, withoutTaken(change.place(history.present, at))), arranging: false }));

const withoutTaken = (moved: change.Scene): change.Scene => forgetTaken(moved, pictureOf(getState()), allStacks());

export function arrange(): void {
  changeScene(change.loosen);
  update(({ fitTurn }) => ({ fitTurn: fitTurn + 1 }));
}

export const fitAll = (): void => update(({ fitAllTurn }) => ({ fitAllTurn: fitAllTurn + 1 }));

export function clear(): void {
  goElsewhere();
  changeScene(() => change.EMPTY_SCENE);
  update(() => ({ selection: null, pathFrom: null, view: NETWORK, params: {}, marked: [], open: null }));
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
  update(({ marked }) => ({ marked: marked.filter((id) => (isStackId(id) ? stackOf(id) !== null : scene().ids.includes(id))) }));
}
