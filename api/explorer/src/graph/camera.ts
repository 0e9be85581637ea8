/** What part of the picture is seen: all of it, a legible part, nearer or farther. */

import type { Core } from "cytoscape";
import { prefersStillness } from "../theme";
import { isSmall, seenAt, zoomFor } from "./framing";
import { framed } from "./names";

/** Room for the tools above and the labels around; less of it where the canvas is small. */
const PADDING = 64;
const CLOSEST = 1.25;
/** On a small canvas, everything at once would be dots without names: rather a legible part, with what is selected in its middle. */
const LEGIBLE = 0.72;
const STEP = 1.25;

export class Camera {
  constructor(private readonly cy: Core) {}

  /** Everything into view, but never magnified beyond reading size; `legible` rather keeps names readable on a small canvas. */
  fit(legible = false, moves = true): void {
    const { cy } = this;
    if (cy.nodes().empty()) return;
    const box = cy.elements().boundingBox();
    const [width, height] = [cy.width(), cy.height()];
    const [aside, below] = [Math.min(PADDING, width * 0.04), Math.min(PADDING, height * 0.05)];
    const above = Math.min(PADDING, height * 0.22);
    const zoom = Math.min((width - 2 * aside) / box.w, (height - above - below) / box.h, CLOSEST);
    const small = isSmall(width, height);
    // The room at the sides of a small canvas is too little for names.
    if (small && (!legible || zoom >= LEGIBLE)) {
      this.fitNames({ aside, above, below }, moves);
      return;
    }
    const target = Math.max(zoom, legible && small ? LEGIBLE : cy.minZoom());
    const chosen = cy.$("node.selected");
    const middle = target > zoom && chosen.nonempty() ? chosen.boundingBox() : box;
    this.go(target, {
      x: width / 2 - (middle.x1 + middle.w / 2) * target,
      y: above + (height - above - below) / 2 - (middle.y1 + middle.h / 2) * target,
    }, moves);
  }

  private fitNames({ aside, above, below }: { aside: number; above: number; below: number }, moves: boolean): void {
    const { cy } = this;
    const things = cy.nodes().map(framed);
    const [width, height] = [cy.width() - 2 * aside, cy.height() - above - below];
    const zoom = zoomFor(things, width, height, cy.minZoom(), CLOSEST);
    const { x1, y1, x2, y2 } = seenAt(zoom, things);
    this.go(zoom, { x: aside + width / 2 - (x1 + x2) / 2, y: above + height / 2 - (y1 + y2) / 2 }, moves);
  }

  /** Fit only when something fell outside; otherwise the view stays as the user left it. */
  reveal(): void {
    const seen = this.cy.extent();
    const box = this.cy.elements().boundingBox();
    if (box.x1 < seen.x1 || box.x2 > seen.x2 || box.y1 < seen.y1 || box.y2 > seen.y2) this.fit(true);
  }

  /** One step nearer or farther, round the middle. */
  zoom(way: "in" | "out"): void {
    const { cy } = this;
    const [x, y] = [cy.width() / 2, cy.height() / 2];
    const before = cy.zoom();
    const zoom = Math.min(cy.maxZoom(), Math.max(cy.minZoom(), way === "in" ? before * STEP : before / STEP));
    const pan = cy.pan();
    this.go(zoom, { x: x - ((x - pan.x) * zoom) / before, y: y - ((y - pan.y) * zoom) / before });
  }

  /** Bring a thing that was reached by keyboard into sight, if it is not. */
  follow(id: string): void {
    const node = this.cy.getElementById(id);
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    const [width, height] = [this.cy.width(), this.cy.height()];
    if (x > 20 && y > 20 && x < width - 20 && y < height - 20) return;
    const pan = this.cy.pan();
    this.go(this.cy.zoom(), { x: pan.x + width / 2 - x, y: pan.y + height / 2 - y });
  }

  private go(zoom: number, pan: { x: number; y: number }, moves = true): void {
    this.cy.stop();
    if (!moves || prefersStillness()) this.cy.viewport({ zoom, pan });
    else this.cy.animate({ zoom, pan }, { duration: 260 });
  }
}
