/** Waiting until what was put on the canvas is on the screen. */

import type { Core } from "cytoscape";

/** A page in the background is not drawn at all. */
const LONGEST_MS = 250;

export function drawn(cy: Core): Promise<void> {
  return new Promise((resolve) => {
    const late = window.setTimeout(resolve, LONGEST_MS);
    cy.one("render", () => {
      window.clearTimeout(late);
      // The frame is handed on when what draws in it has ended.
      window.setTimeout(resolve);
    });
  });
}
