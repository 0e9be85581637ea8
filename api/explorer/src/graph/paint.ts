/** Marks on the canvas for what is selected: the rest fades, near lines stand out, few of them carry their name. */

import type { CollectionReturnValue, Core } from "cytoscape";
import type { Picture } from "../state/picture";
import type { State } from "../state/store";

/** Of more lines than these no names are asked for; of fewer, those that fit are drawn. */
export const MOST_NAMED = 40;
/** In a small picture nothing needs to fade. */
const FADING_FROM = 7;

export function paint(cy: Core, { selection, pathFrom, marked }: State, picture: Picture): void {
  cy.batch(() => {
    cy.elements().removeClass("selected near named dim path marked");
    for (const id of marked) cy.getElementById(id).addClass("marked");
    if (pathFrom !== null) cy.getElementById(pathFrom).addClass("path");
    if (selection === null) return;
    if (selection.what === "edge") paintEdge(cy, picture, selection);
    else if (selection.what === "path") paintPath(cy, picture, selection);
    else paintNode(cy, selection.id);
  });
}

function paintNode(cy: Core, id: string): void {
  const node = cy.getElementById(id);
  if (node.empty()) return;
  node.addClass("selected");
  const lines = node.connectedEdges();
  lines.addClass("near");
  if (lines.length <= MOST_NAMED) lines.addClass("named");
  fadeAllBut(cy, node.closedNeighborhood());
}

function paintEdge(cy: Core, picture: Picture, edge: { source: string; relation: string; target: string }): void {
  const line = picture.lines.find(({ edges }) =>
    edges.some(({ source, relation, target }) => source === edge.source && relation === edge.relation && target === edge.target),
  );
  if (line === undefined) return;
  const drawn = cy.getElementById(line.id);
  drawn.addClass("selected");
  fadeAllBut(cy, drawn.union(drawn.connectedNodes()));
}

function paintPath(cy: Core, picture: Picture, { ids, edges }: { ids: readonly string[]; edges: readonly string[] }): void {
  const steps = new Set(edges);
  const home = new Map(picture.stacks.flatMap(({ id, members }) => members.map((member) => [member.id, id] as const)));
  const lines = picture.lines.filter((line) => line.edges.some(({ id }) => steps.has(id)));
  let path: CollectionReturnValue = cy.collection();
  for (const id of ids) path = path.union(cy.getElementById(home.get(id) ?? id));
  for (const { id } of lines) path = path.union(cy.getElementById(id));
  path.addClass("path");
  fadeAllBut(cy, path);
}

function fadeAllBut(cy: Core, kept: CollectionReturnValue): void {
  if (cy.nodes().length >= FADING_FROM) cy.elements().difference(kept).addClass("dim");
}
