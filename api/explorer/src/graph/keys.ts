/** The keyboard, page wide. Letters act on what is selected, and never while something is being typed. */

import { cancelPath } from "../actions/path";
import { expand, hide, redo, select, togglePin, undo } from "../actions/scene";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState } from "../state/store";
import type { Canvas } from "./canvas";

export const KEYS: readonly (readonly [string, string])[] = [
  ["Search", "/"],
  ["Expand", "E"],
  ["Hide", "H"],
  ["Pin", "P"],
  ["Walk", "← ↑ → ↓"],
  ["Fit all", "F"],
  ["Undo", "Ctrl Z"],
  ["Redo", "Ctrl Y"],
];

const ANGLES: Readonly<Record<string, number>> = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");

export function listenToKeys(canvas: Canvas): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.altKey) return;
    const handled = event.ctrlKey || event.metaKey ? onChord(event) : onLetter(event, canvas);
    if (handled) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function onChord(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else if (key === "z") undo();
  else return false;
  return true;
}

function onLetter(event: KeyboardEvent, canvas: Canvas): boolean {
  const key = event.key.toLowerCase();
  const { selection } = getState();
  const id = selection?.what === "node" || selection?.what === "stack" ? selection.id : null;
  if (key === "f") canvas.fit();
  else if (key === "escape") leave();
  else if (id === null) return false;
  else if (key === "e") void expand(id);
  else if (key === "h") hide(id);
  else if (key === "p") togglePin(id);
  else return walk(event, canvas, id);
  return true;
}

function leave(): void {
  cancelPath();
  select(null);
}

/** Only from the canvas: elsewhere the arrows scroll and move within controls. */
function walk(event: KeyboardEvent, canvas: Canvas, id: string): boolean {
  const angle = ANGLES[event.key];
  const inPanel = event.target instanceof Element && event.target.closest("#panel, #timeline, dialog, table") !== null;
  if (angle === undefined || inPanel) return false;
  const next = canvas.towards(id, angle);
  if (next !== null) select(isStackId(next) ? { what: "stack", id: next } : selectNode(next));
  return true;
}
