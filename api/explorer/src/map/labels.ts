/** Which labels are shown, and where: beside their mark, none over another or over a mark, none cut at the edge. */

import type { Screen } from "./camera";
import type { Point } from "./world";

export interface Wanted {
  key: string;
  text: string;
  width: number;
  at: Point;
  radius: number;
}

export interface Label {
  key: string;
  text: string;
  x: number;
  y: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const HEIGHT = 16;
const GAP = 4;
const EDGE = 4;

/** The first wanted come first; what finds no room has no label, and is named where it is pointed at, and in the list. */
export function placeLabels(wanted: readonly Wanted[], screen: Screen): readonly Label[] {
  const taken: Box[] = wanted.map(({ at, radius }) => ({ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius }));
  return wanted.flatMap((one, index): Label[] => {
    const own = taken[index];
    const free = boxesOf(one).find((box) => isInside(box, screen) && !taken.some((other) => other !== own && overlap(box, other)));
    if (free === undefined) return [];
    taken.push(free);
    return [{ key: one.key, text: one.text, x: free.left, y: free.bottom - 4 }];
  });
}

/** Right, left, below, above, then the corners. */
function boxesOf({ at, radius, width }: Wanted): readonly Box[] {
  const corner = radius * 0.75 + 1;
  const box = (left: number, top: number): Box => ({ left, right: left + width, top, bottom: top + HEIGHT });
  return [
    box(at.x + radius + GAP, at.y - HEIGHT / 2),
    box(at.x - radius - GAP - width, at.y - HEIGHT / 2),
    box(at.x - width / 2, at.y + radius + 1),
    box(at.x - width / 2, at.y - radius - 1 - HEIGHT),
    ...[-1, 1].flatMap((down) => [box(at.x + corner, at.y + down * (corner + HEIGHT / 2) - HEIGHT / 2), box(at.x - corner - width, at.y + down * (corner + HEIGHT / 2) - HEIGHT / 2)]),
  ];
}

const isInside = ({ left, right, top, bottom }: Box, { width, height }: Screen): boolean =>
  left >= EDGE && right <= width - EDGE && top >= EDGE && bottom <= height - EDGE;

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
