/** The keyboard, page wide. Letters act on what is marked, else on what is selected, and never while something is being typed. */

import { cancelPath, choosePathEnd } from "../actions/path";
import { addNext, arrange, copyIri, expand, focusOn, hide, openPage, redo, select, STEP, togglePin, undo } from "../actions/scene";
import { clearMarks, endsMarked, hideMarked, keepMarked, markAll, pathBetweenMarked, pinMarked, toggleMark } from "../actions/several";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState, update } from "../state/store";
import type { Canvas } from "./canvas";
import { openMenuAtSelection } from "./menu";
import { mostLinked, nextLine } from "./walking";

/** Each group of the list of keys, by the names of their messages. */
export const KEYS: readonly (readonly [group: string, keys: readonly (readonly [name: string, key: string])[]])[] = [
  ["find", [["search", "/"], ["walk", "← ↑ → ↓"], ["line", "L"], ["read", "Enter"], ["menu", "Shift F10"], ["leave", "Esc"]]],
  ["change", [["expand", "E"], ["next", "Shift E"], ["path", "T"], ["pin", "P"], ["hide", "H"], ["focus", "O"], ["undo", "Ctrl Z"], ["redo", "Ctrl Y"]]],
  ["several", [["mark", "M"], ["mark-all", "Ctrl A"], ["box", "Shift"]]],
  ["see", [["fit", "F"], ["nearer", "+"], ["farther", "−"], ["arrange", "A"], ["page", "W"], ["copy", "C"], ["keys", "?"]]],
];

const ANGLES: Readonly<Record<string, number>> = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable], dialog, [role=menu]") !== null;

export function listenToKeys(canvas: Canvas): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (isElsewhere(event.target) || event.altKey) return;
    const handled = event.ctrlKey || event.metaKey ? onChord(event, canvas) : onLetter(event, canvas);
    if (handled) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function onChord(event: KeyboardEvent, canvas: Canvas): boolean {
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else if (key === "z") undo();
  // Elsewhere it marks the text of the page, as everybody expects.
  else if (key === "a" && isOn(event, "#canvas")) markAll();
  else return false;
  canvas.cy.container()?.classList.remove("pointing");
  return true;
}

const isOn = (event: KeyboardEvent, selector: string): boolean => event.target instanceof Element && event.target.closest(selector) !== null;

function onLetter(event: KeyboardEvent, canvas: Canvas): boolean {
  const always = ALWAYS[event.key.toLowerCase()];
  if (always !== undefined) {
    always(canvas);
    return true;
  }
  if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) return openMenuAtSelection(canvas);
  const key = event.shiftKey && event.key.toLowerCase() === "e" ? "next" : event.key.toLowerCase();
  const several = getState().marked.length > 1 ? SEVERAL[key] : undefined;
  if (several !== undefined) {
    several();
    return true;
  }
  return onOne(event, canvas, key);
}

const ALWAYS: Readonly<Record<string, ((canvas: Canvas) => void) | undefined>> = {
  f: (canvas) => canvas.fit(),
  "+": ({ camera }) => camera.zoom("in"),
  "=": ({ camera }) => camera.zoom("in"),
  "-": ({ camera }) => camera.zoom("out"),
  a: arrange,
  escape: leave,
  "?": () => update(() => ({ open: { what: "keys" } })),
};

const SEVERAL: Readonly<Record<string, (() => void) | undefined>> = {
  h: hideMarked,
  o: keepMarked,
  p: pinMarked,
  t: () => {
    if (endsMarked(getState().marked)) pathBetweenMarked();
  },
};

const ONE: Readonly<Record<string, ((id: string) => void) | undefined>> = {
  e: (id) => void expand(id),
  next: (id) => void (isStackId(id) ? expand(id) : addNext(id, {}, STEP)),
  h: hide,
  o: focusOn,
  p: togglePin,
  m: toggleMark,
  t: (id) => {
    if (!isStackId(id)) choosePathEnd(id);
  },
  w: openPage,
  c: (id) => void copyIri(id),
};

function onOne(event: KeyboardEvent, canvas: Canvas, key: string): boolean {
  const { selection } = getState();
  const id = selection?.what === "node" || selection?.what === "stack" ? selection.id : null;
  const act = id === null ? undefined : ONE[key];
  if (id !== null && act !== undefined) act(id);
  else if (key === "l") nextLine(canvas, id);
  else if (key === "enter" && isOn(event, "#canvas")) document.querySelector<HTMLElement>("#panel h2")?.focus();
  else return walk(event, canvas, id);
  return true;
}

/** From the innermost outwards: marks, then a path that is being asked for, then the selection. */
function leave(): void {
  if (getState().marked.length > 0) clearMarks();
  else {
    cancelPath();
    select(null);
  }
}

/** Only from the canvas: elsewhere the arrows scroll and move within controls. */
function walk(event: KeyboardEvent, canvas: Canvas, id: string | null): boolean {
  const angle = ANGLES[event.key];
  if (angle === undefined || isOn(event, "#panel, #timeline, dialog, table, .rail")) return false;
  const next = id === null ? mostLinked(canvas) : canvas.towards(id, angle);
  if (next === null) return true;
  select(isStackId(next) ? { what: "stack", id: next } : selectNode(next));
  canvas.camera.follow(next);
  return true;
}
