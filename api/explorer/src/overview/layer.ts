/** The dots, kept as a picture larger than the screen: who drags the ground sees it moved, and nothing painted anew. */

import type { Camera, Screen } from "../map/camera";
import type { Left } from "./choice";
import { paintDots } from "./dots";
import type { Whole } from "./whole";

interface Kept {
  picture: OffscreenCanvas;
  /** What it depends on; another of these, and it is painted anew. */
  key: readonly unknown[];
  /** Where the camera stood. */
  dx: number;
  dy: number;
}

/** So much of the screen's width and height lies ready beyond each edge. */
const BEYOND = 0.4;

let kept: Kept | null = null;

/** Forget the picture, so that its memory is free when the view is left. */
export const forgetLayer = (): void => {
  kept = null;
};

export function paintLayer(pen: CanvasRenderingContext2D, whole: Whole, camera: Camera, screen: Screen, left: Left, colours: readonly string[], ratio: number): void {
  const [beyondX, beyondY] = [Math.round(screen.width * BEYOND), Math.round(screen.height * BEYOND)];
  const key = [whole, camera.k, left, colours.join(), ratio, screen.width, screen.height];
  const isReady = kept !== null && key.every((part, index) => part === kept?.key[index]) && Math.abs(camera.dx - kept.dx) <= beyondX && Math.abs(camera.dy - kept.dy) <= beyondY;
  if (kept === null || !isReady) {
    const wide = { width: screen.width + 2 * beyondX, height: screen.height + 2 * beyondY };
    const picture = new OffscreenCanvas(Math.round(wide.width * ratio), Math.round(wide.height * ratio));
    const own = picture.getContext("2d");
    own?.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (own) paintDots(own, whole, { k: camera.k, dx: camera.dx + beyondX, dy: camera.dy + beyondY }, wide, left, colours, ratio);
    kept = { picture, key, dx: camera.dx, dy: camera.dy };
  }
  const [x, y] = [camera.dx - kept.dx - beyondX, camera.dy - kept.dy - beyondY];
  pen.drawImage(kept.picture, Math.round(x * ratio) / ratio, Math.round(y * ratio) / ratio, kept.picture.width / ratio, kept.picture.height / ratio);
}
