/** The line of an arc on the screen: bent to the left of its way, so that there and back are two lines; with a head. */

import type { Point } from "./world";

export interface Curve {
  path: string;
  head: string;
}

const BEND = 0.18;
const BEND_MORE = 0.09;

/** From the edge of one mark to the edge of another. */
export function curveOf(from: Point, to: Point, turn: number, width: number, radius: number): Curve {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(across, down) || 1;
  const bend = BEND + BEND_MORE * turn;
  const control = { x: (from.x + to.x) / 2 + down * bend, y: (from.y + to.y) / 2 - across * bend };
  const size = 5 + width * 1.1;
  const tip = towards(to, control, radius + 1);
  const end = towards(tip, control, Math.min(size * 0.9, far / 3));
  const angle = Math.atan2(tip.y - end.y, tip.x - end.x);
  const wing = (side: number): Point => ({
    x: end.x - Math.sin(angle) * side * size * 0.55,
    y: end.y + Math.cos(angle) * side * size * 0.55,
  });
  return {
    path: `M${pair(from)}Q${pair(control)} ${pair(end)}`,
    head: `M${pair(tip)}L${pair(wing(1))}L${pair(wing(-1))}Z`,
  };
}

function towards(from: Point, to: Point, by: number): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / far) * by, y: from.y + ((to.y - from.y) / far) * by };
}

const pair = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
