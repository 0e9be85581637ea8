/** Moving over a plane: by wheel, by one finger or two, by keys. Until somebody moves, `first` is in view. */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Camera, cameraOn, type Ground, moved, type Screen, zoomed } from "./camera";
import type { Point } from "./world";

const STEP = 1.5;
const KEY_PIXELS = 60;
/** A finger that stays within this has clicked. */
const SLACK = 4;

export interface Moving {
  camera: Camera;
  zoom: (factor: number) => void;
  fit: () => void;
  show: (points: readonly Point[]) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  /** Whether the last press was a drag, which chooses nothing. */
  wasDrag: () => boolean;
}

export const ZOOM_STEP = STEP;

/** `all` is what 0 brings into view; `ground` is the plane, that of the map where none is given. */
export function useCamera(box: RefObject<HTMLElement | null>, screen: Screen, first: readonly Point[], all: readonly Point[], ground?: Ground): Moving {
  const [chosen, setChosen] = useState<Camera | null>(null);
  const camera = chosen ?? cameraOn(first, screen, ground);
  const now = useRef({ camera, screen });
  now.current = { camera, screen };
  const change = (next: (camera: Camera, screen: Screen) => Camera) => setChosen(next(now.current.camera, now.current.screen));
  const fingers = useRef(new Map<number, Point>());
  const travelled = useRef(0);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const at = { x: event.clientX - left, y: event.clientY - top };
      change((old, size) => zoomed(old, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), at, size, ground));
    };
    // Preact's own listeners are passive: they could not keep the page from scrolling.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);

  const zoom = (factor: number) => change((old, size) => zoomed(old, factor, { x: size.width / 2, y: size.height / 2 }, size, ground));
  const move = (x: number, y: number) => change((old, size) => moved(old, x, y, size, ground));
  const show = (points: readonly Point[]) => change((_, size) => cameraOn(points, size, ground));
  const fit = () => show(all);

  const keys: Readonly<Record<string, () => void>> = {
    "+": () => zoom(STEP),
    "=": () => zoom(STEP),
    "-": () => zoom(1 / STEP),
    ArrowLeft: () => move(KEY_PIXELS, 0),
    ArrowRight: () => move(-KEY_PIXELS, 0),
    ArrowUp: () => move(0, KEY_PIXELS),
    ArrowDown: () => move(0, -KEY_PIXELS),
    f: fit,
    "0": fit,
  };

  return {
    camera,
    zoom,
    fit,
    show,
    onKeyDown: (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
    onPointerDown: (event) => {
      travelled.current = 0;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove: (event) => {
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) return;
      const after = { x: event.clientX, y: event.clientY };
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, after);
      travelled.current += Math.hypot(after.x - before.x, after.y - before.y);
      if (travelled.current <= SLACK) return;
      if (other === undefined) {
        // Kept also when it leaves the map; only of a drag, as a click must reach what it is on.
        box.current?.setPointerCapture(event.pointerId);
        move(after.x - before.x, after.y - before.y);
        return;
      }
      const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
      const apart = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      const middle = { x: (after.x + other.x) / 2 - left, y: (after.y + other.y) / 2 - top };
      change((old, size) => zoomed(old, apart(after) / apart(before), middle, size, ground));
    },
    onPointerUp: (event) => {
      fingers.current.delete(event.pointerId);
    },
    wasDrag: () => travelled.current > SLACK,
  };
}
