/** One picture of the whole graph: areas, the links between them, things, what is pointed at, names. */

import { type Hand, stampOf } from "../graph/stamps";
import type { Camera, Screen } from "../map/camera";
import { onScreen } from "../map/camera";
import { plain } from "../text/bidi";
import { fit, widthOf } from "../text/fit";
import { FONT } from "../graph/look";
import type { Left } from "./choice";
import { placeOf } from "./find";
import { type Label, labelsOf, type MeasureLabel, nameForThing } from "./labels";
import { paintLayer } from "./layer";
import { at, neighboursOf, type Whole } from "./whole";

export interface Drawn {
  whole: Whole;
  camera: Camera;
  screen: Screen;
  left: Left;
  /** What is pointed at or chosen. */
  thing: number | null;
  area: number | null;
}

/** So many links between areas are drawn, the thickest: more would hide each other. */
const MOST_BUNDLES = 120;
const MOST_LINES = 1500;
const GOLDEN_DEGREES = 137.508;
/** Pixels for the longest name; longer ones are cut, and stand whole in the tip and the list. */
const WIDEST = 168;

export function paint(canvas: HTMLCanvasElement, drawn: Drawn): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const { screen, whole, camera, left } = drawn;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(screen.width * ratio), Math.round(screen.height * ratio)];
  // Setting the size anew would throw the bitmap away at every frame.
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, screen.width, screen.height);
  paintBundles(pen, drawn, colour("--near"));
  paintAreas(pen, drawn, colour("--ink"));
  if (drawn.thing !== null) paintLinks(pen, drawn, drawn.thing, colour("--ink"));
  paintLayer(pen, whole, camera, screen, left, whole.types.map((type) => colour(`--${type}`)), ratio);
  if (drawn.thing !== null) paintRing(pen, drawn, drawn.thing, colour("--ink"));
  paintNames(pen, drawn, { ink: colour("--ink"), ground: colour("--canvas") }, ratio);
}

function paintBundles(pen: CanvasRenderingContext2D, { whole, camera }: Drawn, colour: string): void {
  const heaviest = [...whole.bundles].sort((a, b) => b[2] - a[2]).slice(0, MOST_BUNDLES);
  const most = heaviest[0]?.[2] ?? 1;
  pen.strokeStyle = colour;
  for (const [one, other, links] of heaviest) {
    const [a, b] = [whole.areas[one], whole.areas[other]];
    if (a === undefined || b === undefined) continue;
    const [from, to] = [onScreen(camera, a), onScreen(camera, b)];
    pen.globalAlpha = 0.1 + 0.3 * Math.sqrt(links / most);
    pen.lineWidth = 1 + 7 * Math.sqrt(links / most);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function paintAreas(pen: CanvasRenderingContext2D, { whole, camera, area: chosen }: Drawn, ink: string): void {
  const ground = getComputedStyle(pen.canvas).getPropertyValue("--canvas").trim();
  for (const [number, area] of whole.areas.entries()) {
    const { x, y } = onScreen(camera, area);
    pen.beginPath();
    pen.arc(x, y, area.r * camera.k, 0, 2 * Math.PI);
    // Links pass below areas, not through them.
    pen.fillStyle = ground;
    pen.fill();
    pen.fillStyle = `hsl(${(number * GOLDEN_DEGREES) % 360} 55% 50% / ${number === chosen ? 0.19 : 0.13})`;
    pen.fill();
    pen.strokeStyle = number === chosen ? ink : `hsl(${(number * GOLDEN_DEGREES) % 360} 45% 50% / 0.5)`;
    pen.lineWidth = number === chosen ? 2 : 1;
    pen.stroke();
  }
}

function paintLinks(pen: CanvasRenderingContext2D, { whole, camera }: Drawn, thing: number, ink: string): void {
  const here = placeOf(whole, camera, thing);
  pen.strokeStyle = ink;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.45;
  pen.beginPath();
  for (const other of neighboursOf(whole, thing).subarray(0, MOST_LINES)) {
    const there = placeOf(whole, camera, other);
    pen.moveTo(here.x, here.y);
    pen.lineTo(there.x, there.y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

function paintRing(pen: CanvasRenderingContext2D, { whole, camera }: Drawn, thing: number, ink: string): void {
  const here = placeOf(whole, camera, thing);
  pen.strokeStyle = ink;
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.arc(here.x, here.y, Math.max(4, at(whole.r, thing) * camera.k + 2), 0, 2 * Math.PI);
  pen.stroke();
}

const handOf = (isArea: boolean, colours: Pick<Hand, "ink" | "ground">): Hand => ({ size: isArea ? 13 : 12, weight: isArea ? 700 : 400, plate: false, ...colours });

const CUT_RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]…$/u;

const cuts = new Map<string, string>();

/** A name as it is written: with no character that reorders it, and no wider than there is room. */
function cut(name: string): string {
  const known = cuts.get(name);
  if (known !== undefined) return known;
  const fitted = fit(plain(name), WIDEST, (text) => widthOf(text, `700 13px ${FONT}`));
  // The canvas writes from the left: the mark keeps the dots at the end of a name that is read from the right.
  const made = CUT_RIGHT_TO_LEFT.test(fitted) ? `${fitted}\u200f` : fitted;
  cuts.set(name, made);
  return made;
}

function paintNames(pen: CanvasRenderingContext2D, { whole, camera, screen, left, thing }: Drawn, colours: Pick<Hand, "ink" | "ground">, ratio: number): void {
  const stamp = (text: string, isArea: boolean) => stampOf(text, handOf(isArea, colours), ratio);
  const measure: MeasureLabel = (text, isArea) => stamp(text, isArea);
  const labels: Label[] = labelsOf(whole, camera, screen, left, cut, measure);
  if (thing !== null && !labels.some((label) => label.thing === thing)) labels.push(nameForThing(whole, camera, thing, cut, measure));
  for (const { text, at: { x, y }, area } of labels) {
    const { picture, width, height } = stamp(text, area !== null);
    pen.drawImage(picture, Math.round((x - width / 2) * ratio) / ratio, Math.round((y - height / 2) * ratio) / ratio, width, height);
  }
}
