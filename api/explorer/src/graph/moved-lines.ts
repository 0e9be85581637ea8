/**
 * The lines of a thing that is being dragged, where it has many: drawn plainly on a canvas below Cytoscape's.
 *
 * Cytoscape works out each moved line, its head and its bounds anew for each drawing, which takes three times as long as all the rest.
 */

import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import type { Point } from "../state/scene";
import { bendOf, type End, headOf, plainLine, type PlainLine } from "./plain-line";
import { wiped } from "./surface";

/** Fewer lines Cytoscape draws quickly enough. */
const FROM = 12;
/** As look.ts asks of Cytoscape's own heads. */
const HEAD = 0.75 * 0.3;
const LEAST_HEAD = 29;
/** Smaller on the screen, a head cannot be told from the line. */
const SEEN = 1.5;

interface Pen {
  colour: string;
  width: number;
  opacity: number;
  dashes: number[];
}

interface Moved {
  source: NodeSingular;
  target: NodeSingular;
  bend: number;
}

export const drawMovedLines = (cy: Core, canvas: HTMLCanvasElement): MovedLines => new MovedLines(cy, canvas);

class MovedLines {
  private held: NodeSingular | null = null;
  private pens: { pen: Pen; lines: Moved[] }[] = [];

  constructor(
    private readonly cy: Core,
    private readonly canvas: HTMLCanvasElement,
  ) {
    cy.on("drag", "node", (event) => this.take(event.target as NodeSingular));
    cy.on("free", "node", () => this.letGo());
    cy.on("render", () => this.draw());
  }

  private take(node: NodeSingular): void {
    const edges = node.connectedEdges();
    if (this.held !== null || edges.length < FROM) return;
    this.held = node;
    const pens = new Map<string, { pen: Pen; lines: Moved[] }>();
    edges.forEach((edge) => {
      const pen = penOf(edge);
      const key = JSON.stringify(pen);
      const same = pens.get(key);
      if (same === undefined) pens.set(key, { pen, lines: [movedOf(edge)] });
      else same.lines.push(movedOf(edge));
    });
    this.pens = [...pens.values()];
    edges.addClass("moved");
  }

  private letGo(): void {
    if (this.held === null) return;
    this.held = null;
    this.pens = [];
    this.cy.edges(".moved").removeClass("moved");
    wiped(this.canvas);
  }

  private draw(): void {
    if (this.held === null) return;
    const context = wiped(this.canvas);
    if (context === null) return;
    const [zoom, pan] = [this.cy.zoom(), this.cy.pan()];
    context.translate(pan.x, pan.y);
    context.scale(zoom, zoom);
    for (const { pen, lines } of this.pens) drawAll(context, pen, lines.flatMap((moved) => lineOf(moved) ?? []), zoom);
  }
}

function movedOf(edge: EdgeSingular): Moved {
  const [source, target] = [edge.source(), edge.target()];
  // Cytoscape's types promise a list; a straight line has none.
  const [control] = (edge.controlPoints() as Point[] | undefined) ?? [];
  return { source, target, bend: bendOf(source.position(), target.position(), control) };
}

const lineOf = ({ source, target, bend }: Moved): PlainLine | null => plainLine(endOf(source), endOf(target), bend);

const endOf = (node: NodeSingular): End => ({ ...node.position(), radius: (node.data("size") as number) / 2 });

function penOf(edge: EdgeSingular): Pen {
  const style = edge.style("line-style") as string;
  return {
    colour: edge.style("line-color") as string,
    width: edge.numericStyle("width") as number,
    opacity: (edge.numericStyle("opacity") as number) * (edge.numericStyle("line-opacity") as number),
    dashes: style === "dashed" ? edge.numericStyle("line-dash-pattern") as number[] : style === "dotted" ? [1, 1] : [],
  };
}

function drawAll(context: CanvasRenderingContext2D, pen: Pen, lines: readonly PlainLine[], zoom: number): void {
  context.globalAlpha = pen.opacity;
  context.strokeStyle = context.fillStyle = pen.colour;
  context.lineWidth = pen.width;
  context.setLineDash(pen.dashes);
  context.beginPath();
  for (const { from, bend, to } of lines) {
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
  }
  context.stroke();
  const size = HEAD * Math.max((pen.width * 13.37) ** 0.9, LEAST_HEAD);
  if (size * zoom < SEEN) return;
  context.beginPath();
  for (const line of lines) {
    for (const [index, { x, y }] of headOf(line, size).entries()) {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
  context.fill();
}
