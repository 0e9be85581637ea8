/** The canvas as a component, with its tools. */

import { useEffect, useRef } from "preact/hooks";
import { showPath } from "../actions/path";
import { arrange, clear, drag, expand, redo, select, settle, undo } from "../actions/scene";
import { mark, toggleMark } from "../actions/several";
import { isStackId } from "../state/stacks";
import { selectNode } from "../state/selection";
import { getState, pictureOf, subscribe, update, useStore } from "../state/store";
import { t } from "../text/messages";
import { onTheme } from "../theme";
import "../styles/network.css";
import { Canvas } from "./canvas";
import { GroupsOfHub } from "./Groups";
import { Keys } from "./Keys";
import { listenToKeys } from "./keys";
import { MenuOnCanvas } from "./Menu";
import type { CanvasEvents } from "./pointer";
import { selectionOf } from "./walking";

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
  onSettled: settle,
  onMenu: (on, { x, y }) => update(() => ({ open: { what: "menu", on, x, y } })),
  onMark: toggleMark,
  onBox: mark,
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
      <div id="canvas" ref={container} tabIndex={0} role="application" aria-label={t("network.canvas")} aria-describedby="canvas-twin" />
      <canvas class="badges" ref={badges} aria-hidden="true" />
      <p id="canvas-twin" class="unseen">{t("network.twin")}</p>
      <Tools onFit={() => canvas.current?.fit()} />
      <MenuOnCanvas onFit={() => canvas.current?.fit()} />
      <OnTop />
    </div>
  );
}

function OnTop() {
  const { open } = useStore();
  if (open?.what === "groups") return <GroupsOfHub key={open.id} id={open.id} />;
  return open?.what === "keys" ? <Keys /> : null;
}

function Tools({ onFit }: { onFit: () => void }) {
  const { history, busy } = useStore();
  return (
    <div class="tools" role="toolbar" aria-label={t("network.tools")}>
      <button type="button" onClick={undo} disabled={history.past.length === 0} title="Ctrl+Z">
        <span aria-hidden="true">↶</span> {t("network.undo")}
      </button>
      <button type="button" onClick={redo} disabled={history.future.length === 0} title="Ctrl+Y" aria-label={t("network.redo")}>
        <span aria-hidden="true">↷</span>
      </button>
      <button type="button" onClick={onFit} title={`${t("network.fit-all")} (F)`}>{t("network.fit")}</button>
      <button type="button" onClick={arrange} title={t("network.arrange-hint")}>{t("network.arrange")}</button>
      <button type="button" onClick={clear} title={t("network.clear-hint")}>{t("network.clear")}</button>
      <button type="button" onClick={() => update(() => ({ open: { what: "keys" } }))} title={t("network.keys")} aria-label={t("network.keys")}>?</button>
      {busy && <span class="busy" aria-hidden="true" />}
    </div>
  );
}
