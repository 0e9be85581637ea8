/** What is drawn above Cytoscape's canvas: names and badges. */

import type { Core, NodeSingular } from "cytoscape";
import { drawBadges, type Shades, shades } from "./badges";
import { drawNames, moveName, type Names, placeNames } from "./names";
import { forgetStamps } from "./stamps";

export class Overlay {
  private names: Names | null = null;
  private look: Shades = shades();

  constructor(
    private readonly cy: Core,
    private readonly canvas: HTMLCanvasElement,
  ) {
    cy.on("render", () => this.draw());
    cy.on("zoom", () => this.touch());
    cy.on("position", "node", (event) => {
      const node = event.target as NodeSingular;
      // A name follows its dragged thing; the others wait until it is let go, as placing all of them takes longer than a frame.
      if (!node.grabbed()) this.touch();
      else if (this.names !== null) this.names = moveName(this.names, node);
    });
    cy.on("free", "node", () => this.touch());
  }

  /** Something that names depend on has changed: they are placed anew when next drawn. */
  touch(): void {
    this.names = null;
  }

  restyle(): void {
    forgetStamps();
    this.look = shades();
    this.touch();
  }

  private draw(): void {
    const ratio = window.devicePixelRatio;
    const { width, height } = this.canvas.getBoundingClientRect();
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    const context = this.canvas.getContext("2d");
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.names ??= placeNames(this.cy, this.look, ratio);
    drawBadges(context, this.cy, this.look);
    drawNames(context, this.names, this.cy);
    this.tell();
  }

  /** The same on another surface, `ratio` times as large. */
  drawOn(context: OffscreenCanvasRenderingContext2D, ratio: number): void {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawBadges(context, this.cy, this.look);
    drawNames(context, placeNames(this.cy, this.look, ratio), this.cy);
  }

  /** For whoever asks which names are drawn where, as the tests do. */
  private tell(): void {
    // Not `scratch("names", …)`: Cytoscape then styles all things and lines anew, and draws once more.
    (this.cy.scratch() as Record<string, unknown>).names ??= () => (this.names?.places ?? []).map(({ name, at }) => ({ id: name.id, ...at }));
  }
}
