/** A chart as SVG: bars beside their names, or points along a scale, joined to lines. */

import { useEffect, useRef, useState } from "preact/hooks";
import { fit, widthOf } from "../text/fit";
import { currentLanguage } from "../text/messages";
import { type Chart, type ChartSort, type Point, ticks } from "./chart";

const NARROWEST = 280;
const BAR = 20;
const GAP = 6;
const TOP = 8;
const FOOT = 26;
const HEIGHT = 320;
/** As query-drawn.css sets the labels. */
const LABEL_SIZE = "12px";

export function Drawing({ chart, sort, name }: { chart: Chart; sort: ChartSort; name: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(Math.floor(entry?.contentRect.width ?? 0), NARROWEST)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return <div class="query-drawing" ref={box}>{sort === "bars" ? <Bars chart={chart} width={width} name={name} /> : <Lines chart={chart} width={width} name={name} isTime={sort === "time"} />}</div>;
}

interface Props {
  chart: Chart;
  width: number;
  name: string;
}

const measure = (text: string): number => widthOf(text, `${LABEL_SIZE} ${getComputedStyle(document.body).fontFamily}`);

const inFull = (value: number): string => value.toLocaleString(currentLanguage());

const compact = (value: number): string => value.toLocaleString(currentLanguage(), { notation: Math.abs(value) >= 10_000 ? "compact" : "standard", maximumFractionDigits: 2 });

/** Zero is always on the scale: a bar's length is its number. */
function scale(points: readonly Point[], wanted: number): { marks: number[]; low: number; high: number } {
  const values = points.map(({ value }) => value);
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values), wanted);
  return { marks, low: marks[0] ?? 0, high: marks.at(-1) ?? 1 };
}

function Bars({ chart: { points, series }, width, name }: Props) {
  // A name is cut only where bars would have too little room beside it.
  const room = Math.min(Math.ceil(Math.max(...points.map(({ along }) => measure(along)))), Math.floor(width / 2));
  const left = room + 12;
  const right = Math.ceil(Math.max(...points.map(({ value }) => measure(inFull(value))))) + 14;
  const { marks, low, high } = scale(points, width < 500 ? 3 : 6);
  const across = (value: number) => left + ((value - low) / (high - low)) * (width - left - right);
  const height = TOP + points.length * (BAR + GAP) + FOOT;
  return (
    <svg role="img" aria-label={name} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {marks.map((mark) => (
        <g key={mark} class="tick">
          <line x1={across(mark)} x2={across(mark)} y1={TOP} y2={height - FOOT} />
          <text x={across(mark)} y={height - 8} text-anchor="middle">{compact(mark)}</text>
        </g>
      ))}
      {points.map((point, index) => {
        const y = TOP + index * (BAR + GAP);
        const from = Math.min(across(0), across(point.value));
        return (
          <g key={index}>
            <title>{`${point.along} · ${point.series}: ${inFull(point.value)}`}</title>
            <text class="name" x={left - 8} y={y + BAR * 0.72} text-anchor="end">{fit(point.along, room, measure)}</text>
            <rect class={`series-${series.indexOf(point.series)}`} x={from} y={y} width={Math.max(Math.abs(across(point.value) - across(0)), 1)} height={BAR} rx={2} />
            <text class="value" x={Math.max(across(point.value), across(0)) + 5} y={y + BAR * 0.72}>{inFull(point.value)}</text>
          </g>
        );
      })}
    </svg>
  );
}

function Lines({ chart: { points, series }, width, name, isTime }: Props & { isTime: boolean }) {
  const left = 60;
  const { marks, low, high } = scale(points, 5);
  const ats = points.map(({ at }) => at);
  const [first, last] = [Math.min(...ats), Math.max(...ats)];
  const x = (at: number) => (last === first ? (left + width - 20) / 2 : left + ((at - first) / (last - first)) * (width - left - 24));
  const y = (value: number) => HEIGHT - FOOT - ((value - low) / (high - low)) * (HEIGHT - FOOT - TOP - 8);
  return (
    <svg role="img" aria-label={name} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`}>
      {marks.map((mark) => (
        <g key={mark} class="tick">
          <line x1={left} x2={width - 16} y1={y(mark)} y2={y(mark)} />
          <text x={left - 6} y={y(mark) + 4} text-anchor="end">{compact(mark)}</text>
        </g>
      ))}
      <Along points={points} x={x} width={width} isTime={isTime} />
      {series.map((one, index) => {
        const own = points.filter((point) => point.series === one);
        return (
          <g key={one} class={`series-${index}`}>
            {isLine(own) && <polyline points={own.map((point) => `${x(point.at)},${y(point.value)}`).join(" ")} />}
            {own.map((point, turn) => (
              <circle key={turn} cx={x(point.at)} cy={y(point.value)} r={own.length > 100 ? 2 : 4}><title>{`${point.along} · ${point.series}: ${inFull(point.value)}`}</title></circle>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

/** Points above one another are no line. */
const isLine = (points: readonly Point[]): boolean => points.length > 1 && new Set(points.map(({ at }) => at)).size === points.length;

/** The names along the foot, as many as have room: the first and last always. */
function Along({ points, x, width, isTime }: { points: readonly Point[]; x: (at: number) => number; width: number; isTime: boolean }) {
  const places = [...new Map(points.map(({ at, along }) => [at, along]))].sort(([a], [b]) => a - b);
  const room = isTime ? 84 : 70;
  const kept: (readonly [number, string])[] = [];
  for (const place of places) {
    const before = kept.at(-1);
    if (before === undefined || x(place[0]) - x(before[0]) >= room) kept.push(place);
  }
  return (
    <g class="along">
      {kept.map(([at, along]) => {
        const anchor = x(at) < 90 ? "start" : x(at) > width - 60 ? "end" : "middle";
        return <text key={at} x={x(at)} y={HEIGHT - 8} text-anchor={anchor}>{fit(along, room, measure)}</text>;
      })}
    </g>
  );
}
