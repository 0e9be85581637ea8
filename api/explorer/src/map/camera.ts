/** Which part of the plane is on the screen: a point of the plane stands at `k * x + dx`, `k * y + dy`. Pure. */

import { type Point, WORLD } from "./world";

export interface Camera {
  k: number;
  dx: number;
  dy: number;
}

export interface Screen {
  width: number;
  height: number;
}

/** The plane that is looked at, from 0 to its width and height, and how near one may come: pixels for its unit. */
export interface Ground {
  width: number;
  height: number;
  nearest: number;
  nearestAtFirst: number;
}

/** The nearest: a city fills the screen, and outlines of this scale are coarse already; a single place is shown with the countries round it. */
const MAP: Ground = { ...WORLD, nearest: 60, nearestAtFirst: 9 };
/** So far from the edge the outermost marks stand at first, as their labels need room. */
const MARGIN = 64;

const farthest = ({ width, height }: Screen, ground: Ground): number => Math.min(width / ground.width, height / ground.height);

export const onScreen = ({ k, dx, dy }: Camera, { x, y }: Point): Point => ({ x: k * x + dx, y: k * y + dy });

/** All of the given points, with room for labels; the whole plane where there are none. */
export function cameraOn(points: readonly Point[], screen: Screen, ground: Ground = MAP): Camera {
  const all = points.length === 0 ? [{ x: 0, y: 0 }, { x: ground.width, y: ground.height }] : points;
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const margin = points.length === 0 ? 0 : Math.min(MARGIN, screen.width / 6, screen.height / 6);
  const wanted = Math.min((screen.width - 2 * margin) / Math.max(1, right - left), (screen.height - 2 * margin) / Math.max(1, bottom - top));
  const k = Math.max(farthest(screen, ground), Math.min(ground.nearestAtFirst, wanted));
  const camera = { k, dx: screen.width / 2 - (k * (left + right)) / 2, dy: screen.height / 2 - (k * (top + bottom)) / 2 };
  return within(camera, screen, ground);
}

/** Nearer or farther, the point under the finger or the pointer staying where it is. */
export function zoomed(camera: Camera, factor: number, at: Point, screen: Screen, ground: Ground = MAP): Camera {
  const k = Math.max(farthest(screen, ground), Math.min(ground.nearest, camera.k * factor));
  const by = k / camera.k;
  return within({ k, dx: at.x - (at.x - camera.dx) * by, dy: at.y - (at.y - camera.dy) * by }, screen, ground);
}

export const moved = (camera: Camera, x: number, y: number, screen: Screen, ground: Ground = MAP): Camera =>
  within({ ...camera, dx: camera.dx + x, dy: camera.dy + y }, screen, ground);

/** The plane never leaves the screen: where it is the smaller of the two it stands in the middle. */
function within({ k, dx, dy }: Camera, { width, height }: Screen, ground: Ground): Camera {
  return { k, dx: held(dx, k * ground.width, width), dy: held(dy, k * ground.height, height) };
}

function held(at: number, size: number, room: number): number {
  return size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at));
}
