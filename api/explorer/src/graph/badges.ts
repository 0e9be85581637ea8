/** What Cytoscape cannot write into a node: country codes, and "+121" for what is not shown. Drawn on a canvas above its own. */

import type { Core, NodeSingular } from "cytoscape";
import { colour, FONT } from "./look";

/** Below this zoom the badges would cover the things they belong to. */
const LEAST_ZOOM = 0.55;

export function drawBadges(cy: Core, canvas: HTMLCanvasElement): void {
  const context = prepare(canvas);
  if (!context) return;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const colours = { ink: colour("ink"), card: colour("card"), line: colour("line"), on: colour("on-colour") };
  cy.nodes().forEach((node) => {
    context.globalAlpha = node.hasClass("dim") || node.hasClass("faded") ? 0.3 : 1;
    drawCode(context, node, colours.on);
    if (cy.zoom() >= LEAST_ZOOM) drawMore(context, node, colours);
  });
}

function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio;
  const { width, height } = canvas.getBoundingClientRect();
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

function drawCode(context: CanvasRenderingContext2D, node: NodeSingular, ink: string): void {
  const code = node.data("code") as string;
  if (code === "") return;
  const { x, y } = node.renderedPosition();
  context.font = `700 ${node.renderedWidth() * 0.36}px ${FONT}`;
  context.fillStyle = ink;
  context.fillText(code, x, y);
}

function drawMore(context: CanvasRenderingContext2D, node: NodeSingular, colours: { ink: string; card: string; line: string }): void {
  const count = (node.data("stack") as number | undefined) ?? (node.data("more") as number);
  if (count <= 0 || context.globalAlpha < 1) return;
  const { x, y } = node.renderedPosition();
  const corner = node.renderedWidth() * 0.37;
  const text = node.data("stack") === undefined ? `+${short(count)}` : `×${count}`;
  context.font = `600 10px ${FONT}`;
  const width = context.measureText(text).width + 9;
  context.fillStyle = colours.card;
  context.strokeStyle = colours.line;
  context.beginPath();
  context.roundRect(x + corner - 4, y - corner - 9, width, 15, 7.5);
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink;
  context.fillText(text, x + corner - 4 + width / 2, y - corner - 1);
}

const short = (count: number): string => (count > 999 ? `${(count / 1000).toFixed(1)}k` : String(count));
