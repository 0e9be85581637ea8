/** Small marks on things and lines that Cytoscape cannot write: country codes, "+121" for what is not shown, "≠" for what is disputed. */

import type { Core, NodeSingular } from "cytoscape";
import { pointAlong } from "./curves";
import type { Rect } from "./labelling";
import { colour, FONT } from "./look";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface Shades {
  ink: string;
  canvas: string;
  card: string;
  line: string;
  on: string;
  disputed: string;
}

export const shades = (): Shades => ({
  ink: colour("ink"),
  canvas: colour("canvas"),
  card: colour("card"),
  line: colour("line"),
  on: colour("on-colour"),
  disputed: colour("disputed"),
});

/** Below this zoom the badges would cover the things they belong to. */
const LEAST_ZOOM = 0.55;
const HEIGHT = 15;
const RIVAL = 15;
const LETTER = 6.2;

export function drawBadges(context: Context, cy: Core, look: Shades): void {
  const [zoom, pan] = [cy.zoom(), cy.pan()];
  context.textAlign = "center";
  context.textBaseline = "middle";
  cy.nodes().forEach((node) => {
    // From afar only codes are drawn, and most things have none.
    if (zoom < LEAST_ZOOM && node.data("code") === "") return;
    context.globalAlpha = node.hasClass("dim") || node.hasClass("faded") ? 0.3 : 1;
    drawCode(context, node, look.on);
    if (zoom < LEAST_ZOOM || context.globalAlpha < 1) return;
    const more = moreOf(node);
    if (more !== "") pill(context, moved(moreBox(node, zoom, more), pan), more, look.ink, look);
    if (node.data("disputed") === true) pill(context, moved(rivalBox(node, zoom), pan), "≠", look.disputed, look);
  });
  context.globalAlpha = 1;
  if (zoom >= LEAST_ZOOM) drawDisputed(context, cy, look);
}

/** A line without a name still shows that it is disputed. */
function drawDisputed(context: Context, cy: Core, look: Shades): void {
  const [zoom, pan] = [cy.zoom(), cy.pan()];
  cy.edges(".disputed").difference(".dim, .moved").forEach((edge) => {
    const point = pointAlong(edge, 0.82);
    if (point === null) return;
    const [x, y] = [point.x * zoom + pan.x, point.y * zoom + pan.y];
    pill(context, { x1: x - RIVAL / 2, y1: y - RIVAL / 2, x2: x + RIVAL / 2, y2: y + RIVAL / 2 }, "≠", look.disputed, look);
  });
}

/** Where a thing's badges lie, that no name may cover; in pixels from the picture's origin. */
export function badgeBoxes(node: NodeSingular, zoom: number): Rect[] {
  if (zoom < LEAST_ZOOM) return [];
  const more = moreOf(node);
  return [...(more === "" ? [] : [moreBox(node, zoom, more)]), ...(node.data("disputed") === true ? [rivalBox(node, zoom)] : [])];
}

function moreOf(node: NodeSingular): string {
  const stack = node.data("stack") as number | undefined;
  if (stack !== undefined) return `×${stack}`;
  const more = node.data("more") as number;
  return more > 0 ? `+${short(more)}` : "";
}

function moreBox(node: NodeSingular, zoom: number, text: string): Rect {
  const { x, y } = node.position();
  const corner = (node.data("size") as number) * zoom * 0.37;
  const left = x * zoom + corner - 4;
  const top = y * zoom - corner - 9;
  return { x1: left, y1: top, x2: left + text.length * LETTER + 8, y2: top + HEIGHT };
}

function rivalBox(node: NodeSingular, zoom: number): Rect {
  const { x, y } = node.position();
  const corner = (node.data("size") as number) * zoom * 0.37;
  const [left, top] = [x * zoom - corner - RIVAL + 4, y * zoom - corner - 9];
  return { x1: left, y1: top, x2: left + RIVAL, y2: top + RIVAL };
}

const moved = ({ x1, y1, x2, y2 }: Rect, by: { x: number; y: number }): Rect => ({ x1: x1 + by.x, y1: y1 + by.y, x2: x2 + by.x, y2: y2 + by.y });

function drawCode(context: Context, node: NodeSingular, ink: string): void {
  const code = node.data("code") as string;
  if (code === "") return;
  const { x, y } = node.renderedPosition();
  context.font = `700 ${node.renderedWidth() * 0.36}px ${FONT}`;
  context.fillStyle = ink;
  context.fillText(code, x, y);
}

function pill(context: Context, { x1, y1, x2, y2 }: Rect, text: string, ink: string, look: Shades): void {
  context.font = `600 10px "Crackdown signs", ${FONT}`;
  context.fillStyle = look.card;
  context.strokeStyle = ink === look.ink ? look.line : ink;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x1, y1, x2 - x1, y2 - y1, 7.5);
  context.fill();
  context.stroke();
  context.fillStyle = ink;
  context.fillText(text, (x1 + x2) / 2, (y1 + y2) / 2 + 0.5);
}

const short = (count: number): string => (count > 999 ? `${(count / 1000).toFixed(1)}k` : String(count));
