/** The picture: countries below, arcs and marks above. What it shows stands in the lists beside it too, which are read out. */

import { useMemo, useRef, useState } from "preact/hooks";
import { type Choice, choose, toText } from "../flows/choice";
import { useSize } from "../flows/useSize";
import { endsInWords, type Names, sumInWords } from "../flows/words";
import { t } from "../text/messages";
import { Arcs } from "./Arcs";
import { onScreen } from "./camera";
import { Lands } from "./Lands";
import { Marks } from "./Marks";
import { type Arc, firstInView, type Mark } from "./marks";
import { useCamera, ZOOM_STEP } from "./useCamera";
import type { Point, World } from "./world";

interface WorldMapProperties {
  world: World;
  marks: readonly Mark[];
  arcs: readonly Arc[];
  names: Names;
  /** What is chosen or pointed at, as the address names it. */
  chosen: string;
  lit: string;
  onLight: (choice: Choice | null) => void;
  onChoose: (choice: Choice) => void;
}

export function WorldMap({ world, marks, arcs, names, chosen, lit, onLight, onChoose }: WorldMapProperties) {
  const box = useRef<HTMLDivElement>(null);
  const screen = useSize(box);
  const moving = useCamera(box, screen, firstInView(marks, screen.width), marks.map(({ at }) => at));
  const [tip, setTip] = useState<Point | null>(null);
  const { camera } = moving;
  const tints = useMemo(() => tintsOf(marks), [marks]);
  const point = (choice: Choice | null, event?: PointerEvent) => {
    const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
    setTip(choice === null || event === undefined ? null : { x: event.clientX - left, y: event.clientY - top });
    onLight(choice);
  };
  const act = (choice: Choice) => {
    if (!moving.wasDrag()) onChoose(choice);
  };
  const at = (where: Point) => onScreen(camera, where);
  const shared = { at, chosen, lit, onPoint: point, onChoose: act };
  return (
    <div
      ref={box}
      class="world"
      role="group"
      tabIndex={0}
      aria-label={t("map.keys")}
      onKeyDown={moving.onKeyDown}
      onPointerDown={moving.onPointerDown}
      onPointerMove={moving.onPointerMove}
      onPointerUp={moving.onPointerUp}
      onPointerCancel={moving.onPointerUp}
    >
      {screen.width > 0 && (
        <>
          <Lands world={world} camera={camera} screen={screen} tints={tints} />
          <svg width={screen.width} height={screen.height} aria-hidden="true">
            <Arcs arcs={arcs} {...shared} />
            <Marks marks={marks} screen={screen} {...shared} />
          </svg>
        </>
      )}
      <div class="map-zoom">
        <button type="button" onClick={() => moving.zoom(ZOOM_STEP)} aria-label={t("map.nearer")}>+</button>
        <button type="button" onClick={() => moving.zoom(1 / ZOOM_STEP)} aria-label={t("map.farther")}>−</button>
        <button type="button" onClick={moving.fit} aria-label={t("map.all")} title={t("map.all")}>⤢</button>
      </div>
      {tip !== null && lit !== "" && <Tip at={tip} width={screen.width} text={tipOf(lit, arcs, marks, names)} />}
    </div>
  );
}

/** Beside the pointer, on the side where there is room. */
function Tip({ at, width, text }: { at: Point; width: number; text: string }) {
  const side = at.x > width / 2 ? { insetInlineEnd: `${width - at.x + 12}px` } : { insetInlineStart: `${at.x + 12}px` };
  return <div class="tip" style={{ top: `${at.y + 12}px`, ...side }}>{text}</div>;
}

function tipOf(lit: string, arcs: readonly Arc[], marks: readonly Mark[], names: Names): string {
  const arc = arcs.find(({ band }) => toText(choose(band, false)) === lit);
  if (arc !== undefined) return `${endsInWords(arc.band.start, names)} → ${endsInWords(arc.band.target, names)}: ${sumInWords(arc.band.sum)}`;
  const mark = marks.find(({ place }) => `at:${place.id}` === lit);
  if (mark === undefined) return "";
  return mark.sum === null ? mark.place.name : `${mark.place.name}: ${sumInWords(mark.sum)}`;
}

function tintsOf(marks: readonly Mark[]): ReadonlyMap<string, number> {
  const most = Math.max(1, ...marks.map(({ sum }) => sum?.operations ?? 0));
  const countries = marks.filter(({ place }) => place.type === "country");
  return new Map(countries.map(({ place, sum }) => [place.code ?? "", Math.sqrt((sum?.operations ?? 0) / most)]));
}
