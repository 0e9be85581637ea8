/** Finding places for what has none, leaving the rest where it stands. */

import type { Core, LayoutOptions, NodeCollection, SingularAnimationOptionsPos } from "cytoscape";
import { Problem, ServerGone } from "../api/client";
import type { Point } from "../state/scene";
import type { Stack } from "../state/stacks";
import { prefersStillness } from "../theme";
import { getLayout } from "./calls";
import { separate } from "./separate";
import type { Pair } from "./types";

/** Above this many things the finest quality takes seconds. */
const MOST_FOR_PROOF = 250;
const MOST_ANIMATED = 300;
/** Above this many the page would stand still for seconds: the server finds the places. */
const MOST_HERE = 400;
const MOVE_MS = 380;

type Places = Record<string, Point>;

/** New things start where they come from, or round what they are linked to, so that nothing flies across. */
export function seed(loose: NodeCollection, origins: ReadonlyMap<string, Point>): void {
  loose.forEach((node, index) => {
    const anchors = node.neighborhood("node").difference(loose);
    const origin = origins.get(node.id());
    const centre = origin ?? (anchors.nonempty() ? centreOf(anchors.nodes()) : { x: 0, y: 0 });
    // The golden angle spreads any number of them evenly.
    const angle = index * 2.39996;
    const radius = origin ? 14 * Math.sqrt(index) : 150 + 8 * index;
    node.position({ x: centre.x + Math.cos(angle) * radius, y: centre.y + Math.sin(angle) * radius });
  });
}

function centreOf(nodes: NodeCollection): Point {
  const points = nodes.map((node) => node.position());
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / points.length, y: sum.y / points.length };
}

const placesOf = (nodes: NodeCollection): Places => Object.fromEntries(nodes.map((node) => [node.id(), { ...node.position() }]));

/** Lay out `loose`, with everything else fixed; resolves, after the move, to where all things then stand. */
export async function layOut(cy: Core, loose: NodeCollection, stacks: readonly Stack[]): Promise<Places> {
  const before = placesOf(cy.nodes());
  if (cy.nodes().length > MOST_HERE) return layOutThere(cy, loose, stacks);
  run(cy, loose);
  const after = { ...placesOf(cy.nodes()), ...unchanged(before, loose) };
  cy.nodes().positions((node) => after[node.id()] ?? node.position());
  clear(cy, loose);
  const places = placesOf(cy.nodes());
  if (cy.nodes().length <= MOST_ANIMATED && !prefersStillness()) await glide(loose, before, places);
  return places;
}

/** Where the server does not answer, things stay where they began, round what they are linked to. */
async function layOutThere(cy: Core, loose: NodeCollection, stacks: readonly Stack[]): Promise<Places> {
  const members = new Map(stacks.map((stack) => [stack.id, stack.members.map(({ id }) => id)]));
  const drawn = cy.nodes().map((node) => ({ node, ids: members.get(node.id()) ?? [node.id()] }));
  const standing = drawn.filter(({ node }) => !loose.contains(node));
  const at = Object.fromEntries(standing.map(({ node, ids }): [string, Pair] => [ids[0] ?? node.id(), [node.position("x"), node.position("y")]]));
  try {
    const found = await getLayout(drawn.flatMap(({ ids }) => ids), [...members.values()], at);
    for (const { node, ids } of drawn) {
      const place = found[ids[0] ?? node.id()];
      if (place && loose.contains(node)) node.position({ x: place[0], y: place[1] });
    }
  } catch (error) {
    if (!(error instanceof ServerGone) && !(error instanceof Problem)) throw error;
  }
  return placesOf(cy.nodes());
}

function run(cy: Core, loose: NodeCollection): void {
  const fixed = cy.nodes().difference(loose).nodes();
  const options = {
    name: "fcose",
    quality: cy.nodes().length > MOST_FOR_PROOF ? "default" : "proof",
    randomize: fixed.empty(),
    animate: false,
    fit: false,
    nodeDimensionsIncludeLabels: true,
    nodeRepulsion: () => 16000,
    idealEdgeLength: () => 130,
    nodeSeparation: 130,
    gravity: 0.2,
    fixedNodeConstraint: fixed.empty() ? undefined : fixed.map((node) => ({ nodeId: node.id(), position: { ...node.position() } })),
  } as unknown as LayoutOptions;
  cy.layout(options).run();
}

/** The layout keeps its constraints only roughly: what stood gets its exact place back. */
function unchanged(before: Places, loose: NodeCollection): Places {
  return Object.fromEntries(Object.entries(before).filter(([id]) => !loose.getElementById(id).nonempty()));
}

function clear(cy: Core, loose: NodeCollection): void {
  const boxes = cy.nodes().map((node) => ({ id: node.id(), ...node.boundingBox({ includeOverlays: false, includeEdges: false }) }));
  const shifts = separate(boxes, (id) => loose.getElementById(id).nonempty());
  loose.forEach((node) => void node.shift(shifts.get(node.id()) ?? { x: 0, y: 0 }));
}

async function glide(loose: NodeCollection, from: Places, to: Places): Promise<void> {
  loose.positions((node) => from[node.id()] ?? node.position());
  const moves = loose.map((node) => {
    // Cytoscape's types ask for fields of which its documentation says that one is enough.
    const move = { position: to[node.id()], duration: MOVE_MS, easing: "ease-out" } as unknown as SingularAnimationOptionsPos;
    return node.animation(move).play();
  });
  await Promise.all(moves.map((move) => move.promise("complete")));
}
