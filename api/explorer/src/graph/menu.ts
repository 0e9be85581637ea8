/** What the menu offers for a thing, a stack, a line, several things or the ground. */

import { showAll, toggleFilter } from "../actions/filter";
import { choosePathEnd } from "../actions/path";
import { arrange, copyIri, expand, focusOn, hide, openPage, select, togglePin, undo } from "../actions/scene";
import { clearMarks, endsMarked, hideMarked, keepMarked, markAll, pathBetweenMarked, pinMarked, toggleMark } from "../actions/several";
import { inUse } from "../state/filters";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState, pictureOf, type State, update } from "../state/store";
import { t, tn } from "../text/messages";
import type { Canvas } from "./canvas";
import { selectionOf } from "./walking";

export interface Item {
  label: string;
  /** The key that does the same without the menu. */
  key?: string;
  run: () => void;
}

export interface Menu {
  title: string;
  items: readonly Item[];
}

/** Null where there is nothing of that id. */
export function menuOf(on: string | null, state: State, fit: () => void): Menu | null {
  if (on === null) return ofGround(state, fit);
  if (state.marked.length > 1 && state.marked.includes(on)) return ofSeveral(state.marked);
  // A line at a stack is named after it: lines come first.
  return ofLine(on, state) ?? (isStackId(on) ? ofStack(on, state) : ofThing(on, state));
}

function ofThing(id: string, { library, history, marked }: State): Menu | null {
  const node = library.nodes.get(id);
  if (node === undefined) return null;
  const isPinned = history.present.pinned.includes(id);
  return {
    title: node.label,
    items: [
      { label: t("network.menu-read"), run: () => select(selectNode(id)) },
      { label: t("network.menu-expand"), key: "E", run: () => void expand(id) },
      { label: t("network.menu-path"), key: "T", run: () => choosePathEnd(id) },
      ...shared(id, isPinned, marked.includes(id)),
      { label: t("network.menu-page"), key: "W", run: () => openPage(id) },
      { label: t("network.menu-copy"), key: "C", run: () => void copyIri(id) },
    ],
  };
}

function ofStack(id: string, state: State): Menu | null {
  const stack = pictureOf(state).stacks.find((one) => one.id === id);
  if (stack === undefined) return null;
  return {
    title: tn("network.menu-stack", stack.members.length),
    items: [
      { label: t("network.menu-read"), run: () => select({ what: "stack", id }) },
      { label: t("network.menu-open-stack"), key: "E", run: () => void expand(id) },
      ...shared(id, state.history.present.pinned.includes(id), state.marked.includes(id)),
    ],
  };
}

const shared = (id: string, isPinned: boolean, isMarked: boolean): Item[] => [
  { label: isPinned ? t("network.menu-unpin") : t("network.menu-pin"), key: "P", run: () => togglePin(id) },
  { label: t("network.menu-hide"), key: "H", run: () => hide(id) },
  { label: t("network.menu-focus"), key: "O", run: () => focusOn(id) },
  { label: isMarked ? t("network.menu-unmark") : t("network.menu-mark"), key: "M", run: () => toggleMark(id) },
];

function ofLine(id: string, state: State): Menu | null {
  const line = pictureOf(state).lines.find((one) => one.id === id);
  if (line === undefined) return null;
  return {
    title: line.label,
    items: [
      { label: t("network.menu-words"), run: () => select(selectionOf(line)) },
      { label: t("network.menu-without", { relation: line.edges[0]?.label ?? line.label }), run: () => toggleFilter("relations", line.relation) },
    ],
  };
}

function ofSeveral(marked: readonly string[]): Menu {
  const path: Item[] = endsMarked(marked) ? [{ label: t("network.several-path"), key: "T", run: pathBetweenMarked }] : [];
  return {
    title: tn("network.marked", marked.length),
    items: [
      { label: t("network.menu-hide"), key: "H", run: hideMarked },
      { label: t("network.several-keep"), key: "O", run: keepMarked },
      { label: t("network.several-pin"), key: "P", run: pinMarked },
      ...path,
      { label: t("network.several-clear"), key: "Esc", run: clearMarks },
    ],
  };
}

function ofGround({ history, period }: State, fit: () => void): Menu {
  const isFiltered = period !== null || inUse(history.present.filters).length > 0;
  return {
    title: t("network.menu-network"),
    items: [
      { label: t("network.fit-all"), key: "F", run: fit },
      { label: t("network.arrange-anew"), key: "A", run: arrange },
      { label: t("network.mark-all"), key: "Ctrl A", run: markAll },
      ...(history.past.length > 0 ? [{ label: t("network.undo"), key: "Ctrl Z", run: undo }] : []),
      ...(isFiltered ? [{ label: t("network.show-all"), run: showAll }] : []),
      { label: t("network.keys"), key: "?", run: () => update(() => ({ open: { what: "keys" } })) },
    ],
  };
}

/** By keyboard: beside what is selected, else in the middle. Tells that it was done. */
export function openMenuAtSelection({ cy }: Canvas): boolean {
  const { selection } = getState();
  const chosen = cy.elements(".selected").first();
  const on = (selection?.what === "node" || selection?.what === "stack" || selection?.what === "edge") && chosen.nonempty() ? chosen.id() : null;
  const middle = { x: cy.width() / 2, y: cy.height() / 2 };
  const node = on === null ? cy.collection() : cy.getElementById(on);
  const at = node.empty() ? middle : node.isNode() ? node.renderedPosition() : cy.edges(".selected").first().renderedMidpoint();
  update(() => ({ open: { what: "menu", on, x: at.x, y: at.y } }));
  return true;
}
