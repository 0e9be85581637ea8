/**
 * Bands as a Sankey diagram, by d3-sankey.
 *
 * A country stands in each column by itself: who is sent from A to B and who from B to A meet in no node, so there is no circle.
 * With airports between, a band is two ribbons, which are chosen as one.
 */

import { sankey as makeSankey, type SankeyLink } from "d3-sankey";
import { type Measure, weightOf } from "./rows";
import type { Band } from "./types";

export interface SankeyNode {
  key: string;
  column: number;
  ids: readonly string[];
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

export interface Ribbon {
  band: Band;
  /** Its outline: a wide line with such bends would bulge out where the columns are near each other, as on a phone. */
  path: string;
}

export interface Diagram {
  nodes: readonly SankeyNode[];
  ribbons: readonly Ribbon[];
  height: number;
}

interface NodeDatum {
  key: string;
  column: number;
  ids: readonly string[];
}

interface LinkDatum {
  source: string;
  target: string;
  value: number;
  band: Band;
}

export const NODE_WIDTH = 10;
/** Between two nodes, so that the labels of the thinnest have room above each other. */
export const ROW = 24;
const LEAST_HEIGHT = 300;
const THINNEST = 1.5;

export function diagramOf(bands: readonly Band[], measure: Measure, width: number, margins: { start: number; end: number }): Diagram {
  const drawn = bands.filter((band) => weightOf(band, measure) > 0);
  if (drawn.length === 0 || width <= margins.start + margins.end) return { nodes: [], ribbons: [], height: 0 };
  const columns = drawn.some(({ via }) => via.length > 0) ? 3 : 2;
  const links = drawn.flatMap((band) => linksOf(band, columns, weightOf(band, measure)));
  const nodes = nodesOf(links);
  const fullest = Math.max(...[0, 1, 2].map((column) => nodes.filter((node) => node.column === column).length));
  const height = Math.max(LEAST_HEIGHT, fullest * ROW * 1.6);
  const layout = makeSankey<NodeDatum, LinkDatum>()
    .nodeId(({ key }) => key)
    .nodeAlign(({ column }) => column)
    .nodeWidth(NODE_WIDTH)
    .nodePadding(ROW)
    .extent([[margins.start, ROW], [width - margins.end, height - ROW / 2]]);
  const graph = layout({ nodes, links });
  return {
    height,
    nodes: graph.nodes.map(({ key, column, ids, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({ key, column, ids, x0, x1, y0, y1 })),
    ribbons: graph.links.map((link) => ({ band: link.band, path: outlineOf(link) })),
  };
}

function outlineOf({ source, target, y0 = 0, y1 = 0, width = 0 }: SankeyLink<NodeDatum, LinkDatum>): string {
  // After the layout its ends are nodes with places; the types cannot know.
  const [{ x1: from = 0 }, { x0: to = 0 }] = [source, target] as [Partial<SankeyNode>, Partial<SankeyNode>];
  const [middle, half] = [(from + to) / 2, Math.max(THINNEST, width) / 2];
  const there = `M${from},${y0 - half}C${middle},${y0 - half} ${middle},${y1 - half} ${to},${y1 - half}`;
  return `${there}V${y1 + half}C${middle},${y1 + half} ${middle},${y0 + half} ${from},${y0 + half}Z`;
}

const keyOf = (column: number, ids: readonly string[]): string => `${column}:${ids.join(",")}`;

function linksOf(band: Band, columns: number, value: number): LinkDatum[] {
  const stops = columns === 3 ? [band.start, band.via, band.target] : [band.start, band.target];
  const keys = stops.map((ids, index) => keyOf(index === stops.length - 1 ? columns - 1 : index, ids));
  return keys.slice(1).map((target, index) => ({ source: keys[index] ?? "", target, value, band }));
}

function nodesOf(links: readonly LinkDatum[]): NodeDatum[] {
  const keys = new Set(links.flatMap(({ source, target }) => [source, target]));
  return [...keys].map((key) => {
    const [column = "", ids = ""] = key.split(/:(.*)/s);
    return { key, column: Number(column), ids: ids === "" ? [] : ids.split(",") };
  });
}

/** What flows through each node, added up: its lowest and highest, for its label. */
export function throughput(bands: readonly Band[], node: Pick<SankeyNode, "column" | "ids">, columns: number): { low: number; high: number; disputed: boolean } {
  const side = node.column === 0 ? "start" : node.column === columns - 1 ? "target" : "via";
  const through = bands.filter((band) => band[side].join(",") === node.ids.join(","));
  return {
    low: through.reduce((sum, { sum: { persons } }) => sum + (persons?.low ?? 0), 0),
    high: through.reduce((sum, { sum: { persons } }) => sum + (persons?.high ?? 0), 0),
    disputed: through.some(({ sum: { disputed } }) => disputed > 0),
  };
}
