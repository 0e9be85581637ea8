/** The names on the canvas, as large on the screen at every zoom: those that fit are drawn, the rest wait for a nearer look. */

import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import type { Point } from "../state/scene";
import { badgeBoxes, type Shades } from "./badges";
import { pointAlong } from "./curves";
import { fit, type Rect, type Wanted } from "./labelling";
import type { Framed } from "./framing";
import { type Hand, sizeOf, type Stamp, stampOf } from "./stamps";

const SIZE = 12;
const LINE_SIZE = 10.5;
/** Smaller than this on the screen a thing is a dot: there its neighbour's name says more. */
const SEEN = 14;
const GAP = 4;
/** Along a line, where its name may stand. */
const SPOTS = [0.5, 0.4, 0.6, 0.3, 0.7];
/** Nearer than this, lines that run side by side are named without being asked. */
const NAMES_PARALLELS = 0.6;
const MOST_PARALLEL = 40;

interface Name {
  id: string;
  stamp: Stamp;
  dim: boolean;
  /** Of a line's name: the things it lies between. */
  between?: [string, string];
}

interface Place {
  name: Name;
  at: Rect;
  /** How far along its line. */
  spot: number;
}

/** Rectangles are in screen pixels from the picture's origin, so that they hold while it is moved about. */
export interface Names {
  places: readonly Place[];
  zoom: number;
}

export function placeNames(cy: Core, shades: Shades, ratio: number): Names {
  const zoom = cy.zoom();
  const ranked: { name: Name; rank: number; weight: number; wanted: Wanted }[] = [];
  const want = (name: Name, places: Rect[], rank: number, weight: number, must: boolean) => {
    ranked.push({ name, rank, weight, wanted: { id: name.id, places, must } });
  };
  const things: Rect[] = [];
  const view = viewOf(cy);
  cy.nodes().forEach((node) => {
    const body = bodyOf(node, zoom);
    if (body.x2 - body.x1 >= SEEN) things.push(shrink(body), ...badgeBoxes(node, zoom));
    const isMain = node.hasClass("selected") || node.hasClass("hover") || node.hasClass("path") || node.hasClass("marked");
    const dim = node.hasClass("dim") || node.hasClass("faded");
    const stamp = stampOf(node.data("text") as string, nodeHand(node, shades), ratio);
    want({ id: node.id(), stamp, dim }, wholeFirst(placesRound(body, stamp), view), isMain ? 0 : dim ? 4 : 2, node.data("weight") as number, isMain);
  });
  namedLines(cy, zoom).forEach((edge) => {
    const isMain = edge.hasClass("selected") || edge.hasClass("hover") || edge.hasClass("path");
    const stamp = stampOf(edge.data("label") as string, lineHand(edge, shades), ratio);
    const places = SPOTS.flatMap((spot) => boxRound(pointAlong(edge, spot), zoom, stamp) ?? []);
    const between: [string, string] = [edge.source().id(), edge.target().id()];
    want({ id: edge.id(), stamp, dim: edge.hasClass("dim"), between }, places, isMain ? 1 : 3, edge.data("width") as number, isMain);
  });
  ranked.sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.wanted.id < b.wanted.id ? -1 : 1));
  const chosen = fit(ranked.map(({ wanted }) => wanted), things);
  const places = ranked.flatMap(({ name, wanted }) => {
    const at = chosen.get(name.id);
    return at === undefined ? [] : [{ name, at, spot: SPOTS[wanted.places.indexOf(at)] ?? 0.5 }];
  });
  return { zoom, places };
}

/** A thing with the room that its name takes below it, where names stand first of all. */
export function framed(node: NodeSingular): Framed {
  const { width, height } = sizeOf(node.data("text") as string, SIZE);
  return { ...node.position(), half: (node.data("size") as number) / 2, aside: width / 2, below: GAP + height };
}

