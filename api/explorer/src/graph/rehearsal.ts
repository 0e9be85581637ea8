/** Drawing once where nobody sees it. What a browser runs for the first time takes it twice as long, and the first click should not wait for that. */

import type { Edge, Node } from "../api/types";
import { begin } from "../state/history";
import { EMPTY_LIBRARY, learn } from "../state/library";
import { add, EMPTY_SCENE, place, type Point } from "../state/scene";
import { selectNode } from "../state/selection";
import { FIRST_STATE, pictureOf, type State } from "../state/store";
import { Canvas } from "./canvas";
import { drawn } from "./drawn";
import type { CanvasEvents } from "./pointer";

const nothing = () => undefined;
const SILENT: CanvasEvents = {
  onNode: nothing, onNodeTwice: nothing, onLine: nothing, onNothing: nothing, onDrag: nothing,
  onArranging: nothing, onSettled: nothing, onMenu: nothing, onMark: nothing, onBox: nothing,
};

/** Things that are known, in the reader's language, so that its letters have been drawn once too; the lines among them are made up.
 * They have places already: a layout runs when the picture is on the screen, so nobody waits for it. */
export async function rehearse(nodes: readonly Node[]): Promise<void> {
  const stage = document.createElement("div");
  stage.className = "rehearsal";
  const container = document.createElement("div");
  const [below, above] = [document.createElement("canvas"), document.createElement("canvas")];
  stage.append(below, container, above);
  document.body.append(stage);
  const canvas = new Canvas(container, { below, above }, SILENT);
  try {
    await canvas.show(stateWith(nodes));
    await drawn(canvas.cy);
  } finally {
    canvas.destroy();
    stage.remove();
  }
}

function stateWith(nodes: readonly Node[]): State {
  const [hub, ...others] = nodes;
  const edges = hub === undefined ? [] : others.map(({ id }) => lineBetween(hub.id, id));
  const scene = add(EMPTY_SCENE, nodes.map(({ id }) => id));
  const state: State = {
    ...FIRST_STATE,
    library: learn(EMPTY_LIBRARY, { nodes: [...nodes], edges }),
    history: begin(scene),
    selection: hub === undefined ? null : selectNode(hub.id),
    fitTurn: 1,
  };
  const ids = [...scene.ids, ...pictureOf(state).stacks.map(({ id }) => id)];
  return { ...state, history: begin(place(scene, Object.fromEntries(ids.map((id, index) => [id, onSpiral(index)])))) };
}

const onSpiral = (index: number): Point => ({ x: 150 * Math.sqrt(index) * Math.cos(2.4 * index), y: 150 * Math.sqrt(index) * Math.sin(2.4 * index) });

const lineBetween = (source: string, target: string): Edge => ({
  id: `${source}|${target}`, source, target, relation: "", label: "", claims: 1, origins: 1, announcements: 1, confidence: 1, inferred: false, disputed: false,
});
