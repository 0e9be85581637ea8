/** A line between two things as three points and a head: where it leaves, where it is drawn to, where it arrives. Pure geometry. */

import type { Point } from "../state/scene";

export interface End extends Point {
  radius: number;
}

export interface PlainLine {
  from: Point;
  bend: Point;
  to: Point;
}

/** How far a line's control point lies beside the middle of its ends: it stays so while an end is moved. */
export function bendOf(from: Point, to: Point, control: Point | undefined): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (control === undefined || length === 0) return 0;
  const [x, y] = [control.x - (from.x + to.x) / 2, control.y - (from.y + to.y) / 2];
  return (y * dx - x * dy) / length;
}

/** From rim to rim; null where one thing covers the other. */
export function plainLine(from: End, to: End, bend: number): PlainLine | null {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length <= from.radius + to.radius) return null;
  const middle = { x: (from.x + to.x) / 2 - (dy / length) * bend, y: (from.y + to.y) / 2 + (dx / length) * bend };
  return { from: rim(from, middle), bend: middle, to: rim(to, middle) };
}

function rim({ x, y, radius }: End, towards: Point): Point {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const length = Math.hypot(dx, dy) || 1;
  return { x: x + (dx / length) * radius, y: y + (dy / length) * radius };
}

/** The three corners of a line's head, its tip first. */
export function headOf({ bend, to }: PlainLine, size: number): [Point, Point, Point] {
  const [dx, dy] = [to.x - bend.x, to.y - bend.y];
  const length = Math.hypot(dx, dy) || 1;
  const [x, y] = [(dx / length) * size, (dy / length) * size];
  const back = { x: to.x - x, y: to.y - y };
  return [to, { x: back.x - y / 2, y: back.y + x / 2 }, { x: back.x + y / 2, y: back.y - x / 2 }];
}
