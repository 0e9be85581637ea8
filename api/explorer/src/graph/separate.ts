/** Pushing things apart until neither they nor their labels lie on each other. Pure geometry. */

export interface Box {
  id: string;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Shift {
  x: number;
  y: number;
}

const ROUNDS = 60;
const GAP = 8;
const SPIRAL_STEP = 9;

/** How far each movable box must go. Fixed ones stay, even on each other. */
export function separate(boxes: readonly Box[], isMovable: (id: string) => boolean): Map<string, Shift> {
  const shifts = new Map<string, Shift>(boxes.filter(({ id }) => isMovable(id)).map(({ id }) => [id, { x: 0, y: 0 }]));
  for (let round = 0; round < ROUNDS; round++) {
    if (!pushAll(boxes, shifts)) return shifts;
  }
  for (const box of boxes) {
    if (shifts.has(box.id)) shifts.set(box.id, freePlace(box, boxes, shifts));
  }
  return shifts;
}

/** Jammed between fixed ones, pushing never ends: look outwards along a spiral for the nearest free place. Outside all of them there is one. */
function freePlace(box: Box, boxes: readonly Box[], shifts: ReadonlyMap<string, Shift>): Shift {
  const from = shifts.get(box.id) ?? { x: 0, y: 0 };
  const others = boxes.filter(({ id }) => id !== box.id).map((other) => moveBy(other, shifts.get(other.id)));
  for (let turn = 0; ; turn++) {
    const radius = SPIRAL_STEP * Math.sqrt(turn) * 2;
    const shift = { x: from.x + Math.cos(turn * 2.39996) * radius, y: from.y + Math.sin(turn * 2.39996) * radius };
    const here = moveBy(box, shift);
    if (!others.some((other) => isOn(here, other))) return shift;
  }
}

const isOn = (a: Box, b: Box): boolean => a.x1 < b.x2 + GAP && b.x1 < a.x2 + GAP && a.y1 < b.y2 + GAP && b.y1 < a.y2 + GAP;

function pushAll(boxes: readonly Box[], shifts: ReadonlyMap<string, Shift>): boolean {
  let moved = false;
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const [shiftA, shiftB] = [shifts.get(a.id), shifts.get(b.id)];
      if (shiftA === undefined && shiftB === undefined) continue;
      moved = push(moveBy(a, shiftA), moveBy(b, shiftB), shiftA, shiftB) || moved;
    }
  }
  return moved;
}

const moveBy = ({ id, x1, y1, x2, y2 }: Box, shift: Shift = { x: 0, y: 0 }): Box => ({
  id,
  x1: x1 + shift.x,
  y1: y1 + shift.y,
  x2: x2 + shift.x,
  y2: y2 + shift.y,
});

/** Along the axis on which the two overlap less; a fixed one leaves the whole way to the other. */
function push(a: Box, b: Box, shiftA: Shift | undefined, shiftB: Shift | undefined): boolean {
  const overlapX = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1) + GAP;
  const overlapY = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1) + GAP;
  if (overlapX <= 0.01 || overlapY <= 0.01) return false;
  const axis = overlapX < overlapY ? "x" : "y";
  const overlap = Math.min(overlapX, overlapY);
  const before = axis === "x" ? a.x1 + a.x2 <= b.x1 + b.x2 : a.y1 + a.y2 <= b.y1 + b.y2;
  const way = before ? overlap : -overlap;
  const share = shiftA && shiftB ? 0.5 : 1;
  if (shiftA) shiftA[axis] -= way * share;
  if (shiftB) shiftB[axis] += way * share;
  return true;
}
