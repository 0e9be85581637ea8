/** The things as dots: small ones as squares or as ready pictures, since outlining fifty thousand circles takes too long. */

import type { Camera, Screen } from "../map/camera";
import type { Left } from "./choice";
import { meets, type Window, windowOf } from "./find";
import { at, type Whole } from "./whole";

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Pixels from side to side up to which a square cannot be told from a circle. */
const SQUARE = 4;
/** The radius from which on circles are so few that they are outlined one by one. */
const OUTLINED = 14;
/** Outside of the period: so much of its colour stays. */
const PALE = 0.15;

/** Paint the things in view; `colours` are those of the types by their number. */
export function paintDots(pen: Pen, whole: Whole, camera: Camera, screen: Screen, left: Left, colours: readonly string[], ratio: number): void {
  const window = windowOf(camera, screen);
  const inView = whole.areas.filter((area) => meets(window, area.x, area.y, area.r));
  // The types come in the order of their weight: those that matter most are painted last, over the others.
  for (let type = whole.types.length - 1; type >= 0; type--) {
    if (left.types.has(type)) continue;
    pen.fillStyle = colours[type] ?? "gray";
    const sprites = new Map<number, OffscreenCanvas>();
    for (const { first, count } of inView) {
      for (let number = first; number < first + count; number++) {
        if (whole.type[number] !== type) continue;
        pen.globalAlpha = left.things.has(number) ? PALE : 1;
        paintDot(pen, whole, camera, window, number, sprites, ratio);
      }
    }
  }
  pen.globalAlpha = 1;
}

function paintDot(pen: Pen, whole: Whole, { k, dx, dy }: Camera, window: Window, number: number, sprites: Map<number, OffscreenCanvas>, ratio: number): void {
  const [x, y, r] = [at(whole.x, number), at(whole.y, number), at(whole.r, number)];
  if (!meets(window, x, y, r)) return;
  const size = 2 * r * k;
  if (size <= SQUARE) {
    const side = Math.max(1, Math.round(size * 0.85 * ratio)) / ratio;
    pen.fillRect(Math.round((k * x + dx - side / 2) * ratio) / ratio, Math.round((k * y + dy - side / 2) * ratio) / ratio, side, side);
    return;
  }
  if (size >= 2 * OUTLINED) {
    pen.beginPath();
    pen.arc(k * x + dx, k * y + dy, size / 2, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  const side = Math.round(size * ratio);
  const sprite = sprites.get(side) ?? dot(side, pen.fillStyle);
  sprites.set(side, sprite);
  pen.drawImage(sprite, Math.round((k * x + dx) * ratio - side / 2) / ratio, Math.round((k * y + dy) * ratio - side / 2) / ratio, side / ratio, side / ratio);
}

function dot(side: number, colour: Pen["fillStyle"]): OffscreenCanvas {
  const picture = new OffscreenCanvas(side, side);
  const pen = picture.getContext("2d");
  if (pen === null) return picture;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(side / 2, side / 2, side / 2, 0, 2 * Math.PI);
  pen.fill();
  return picture;
}
