/** Quick moves: what stays where it is in the picture is drawn once and kept while a thing or the ground is dragged. */

import type { Core } from "cytoscape";

/** A part of Cytoscape's canvas that its types do not tell of; without it things are only moved more slowly. */
interface Renderer {
  data: { lyrTxrCache?: { firstGet: boolean } };
}

/**
 * Cytoscape keeps such pictures, but makes none within a quarter of a second after anything has changed: while a thing is
 * dragged it would draw all the others, one by one, in each frame. At its first drawing it makes them at once; so it is
 * to do whenever something is moved. If they are there already, nothing is made.
 */
export function keepStillThings(cy: Core): void {
  const { renderer } = cy as unknown as { renderer: () => Renderer };
  cy.on("drag dragpan pinchzoom scrollzoom", () => {
    const { lyrTxrCache: pictures } = renderer.call(cy).data;
    if (pictures !== undefined) pictures.firstGet = true;
  });
}