export function drawNames(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, { places }: Names, cy: Core): void {
  const pan = cy.pan();
  for (const { name, at } of places) {
    const [x, y] = [at.x1 + pan.x, at.y1 + pan.y];
    if (x > cy.width() || y > cy.height() || x + name.stamp.width < 0 || y + name.stamp.height < 0) continue;
    context.globalAlpha = name.dim ? 0.35 : 1;
    context.drawImage(name.stamp.picture, Math.round(x), Math.round(y), name.stamp.width, name.stamp.height);
  }
  context.globalAlpha = 1;
}

/** The name of a thing that is being dragged goes with it, those of its lines as much as they are near to it. */
export function moveNames(names: Names, id: string, by: Point): Names {
  const [x, y] = [by.x * names.zoom, by.y * names.zoom];
  const places = names.places.map((place) => {
    const share = shareOf(place, id);
    const { x1, y1, x2, y2 } = place.at;
    return share === 0 ? place : { ...place, at: { x1: x1 + x * share, y1: y1 + y * share, x2: x2 + x * share, y2: y2 + y * share } };
  });
  return { ...names, places };
}

function shareOf({ name, spot }: Place, id: string): number {
  if (name.id === id) return 1;
  const [source, target] = name.between ?? [];
  return source === id ? 1 - spot : target === id ? spot : 0;
}

function bodyOf(node: NodeSingular, zoom: number): Rect {
  const { x, y } = node.position();
  const half = ((node.data("size") as number) * zoom) / 2;
  return { x1: x * zoom - half, y1: y * zoom - half, x2: x * zoom + half, y2: y * zoom + half };
}

/** Shapes do not fill their squares: a name may come near their corners. */
function shrink({ x1, y1, x2, y2 }: Rect): Rect {
  const by = (x2 - x1) * 0.14;
  return { x1: x1 + by, y1: y1 + by, x2: x2 - by, y2: y2 - by };
}

function placesRound({ x1, y1, x2, y2 }: Rect, { width, height }: Stamp): Rect[] {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const box = (left: number, top: number): Rect => ({ x1: left, y1: top, x2: left + width, y2: top + height });
  return [
    box(x - width / 2, y2 + GAP),
    box(x - width / 2, y1 - GAP - height),
    box(x2 + GAP, y - height / 2),
    box(x1 - GAP - width, y - height / 2),
  ];
}

function viewOf(cy: Core): Rect {
  const { x, y } = cy.pan();
  return { x1: -x, y1: -y, x2: cy.width() - x, y2: cy.height() - y };
}

/** Where the edge of the canvas would cut a name, it stands only if it can stand nowhere else. */
function wholeFirst(places: readonly Rect[], view: Rect): Rect[] {
  const isWhole = ({ x1, y1, x2, y2 }: Rect): boolean => x1 >= view.x1 && x2 <= view.x2 && y1 >= view.y1 && y2 <= view.y2;
  return [...places.filter(isWhole), ...places.filter((place) => !isWhole(place))];
}

function boxRound(point: { x: number; y: number } | null, zoom: number, { width, height }: Stamp): Rect | null {
  if (point === null) return null;
  const [x, y] = [point.x * zoom, point.y * zoom];
  return { x1: x - width / 2, y1: y - height / 2, x2: x + width / 2, y2: y + height / 2 };
}

function nodeHand(node: NodeSingular, { ink, canvas }: Shades): Hand {
  const isHeavy = node.hasClass("selected") || node.hasClass("path") || node.data("stack") !== undefined;
  return { size: SIZE, weight: isHeavy ? 600 : 400, ink, ground: canvas, plate: false };
}

const lineHand = (edge: EdgeSingular, { ink, canvas, disputed }: Shades): Hand => ({
  size: LINE_SIZE,
  weight: edge.hasClass("selected") || edge.hasClass("path") ? 600 : 400,
  ink: edge.hasClass("disputed") ? disputed : ink,
  ground: canvas,
  plate: true,
});

function namedLines(cy: Core, zoom: number) {
  const asked = cy.edges(".named, .beside, .selected, .path, .hover, .disputed");
  if (zoom < NAMES_PARALLELS) return asked;
  const parallel = cy.edges(".parallel").difference(".dim");
  return parallel.length > MOST_PARALLEL ? asked : asked.union(parallel);
}
