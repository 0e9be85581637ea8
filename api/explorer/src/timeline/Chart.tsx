/** The bars and the brush. The lists beside it do the same for the keyboard and for screen readers. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Month } from "../api/types";
import { kindColour } from "../kinds-of-operations";
import { isWithin, type Period, periodOf } from "../state/period";
import { inWords } from "../text/dates";
import { type Bar, barsOf, labelledMonths, monthAt, spanOf } from "./bars";

const AXIS = 20;
const HEADROOM = 8;

interface ChartProperties {
  months: readonly Month[];
  period: Period | null;
  onChoose: (period: Period | null) => void;
}

export function Chart({ months, period, onChoose }: ChartProperties) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [drag, setDrag] = useState<{ from: string; to: string } | null>(null);
  const at = (event: PointerEvent): string | null => {
    const { left, width: across } = (event.currentTarget as Element).getBoundingClientRect();
    return monthAt(months, (event.clientX - left) / across);
  };
  const onDown = (event: PointerEvent) => {
    const month = at(event);
    if (month === null) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    setDrag({ from: month, to: month });
  };
  const onMove = (event: PointerEvent) => {
    const month = at(event);
    if (drag !== null && month !== null) setDrag({ from: drag.from, to: month });
  };
  const onUp = () => {
    if (drag === null) return;
    const chosen = periodOf(drag.from, drag.to);
    // A click on the one chosen month lets go of it.
    onChoose(period !== null && period.from === chosen.from && period.to === chosen.to ? null : chosen);
    setDrag(null);
  };
  const shown = drag === null ? period : periodOf(drag.from, drag.to);
  const plot = Math.max(0, height - AXIS - HEADROOM);
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} role="img" aria-label={describe(months)} onPointerDown={onDown} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={() => setDrag(null)}>
        <g transform={`translate(0 ${HEADROOM})`}>
          <line class="axis" x1={0} x2={width} y1={plot} y2={plot} />
          {barsOf(months, width, plot).map((bar) => <BarView key={`${bar.month} ${bar.kind}`} bar={bar} isOn={isWithin(bar.month, shown)} />)}
          <Labels months={months} width={width} top={plot} />
          {shown && <Brush months={months} period={shown} width={width} height={plot} />}
        </g>
      </svg>
    </div>
  );
}

const describe = (months: readonly Month[]): string =>
  `Operations a month, from ${inWords(months[0]?.month ?? "")} to ${inWords(months.at(-1)?.month ?? "")}`;

function BarView({ bar, isOn }: { bar: Bar; isOn: boolean }) {
  return (
    <rect class={isOn ? "bar" : "bar off"} x={bar.x} y={bar.y} width={Math.max(1, bar.width)} height={bar.height} style={{ fill: kindColour(bar.kind) }}>
      <title>{`${inWords(bar.month)}: ${bar.kind}`}</title>
    </rect>
  );
}

function Labels({ months, width, top }: { months: readonly Month[]; width: number; top: number }) {
  const step = width / Math.max(1, months.length);
  return (
    <>
      {labelledMonths(months, width).map(({ index, text }) => (
        <g key={index} transform={`translate(${index * step} ${top})`}>
          <line class="axis" y1={0} y2={5} />
          {text.length === 7 ? (
            <text x={step / 2} y={15} text-anchor="middle">{inWords(text)}</text>
          ) : (
            <text x={3} y={15}>{text}</text>
          )}
        </g>
      ))}
    </>
  );
}

function Brush({ months, period, width, height }: { months: readonly Month[]; period: Period; width: number; height: number }) {
  const span = spanOf(months, period, width);
  if (span === null) return null;
  return <rect class="brush" x={span.x + 0.75} y={-HEADROOM + 1} width={Math.max(2, span.width - 1.5)} height={height + HEADROOM - 1} />;
}

function useSize(box: { current: HTMLElement | null }): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return size;
}
