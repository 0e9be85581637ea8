/** Which names are written: those of areas, then of things, the most important first, none over another. Pure. */

import { type Camera, onScreen, type Screen } from "../map/camera";
import type { Point } from "../map/world";
import { isLeft, type Left } from "./choice";
import { meets, placeOf, windowOf } from "./find";
import { at, nameOf, namesOfArea, type Whole } from "./whole";

export interface Label {
  text: string;
  at: Point;
  /** What it names, as the key of an area or a thing. */
  area: number | null;
  thing: number | null;
}

export interface Size {
  width: number;
  height: number;
}

export type MeasureLabel = (text: string, isArea: boolean) => Size;
export type Cut = (name: string) => string;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** In pixels: a smaller area or thing has no name yet. */
const LEAST_AREA = 16;
const SMALLEST = 3;
const LEAST_HUB = 4.5;
const LEAST_THING = 9;
/** An area for whose three names there is room. */
const ROOMY_AREA = 74;
/** An area that fills so much of the screen is what one stands in: its things have the names. */
const ENTERED = 0.75;
const MOST_THINGS = 70;
const GAP = 3;
/** Where the buttons that zoom stand. */
const BUTTONS: Box = { left: 0, right: 50, top: 0, bottom: 132 };

export function labelsOf(whole: Whole, camera: Camera, screen: Screen, left: Left, cut: Cut, measure: MeasureLabel): Label[] {
  const taken: Box[] = [BUTTONS];
  const isWritten = (label: Label): boolean => {
    const { width, height } = measure(label.text, label.area !== null);
    const box = { left: label.at.x - width / 2, right: label.at.x + width / 2, top: label.at.y - height / 2, bottom: label.at.y + height / 2 };
    const fits = box.left >= 0 && box.right <= screen.width && box.top >= 0 && box.bottom <= screen.height && !taken.some((other) => overlap(box, other));
    if (fits) taken.push(box);
    return fits;
  };
  const named = new Set<number>();
  const areas = wantedAreas(whole, camera, screen).flatMap((number) => {
    // Where three names find no room, one may.
    const found = namesForArea(whole, camera, screen, number, cut, measure).find(isWritten);
    if (found === undefined) return [];
    for (const thing of whole.areas[number]?.named_after ?? []) named.add(thing);
    return [found];
  });
  const things = wantedThings(whole, camera, screen, left).flatMap((number) => {
    const label = nameForThing(whole, camera, number, cut, measure);
    return !named.has(number) && isWritten(label) ? [label] : [];
  });
  return [...areas, ...things];
}

function wantedAreas({ areas }: Whole, camera: Camera, screen: Screen): number[] {
  const window = windowOf(camera, screen);
  const most = (ENTERED * Math.min(screen.width, screen.height)) / 2;
  return [...areas.keys()].filter((number) => {
    const area = areas[number];
    return area !== undefined && area.r * camera.k >= LEAST_AREA && area.r * camera.k <= most && meets(window, area.x, area.y, area.r);
  });
}

/** On the upper rim, where they hide least, else elsewhere; moved inwards at the edges of the screen. */
function namesForArea(whole: Whole, camera: Camera, screen: Screen, number: number, cut: Cut, measure: MeasureLabel): Label[] {
  const area = whole.areas[number];
  if (area === undefined) return [];
  const names = namesOfArea(whole, area).map(cut);
  const { x, y } = onScreen(camera, area);
  const counts = area.r * camera.k >= ROOMY_AREA ? [names.length, 2, 1] : [1];
  const tried = [...counts.map((count) => [count, -1] as const), [1, 0] as const, [1, 1] as const];
  return tried.map(([count, up]) => {
    const text = names.slice(0, count).join("\n");
    const { width, height } = measure(text, true);
    const at = { x: held(x, width, screen.width), y: held(y + up * (area.r * camera.k - height / 4), height, screen.height) };
    return { text, at, area: number, thing: null };
  });
}

/** The middle of what is so long, moved within so much room where it was at most half outside. */
function held(middle: number, length: number, room: number): number {
  return middle < 0 || middle > room ? middle : Math.min(Math.max(middle, length / 2), room - length / 2);
}

function wantedThings(whole: Whole, camera: Camera, screen: Screen, left: Left): number[] {
  const window = windowOf(camera, screen);
  const found: number[] = [];
  for (const number of whole.ranked) {
    // They come largest first; what hangs on a hub, all of one size, has its name later than small hubs.
    const radius = at(whole.r, number);
    if (found.length >= MOST_THINGS || radius * camera.k < (radius > SMALLEST ? LEAST_HUB : LEAST_THING)) break;
    if (!isLeft(whole, left, number) && meets(window, at(whole.x, number), at(whole.y, number), 0)) found.push(number);
  }
  return found;
}

export function nameForThing(whole: Whole, camera: Camera, number: number, cut: Cut, measure: MeasureLabel): Label {
  const text = cut(nameOf(whole, number));
  const { x, y } = placeOf(whole, camera, number);
  return { text, at: { x, y: y + at(whole.r, number) * camera.k + GAP + measure(text, false).height / 2 }, area: null, thing: number };
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
