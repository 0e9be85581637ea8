/** Which names are drawn, and where: none over another, the important ones first. Pure geometry. */

export interface Rect {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Wanted {
  id: string;
  /** Where the name may stand, the best place first. */
  places: readonly Rect[];
  /** Drawn over things where nothing is free, such as the name of what is selected; never over another name. */
  must: boolean;
}

/** Rectangles by the squares of a grid that they touch, so that each is compared with its neighbours alone. */
class Grid {
  private readonly cells = new Map<string, Rect[]>();

  add(rect: Rect): void {
    for (const key of keysOf(rect)) {
      const cell = this.cells.get(key);
      if (cell === undefined) this.cells.set(key, [rect]);
      else cell.push(rect);
    }
  }

  isFree(rect: Rect): boolean {
    return !keysOf(rect).some((key) => this.cells.get(key)?.some((other) => overlap(rect, other)));
  }
}

const CELL = 80;

function keysOf({ x1, y1, x2, y2 }: Rect): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(x1 / CELL); x <= Math.floor(x2 / CELL); x++) {
    for (let y = Math.floor(y1 / CELL); y <= Math.floor(y2 / CELL); y++) keys.push(`${x} ${y}`);
  }
  return keys;
}

export const overlap = (a: Rect, b: Rect): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

/** Choose a place for each name that has one; `wanted` comes most important first, `things` are what no name should cover. */
export function fit(wanted: readonly Wanted[], things: readonly Rect[]): Map<string, Rect> {
  const names = new Grid();
  const covered = new Grid();
  for (const thing of things) covered.add(thing);
  const chosen = new Map<string, Rect>();
  for (const { id, places, must } of wanted) {
    const free = places.filter((place) => names.isFree(place));
    const place = free.find((one) => covered.isFree(one)) ?? (must ? free[0] : undefined);
    if (place === undefined) continue;
    names.add(place);
    chosen.set(id, place);
  }
  return chosen;
}
