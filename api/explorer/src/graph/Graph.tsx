/** The canvas as a component, with its tools. */

import { useEffect, useRef } from "preact/hooks";
import { showPath } from "../actions/path";
import { arrange, clear, drag, expand, redo, select, settle, undo } from "../actions/scene";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState, pictureOf, subscribe, useStore } from "../state/store";
import { onTheme } from "../theme";
import { Canvas, type CanvasEvents } from "./canvas";
import { listenToKeys } from "./keys";

const choose = (id: string) => select(isStackId(id) ? { what: "stack", id } : selectNode(id));

const events: CanvasEvents = {
  onNode(id) {
    const { pathFrom } = getState();
    if (pathFrom !== null && pathFrom !== id && !isStackId(id)) void showPath(pathFrom, id);
    else choose(id);
  },
  onNodeTwice: (id) => void expand(id),
  onLine(id) {
    const line = pictureOf(getState()).lines.find((known) => known.id === id);
    const edge = line?.edges[0];
    if (line === undefined || edge === undefined) return;
    // A line at a stack stands for many statements: the stack's panel lists them.
    if (line.edges.length > 1) choose(isStackId(line.source) ? line.source : line.target);
    else select({ what: "edge", source: edge.source, relation: edge.relation, target: edge.target });
  },
  onNothing: () => select(null),
  onDrag: drag,
  onSettled: settle,
};

export function Graph() {
  const container = useRef<HTMLDivElement>(null);
  const badges = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<Canvas | null>(null);
  useEffect(() => {
    if (!container.current || !badges.current) return undefined;
    const made = new Canvas(container.current, badges.current, events);
    canvas.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(container.current);
    const stops = [subscribe(() => void made.show(getState())), onTheme(() => made.restyle()), listenToKeys(made)];
    void made.show(getState());
    return () => {
      sizes.disconnect();
      for (const stop of stops) stop();
      made.destroy();
    };
  }, []);
  return (
    <div class="graph">
      <div id="canvas" ref={container} tabIndex={0} role="application" aria-label={CANVAS_LABEL} aria-describedby="canvas-twin" />
      <canvas class="badges" ref={badges} aria-hidden="true" />
      <p id="canvas-twin" class="unseen">The Table view lists the same things, sortable.</p>
      <Tools onFit={() => canvas.current?.fit()} onSave={() => void canvas.current?.save()} />
    </div>
  );
}

const CANVAS_LABEL = "Network. Arrow keys walk between linked things, E expands, H hides, P pins, F fits all.";

function Tools({ onFit, onSave }: { onFit: () => void; onSave: () => void }) {
  const { history, busy } = useStore();
  return (
    <div class="tools" role="toolbar" aria-label="Network tools">
      <button type="button" onClick={undo} disabled={history.past.length === 0} title="Undo (Ctrl+Z)">
        <span aria-hidden="true">↶</span> Undo
      </button>
      <button type="button" onClick={redo} disabled={history.future.length === 0} title="Redo (Ctrl+Y)" aria-label="Redo">
        <span aria-hidden="true">↷</span>
      </button>
      <button type="button" onClick={onFit} title="Fit all (F)">Fit</button>
      <button type="button" onClick={arrange} title="Arrange anew; pinned things stay">Arrange</button>
      <button type="button" onClick={onSave} title="Save the view as a picture (PNG)">Save</button>
      <button type="button" onClick={clear} title="Start over">Clear</button>
      {busy && <span class="busy" aria-hidden="true" />}
    </div>
  );
}
