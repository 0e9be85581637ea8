/** What is drawn above Cytoscape's canvas: names and badges. */

import type { Core, NodeSingular } from "cytoscape";
import type { Point } from "../state/scene";
import { drawBadges, type Shades, shades } from "./badges";
import { drawNames, moveNames, type Names, placeNames } from "./names";
import { forgetStamps } from "./stamps";
import { wiped } from "./surface";

export class Overlay {
  private names: Names | null = null;
  private heldAt: Point = { x: 0, y: 0 };
  private look: Shades = shades();

  constructor(
    private readonly cy: Core,
    private readonly canvas: HTMLCanvasElement,
  ) {
    cy.on("render", () => this.draw());
    cy.on("zoom", () => this.touch());
    cy.on("position", "node", (event) => {
      const node = event.target as NodeSingular;
      // Names follow a dragged thing; the others wait until it is let go, as placing all of them takes longer than a frame.
      if (node.grabbed()) this.follow(node);
      else this.touch();
    });
    cy.on("grab", "node", (event) => {
      this.heldAt = { ...(event.target as NodeSingular).position() };
    });
    cy.on("free", "node", () => this.touch());
  }

  private follow(node: NodeSingular): void {
    const [from, to] = [this.heldAt, { ...node.position() }];
    if (this.names !== null) this.names = moveNames(this.names, node.id(), { x: to.x - from.x, y: to.y - from.y });
    this.heldAt = to;
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
    const context = wiped(this.canvas);
    if (context === null) return;
    this.names ??= placeNames(this.cy, this.look, window.devicePixelRatio);
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
