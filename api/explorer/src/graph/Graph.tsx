/** The canvas as a component, with its tools. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { showPath } from "../actions/path";
import { drag, expand, select, settle } from "../actions/scene";
import { mark, toggleMark } from "../actions/several";
import { FiltersSheet } from "../rail/FiltersSheet";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState, pictureOf, subscribe, update, useChosen, useStore } from "../state/store";
import { t } from "../text/messages";
import { onTheme } from "../theme";
import { NETWORK } from "../views";
import "../styles/network.css";
import { Canvas } from "./canvas";
import { GroupsOfHub } from "./Groups";
import { Keys } from "./Keys";
import { listenToKeys } from "./keys";
import { MenuOnCanvas } from "./Menu";
import type { CanvasEvents } from "./pointer";
import { selectionOf } from "./walking";

export { rehearse } from "./rehearsal";

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
    if (line !== undefined) select(selectionOf(line));
  },
  onNothing: () => select(null),
  onDrag: drag,
  onArranging: (arranging) => update(() => ({ arranging })),
  onSettled: settle,
  onMenu: (on, { x, y }) => update(() => ({ open: { what: "menu", on, x, y } })),
  onMark: toggleMark,
  onBox: mark,
};

export function Graph() {
  const container = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<Canvas | null>(null);
  // Below another view nobody sees it: the focus must not come to it.
  const isBelow = useChosen(({ view }) => view !== NETWORK);
  // Not after the frame without it has been drawn: on an empty scene the first picture waits for this.
  useLayoutEffect(() => {
    if (!container.current || !below.current || !above.current) return undefined;
    const made = new Canvas(container.current, { below: below.current, above: above.current }, events);
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
      <canvas class="moved-lines" ref={below} aria-hidden="true" />
      <div id="canvas" ref={container} inert={isBelow} tabIndex={0} role="application" aria-label={t("network.canvas")} aria-describedby="canvas-twin" />
      <canvas class="badges" ref={above} aria-hidden="true" />
      <p id="canvas-twin" class="unseen">{t("network.twin")}</p>
      <Zoom canvas={canvas} isBelow={isBelow} />
      <MenuOnCanvas onFit={() => canvas.current?.fit()} />
      <OnTop />
    </div>
  );
}

function OnTop() {
  const { open } = useStore();
  if (open?.what === "groups") return <GroupsOfHub key={open.id} id={open.id} />;
  if (open?.what === "filters") return <FiltersSheet />;
  return open?.what === "keys" ? <Keys /> : null;
}

/** The same as on the map; the keys +, − and F do it too. */
function Zoom({ canvas, isBelow }: { canvas: { current: Canvas | null }; isBelow: boolean }) {
  return (
    <div class="map-zoom" role="group" inert={isBelow} aria-label={t("timeline.zoom")}>
      <button type="button" onClick={() => canvas.current?.camera.zoom("in")} aria-label={t("map.nearer")} title={t("map.nearer")}>+</button>
      <button type="button" onClick={() => canvas.current?.camera.zoom("out")} aria-label={t("map.farther")} title={t("map.farther")}>−</button>
      <button type="button" onClick={() => canvas.current?.fit()} aria-label={t("network.fit-all")} title={`${t("network.fit-all")} (F)`}>⤢</button>
    </div>
  );
}
