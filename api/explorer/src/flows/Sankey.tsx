/** The diagram. Its twin, the table below, says the same in rows, by which it is read out and worked by keyboard. */

import "../styles/sankey.css";
import { useMemo, useRef, useState } from "preact/hooks";
import { useStore } from "../state/store";
import { fit, widthOf } from "../text/fit";
import { t } from "../text/messages";
import { type Choice, choose, toText } from "./choice";
import type { Measure } from "./rows";
import { diagramOf, type Ribbon, type SankeyNode, throughput } from "./sankey";
import type { Band } from "./types";
import { useSize } from "./useSize";
import { endsInWords, type Names, rangeInDigits, shortly, sumInWords } from "./words";

const FONT = "13px system-ui, sans-serif";
const GAP = 8;
/** A label takes no more of the width than this: between two of them the flows must be seen. */
const MOST_OF_WIDTH = 0.32;
const MOST_PIXELS = 230;
/** So high a node has its number below its name. */
const TWO_LINES = 26;

interface SankeyProperties {
  bands: readonly Band[];
  measure: Measure;
  names: Names;
  airports: boolean;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
}

export function Sankey({ bands, measure, names, airports, chosen, onChoose }: SankeyProperties) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { language } = useStore();
  const [lit, setLit] = useState<Band | null>(null);
  const drawn = useMemo(() => {
    const room = Math.min(MOST_PIXELS, width * MOST_OF_WIDTH);
    // With room for the number that stands behind the name of a node too low for two lines.
    const widthOfLabel = (ids: readonly string[]) => widthOf(`${endsInWords(ids, names)} · 888`, FONT);
    const widest = (side: "start" | "target") => Math.max(0, ...bands.map((band) => widthOfLabel(band[side])));
    const margins = { start: Math.min(room, Math.max(60, widest("start") + GAP)), end: Math.min(room, Math.max(60, widest("target") + GAP)) };
    return { ...diagramOf(bands, measure, width, margins), margins };
  }, [bands, measure, names, width, language]);
  const columns = Math.max(0, ...drawn.nodes.map(({ column }) => column)) + 1;
  const picked = chosen === null ? "" : toText(chosen);
  const isLit = (band: Band) => (lit === null ? toText(choose(band, airports)) === picked : lit === band);
  return (
    <div class="sankey" ref={box} aria-hidden="true">
      <svg width={width} height={drawn.height}>
        {drawn.ribbons.map((ribbon, index) => (
          <RibbonView key={index} ribbon={ribbon} isLit={isLit(ribbon.band)} names={names} onLight={setLit} onChoose={() => onChoose(choose(ribbon.band, airports))} />
        ))}
        {drawn.nodes.map((node) => (
          <NodeView key={node.key} node={node} columns={columns} margins={drawn.margins} width={width} bands={bands} names={names} measure={measure} />
        ))}
      </svg>
    </div>
  );
}

interface RibbonProperties {
  ribbon: Ribbon;
  isLit: boolean;
  names: Names;
  onLight: (band: Band | null) => void;
  onChoose: () => void;
}

function RibbonView({ ribbon: { band, path }, isLit, names, onLight, onChoose }: RibbonProperties) {
  const kind = [isLit && "lit", band.sum.disputed > 0 && "disputed-band", band.target.length === 0 && "unsaid-band"].filter(Boolean).join(" ");
  return (
    <path
      class={`ribbon ${kind}`}
      d={path}
      onClick={onChoose}
      onPointerEnter={() => onLight(band)}
      onPointerLeave={() => onLight(null)}
    >
      <title>{`${endsInWords(band.start, names)} → ${endsInWords(band.target, names)}: ${sumInWords(band.sum)}`}</title>
    </path>
  );
}

interface NodeProperties {
  node: SankeyNode;
  columns: number;
  margins: { start: number; end: number };
  width: number;
  bands: readonly Band[];
  names: Names;
  measure: Measure;
}

function NodeView({ node, columns, margins, width, bands, names, measure }: NodeProperties) {
  const { x0, x1, y0, y1, ids, column } = node;
  const isAirport = column === 1 && columns === 3;
  const name = !isAirport ? endsInWords(ids, names) : ids.length === 0 ? t("flows.no-airport") : ids.map((id) => shortly(id, names)).join(" + ");
  const number = measure === "persons" ? rangeInDigits(throughput(bands, node, columns)) : null;
  const hasTwoLines = number !== null && !isAirport && y1 - y0 >= TWO_LINES;
  // A number that is cut would be another number.
  const amount = number === null || hasTwoLines ? "" : ` · ${number}`;
  const { x, y, anchor, room } = placeOf(node, columns, margins, width);
  return (
    <g class="sankey-node">
      <rect class={isAirport ? "airport" : "country"} x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0)} />
      <text x={x} y={y + (hasTwoLines ? -6.5 : 0)} text-anchor={anchor}>
        {fit(name, room, (part) => widthOf(part + amount, FONT))}{amount}
        <title>{number === null ? name : `${name}: ${number}`}</title>
      </text>
      {hasTwoLines && <text class="amount" x={x} y={y + 9.5} text-anchor={anchor}>{number}</text>}
    </g>
  );
}

/** Countries are named in the margins; airports above their node, where no band runs. */
function placeOf({ x0, x1, y0, y1, column }: SankeyNode, columns: number, margins: { start: number; end: number }, width: number) {
  const y = (y0 + y1) / 2 + 4.5;
  if (column === 0) return { x: x0 - GAP + 2, y, anchor: "end", room: margins.start - GAP } as const;
  if (column === columns - 1) return { x: x1 + GAP - 2, y, anchor: "start", room: margins.end - GAP } as const;
  return { x: (x0 + x1) / 2, y: y0 - 5, anchor: "middle", room: width - margins.start - margins.end - 4 * GAP } as const;
}
