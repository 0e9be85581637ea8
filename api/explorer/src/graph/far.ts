/** Dashes and dots of lines, which take long to draw, are left out where the eye cannot tell them apart. */

import type { Core, EdgeCollection, EdgeSingular } from "cytoscape";

/** Below this zoom; dots are as far apart as they are wide. */
export const FAR = 0.5;

export function leaveOutDashesFromAfar(cy: Core): void {
  let isFar = cy.zoom() < FAR;
  const mark = (edges: EdgeCollection) => void edges.toggleClass("far", isFar);
  cy.on("zoom", () => {
    if (cy.zoom() < FAR === isFar) return;
    isFar = !isFar;
    mark(cy.edges());
  });
  cy.on("add", "edge", (event) => mark(event.target as EdgeSingular));
}
