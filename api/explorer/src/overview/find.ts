/** What lies under the pointer, and what is in view. Pure. */

import { type Camera, onScreen, type Screen } from "../map/camera";
import type { Point } from "../map/world";
import { isLeft, type Left } from "./choice";
import { at, type Whole } from "./whole";

/** A finger need not meet a thing of two pixels. */
const REACH = 9;

export interface Found {
  area: number | null;
  thing: number | null;
}

/** The area at a point of the screen, and the nearest of its things that can be told from its neighbours there. */
export function findAt(whole: Whole, camera: Camera, point: Point, left: Left): Found {
  const [x, y] = [(point.x - camera.dx) / camera.k, (point.y - camera.dy) / camera.k];
  const area = whole.areas.findIndex((one) => Math.hypot(one.x - x, one.y - y) <= one.r);
  const known = whole.areas[area];
  if (known === undefined) return { area: null, thing: null };
  let [thing, nearest]: [number | null, number] = [null, REACH / camera.k];
  for (let number = known.first; number < known.first + known.count; number++) {
    if (isLeft(whole, left, number) || !isTold(whole, camera, number)) continue;
    // Within a thing counts as nearer than beside another one.
    const far = Math.hypot(at(whole.x, number) - x, at(whole.y, number) - y) - at(whole.r, number);
    if (far < nearest) [thing, nearest] = [number, far];
  }
  return { area, thing };
}

/** Whether a thing is large enough to be pointed at; of smaller ones the area is meant. */
export const isTold = (whole: Whole, { k }: Camera, number: number): boolean => at(whole.r, number) * k >= 2;

export interface Window {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The part of the plane that is on the screen. */
export const windowOf = ({ k, dx, dy }: Camera, { width, height }: Screen): Window => ({
  left: -dx / k,
  right: (width - dx) / k,
  top: -dy / k,
  bottom: (height - dy) / k,
});

export const meets = ({ left, right, top, bottom }: Window, x: number, y: number, r: number): boolean =>
  x + r >= left && x - r <= right && y + r >= top && y - r <= bottom;

/** The corners of what is shown when an area is brought into view. */
export const cornersOf = ({ x, y, r }: { x: number; y: number; r: number }): readonly Point[] => [{ x: x - r, y: y - r }, { x: x + r, y: y + r }];

export const placeOf = (whole: Whole, camera: Camera, number: number): Point =>
  onScreen(camera, { x: at(whole.x, number), y: at(whole.y, number) });
