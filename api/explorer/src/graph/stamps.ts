/** Names drawn once and kept as pictures: writing text is what takes time on a canvas without a GPU. */

import { FONT } from "./look";

export interface Stamp {
  picture: OffscreenCanvas;
  width: number;
  height: number;
}

export interface Hand {
  size: number;
  weight: 400 | 600 | 700;
  ink: string;
  /** Behind the letters: round each as a halo, or as a plate under the whole. */
  ground: string;
  plate: boolean;
}

const MOST_KEPT = 4000;
const LINE = 1.18;
const HALO = 3;

const measuring = new OffscreenCanvas(1, 1).getContext("2d");
const kept = new Map<string, Stamp>();

export const forgetStamps = (): void => kept.clear();

export function stampOf(text: string, hand: Hand, ratio: number): Stamp {
  const key = `${hand.size} ${hand.weight} ${hand.ink} ${hand.ground} ${hand.plate} ${ratio} ${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const made = write(text.split("\n"), hand, ratio);
  kept.set(key, made);
  return made;
}

/** How large a thing's name is on the screen, without drawing it. */
export function sizeOf(text: string, size: number): { width: number; height: number } {
  if (measuring) measuring.font = `600 ${size}px ${FONT}`;
  const lines = text.split("\n");
  const widest = Math.max(...lines.map((line) => measuring?.measureText(line).width ?? line.length * 7));
  return { width: Math.ceil(widest) + 2 * HALO, height: Math.ceil(size * LINE * lines.length) };
}

function write(lines: readonly string[], hand: Hand, ratio: number): Stamp {
  const font = `${hand.weight} ${hand.size}px ${FONT}`;
  if (measuring) measuring.font = font;
  const widest = Math.max(...lines.map((line) => measuring?.measureText(line).width ?? line.length * 7));
  const edge = hand.plate ? 3 : HALO;
  const step = hand.size * LINE;
  const [width, height] = [Math.ceil(widest) + 2 * edge, Math.ceil(step * lines.length) + 2 * (hand.plate ? 1 : 0)];
  const picture = new OffscreenCanvas(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
  const context = picture.getContext("2d");
  if (context === null) return { picture, width, height };
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (hand.plate) plate(context, width, height, hand.ground);
  for (const [index, line] of lines.entries()) {
    const y = height / 2 + (index - (lines.length - 1) / 2) * step;
    if (!hand.plate) halo(context, line, width / 2, y, hand.ground);
    context.fillStyle = hand.ink;
    context.fillText(line, width / 2, y);
  }
  return { picture, width, height };
}

function plate(context: OffscreenCanvasRenderingContext2D, width: number, height: number, ground: string): void {
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(0, 0, width, height, 3);
  context.fill();
}

function halo(context: OffscreenCanvasRenderingContext2D, line: string, x: number, y: number, ground: string): void {
  context.strokeStyle = ground;
  context.lineWidth = 2 * HALO;
  context.lineJoin = "round";
  context.strokeText(line, x, y);
}
