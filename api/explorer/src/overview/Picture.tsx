/** The picture, and moving in it. What it shows stands in the list beside it too, which is read out. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useSize } from "../flows/useSize";
import { typeName } from "../kinds";
import { useCamera, ZOOM_STEP } from "../map/useCamera";
import type { Point } from "../map/world";
import { Text } from "../text/Text";
import { t, tn } from "../text/messages";
import { onTheme } from "../theme";
import type { Left } from "./choice";
import { cornersOf, findAt, type Found } from "./find";
import { forgetLayer } from "./layer";
import { paint } from "./paint";
import { at, nameOf, namesOfArea, typeOf, type Whole } from "./whole";

interface PictureProperties {
  whole: Whole;
  left: Left;
  chosen: Found;
  /** What the list points at. */
  lit: Found;
  onChoose: (found: Found) => void;
  onOpen: (thing: number) => void;
}

const NOTHING: Found = { area: null, thing: null };
/** Round a thing that is brought into view, in the server's measure. */
const ROUND_THING = 90;

export function Picture({ whole, left, chosen, lit, onChoose, onOpen }: PictureProperties) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const screen = useSize(box);
  const all = wholeCorners(whole);
  const moving = useCamera(box, screen, shownOf(whole, chosen) ?? all, all, whole.ground);
  const [under, setUnder] = useState<{ found: Found; at: Point }>({ found: NOTHING, at: { x: 0, y: 0 } });
  const [turn, setTurn] = useState(0);
  const { camera } = moving;
  useEffect(() => onTheme(() => setTurn((old) => old + 1)), []);
  useEffect(() => forgetLayer, []);

  const thing = under.found.thing ?? lit.thing ?? chosen.thing;
  const area = lit.area ?? under.found.area ?? chosen.area;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (canvas.current === null || screen.width === 0) return;
      paint(canvas.current, { whole, camera, screen, left, thing, area });
      // For those who wait for the picture, and look for something in it: nothing in a canvas is an element.
      if (box.current !== null) box.current.dataset.painted = [camera.k, camera.dx, camera.dy].join(" ");
    });
    return () => cancelAnimationFrame(frame);
  }, [whole, camera.k, camera.dx, camera.dy, screen.width, screen.height, left, thing, area, turn]);

  // What is chosen elsewhere, in the list or by Back, is brought into view; what is clicked here is in view already.
  const clicked = useRef<Found>(chosen);
  useEffect(() => {
    const points = shownOf(whole, chosen);
    if (points !== null && (clicked.current.area !== chosen.area || clicked.current.thing !== chosen.thing)) moving.show(points);
    clicked.current = chosen;
  }, [whole, chosen.area, chosen.thing]);

  const where = (event: MouseEvent): Point => {
    const { x: start = 0, y: top = 0 } = box.current?.getBoundingClientRect() ?? {};
    return { x: event.clientX - start, y: event.clientY - top };
  };
  const choose = (event: MouseEvent) => {
    if (moving.wasDrag()) return;
    const found = findAt(whole, camera, where(event), left);
    clicked.current = found;
    onChoose(found);
  };
  return (
    <div
      ref={box}
      class="world whole"
      role="group"
      tabIndex={0}
      aria-label={t("overview.keys")}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target === box.current && chosen.thing !== null) onOpen(chosen.thing);
        else moving.onKeyDown(event);
      }}
      onPointerDown={moving.onPointerDown}
      onPointerMove={(event) => {
        moving.onPointerMove(event);
        if (event.pointerType === "mouse" && event.buttons === 0) setUnder({ found: findAt(whole, camera, where(event), left), at: where(event) });
      }}
      onPointerUp={moving.onPointerUp}
      onPointerCancel={moving.onPointerUp}
      onPointerLeave={() => setUnder(({ at: last }) => ({ found: NOTHING, at: last }))}
    >
      <canvas
        ref={canvas}
        onClick={choose}
        onDblClick={(event) => {
          const { thing: found } = findAt(whole, camera, where(event), left);
          if (found !== null) onOpen(found);
        }}
      />
      <div class="map-zoom">
        <button type="button" onClick={() => moving.zoom(ZOOM_STEP)} aria-label={t("map.nearer")}>+</button>
        <button type="button" onClick={() => moving.zoom(1 / ZOOM_STEP)} aria-label={t("map.farther")}>−</button>
        <button type="button" onClick={moving.fit} aria-label={t("overview.all")} title={t("overview.all")}>⤢</button>
      </div>
      <Tip whole={whole} found={under.found} at={under.at} width={screen.width} />
    </div>
  );
}

function Tip({ whole, found, at: { x, y }, width }: { whole: Whole; found: Found; at: Point; width: number }) {
  const area = found.area === null ? undefined : whole.areas[found.area];
  if (area === undefined) return null;
  const side = x > width / 2 ? { insetInlineEnd: `${width - x + 12}px` } : { insetInlineStart: `${x + 12}px` };
  return (
    <div class="tip" style={{ top: `${y + 12}px`, ...side }}>
      {found.thing === null ? (
        <><Text>{namesOfArea(whole, area).join(" · ")}</Text> <small>{tn("overview.things", area.count)}</small></>
      ) : (
        <><Text>{nameOf(whole, found.thing)}</Text> <small>{typeName(typeOf(whole, found.thing))}</small></>
      )}
    </div>
  );
}

const wholeCorners = ({ ground: { width, height } }: Whole): readonly Point[] => [{ x: 0, y: 0 }, { x: width, y: height }];

/** What is brought into view when something is chosen; null where nothing is. */
function shownOf(whole: Whole, { area, thing }: Found): readonly Point[] | null {
  if (thing !== null) return cornersOf({ x: at(whole.x, thing), y: at(whole.y, thing), r: at(whole.r, thing) + ROUND_THING });
  const known = area === null ? undefined : whole.areas[area];
  return known === undefined ? null : cornersOf(known);
}
