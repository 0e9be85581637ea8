/** How near a picture may be looked at with all its names in view. Names are as large at every zoom, so that the nearer one looks, the less they reach out. */

import type { Rect } from "./labelling";

/** A thing in the picture, and on the screen what is drawn round its middle. */
export interface Framed {
  x: number;
  y: number;
  /** Half its size in the picture. */
  half: number;
  /** On the screen: half the width of its name, and how far the name reaches below it. */
  aside: number;
  below: number;
}

const TURNS = 24;
/** Of a phone, narrower; of a page at twice its size, lower. */
const NARROW = 600;
const LOW = 340;

/** Whether a canvas is too small for everything to be seen on it at once with its names. */
export const isSmall = (width: number, height: number): boolean => width < NARROW || height < LOW;

/** What is seen of things at a zoom, in the screen's pixels from the picture's origin. */
export function seenAt(zoom: number, things: readonly Framed[]): Rect {
  const reach = ({ half, aside }: Framed) => Math.max(half * zoom, aside);
  return {
    x1: Math.min(...things.map((thing) => thing.x * zoom - reach(thing))),
    x2: Math.max(...things.map((thing) => thing.x * zoom + reach(thing))),
    y1: Math.min(...things.map(({ y, half }) => (y - half) * zoom)),
    y2: Math.max(...things.map(({ y, half, below }) => (y + half) * zoom + below)),
  };
}

/** The nearest zoom between `least` and `most` at which all is within `width` and `height`; `least` where none is. */
export function zoomFor(things: readonly Framed[], width: number, height: number, least: number, most: number): number {
  const fits = (zoom: number): boolean => {
    const { x1, x2, y1, y2 } = seenAt(zoom, things);
    return x2 - x1 <= width && y2 - y1 <= height;
  };
  if (fits(most)) return most;
  let [low, high] = [least, most];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
