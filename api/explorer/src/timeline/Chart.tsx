/** The bars and the brush over them, which is dragged by the pointer or moved by its two handles from the keyboard. */

import { useRef, useState } from "preact/hooks";
import { kindColour } from "../kinds-of-operations";
import { firstDay, type Period } from "../state/period";
import { inShort, inWords } from "../text/dates";
import { t } from "../text/messages";
import { type Bar, barsOf, indexAt, labelled } from "./bars";
import { Handle } from "./Handle";
import { type Bin, isWithin, moveEnd, periodOfBins, spanOf } from "./steps";
import { useSize } from "./useSize";

const AXIS = 20;
const HEADROOM = 8;
/** So near to an end of the brush the pointer takes hold of that end. */
const GRIP = 7;

interface ChartProperties {
  bins: readonly Bin[];
  period: Period | null;
  label: string;
  onChoose: (period: Period | null) => void;
}

export function Chart({ bins, period, label, onChoose }: ChartProperties) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const chosen = drag === null ? period : periodBetween(bins, drag.from, drag.to);
  const span = chosen && spanOf(bins, chosen, width);
  const at = (event: PointerEvent): { index: number; x: number } => {
    const { left, width: across } = (event.currentTarget as Element).getBoundingClientRect();
    return { index: indexAt(bins.length, (event.clientX - left) / across), x: event.clientX - left };
  };
  const onDown = (event: PointerEvent) => {
    if (bins.length === 0) return;
    const { index, x } = at(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const [first, last] = [bins.findIndex((bin) => isWithin(bin, period)), bins.findLastIndex((bin) => isWithin(bin, period))];
    const isNear = (edge: number) => period !== null && Math.abs(x - edge) <= GRIP;
    if (span && isNear(span.x)) setDrag({ from: last, to: index });
    else if (span && isNear(span.x + span.width)) setDrag({ from: first, to: index });
    else setDrag({ from: index, to: index });
  };
  const onMove = (event: PointerEvent) => {
    if (drag !== null) setDrag({ from: drag.from, to: at(event).index });
  };
  const onUp = () => {
    if (drag === null) return;
    const next = periodBetween(bins, drag.from, drag.to);
    // A click on the one chosen step lets go of it.
    onChoose(period !== null && next !== null && period.from === next.from && period.to === next.to ? null : next);
    setDrag(null);
  };
  const move = (end: "from" | "to", by: number) => onChoose(moveEnd(bins, period, end, by));
  const plot = Math.max(0, height - AXIS - HEADROOM);
  const [first, last] = [bins[0], bins.at(-1)];
  return (
    <div class="chart" ref={box}>
      <svg width={width} height={height} role="img" aria-label={label} onPointerDown={onDown} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={() => setDrag(null)}>
        <g transform={`translate(0 ${HEADROOM})`}>
          <line class="axis" x1={0} x2={width} y1={plot} y2={plot} />
          {barsOf(bins, width, plot).map((bar) => <BarView key={`${bar.start} ${bar.kind}`} bar={bar} isOn={isOn(bins, bar, chosen)} />)}
          <Labels bins={bins} width={width} top={plot} />
          {span && <rect class="brush" x={span.x + 0.75} y={-HEADROOM + 1} width={Math.max(2, span.width - 1.5)} height={plot + HEADROOM - 1} />}
        </g>
      </svg>
      {first && last && width > 0 && (
        <>
          <Handle end="from" bins={bins} period={chosen} x={span ? span.x : 0} height={plot + HEADROOM} onMove={move} onClear={() => onChoose(null)} />
          <Handle end="to" bins={bins} period={chosen} x={span ? span.x + span.width : width} height={plot + HEADROOM} onMove={move} onClear={() => onChoose(null)} />
        </>
      )}
    </div>
  );
}

function periodBetween(bins: readonly Bin[], from: number, to: number): Period | null {
  const [a, b] = [bins[from], bins[to]];
  return a && b ? periodOfBins(a, b) : null;
}

const isOn = (bins: readonly Bin[], { start }: Bar, period: Period | null): boolean =>
  period === null || bins.some((bin) => bin.start === start && isWithin(bin, period));

function BarView({ bar, isOn }: { bar: Bar; isOn: boolean }) {
  return (
    <rect class={isOn ? "bar" : "bar off"} x={bar.x} y={bar.y} width={Math.max(1, bar.width)} height={bar.height} style={{ fill: kindColour(bar.kind) }}>
      <title>{t("timeline.bar", { when: inWords(bar.start), kind: t(`table.kind-${bar.kind}`), count: bar.count })}</title>
    </rect>
  );
}

function Labels({ bins, width, top }: { bins: readonly Bin[]; width: number; top: number }) {
  const step = width / Math.max(1, bins.length);
  return (
    <>
      {labelled(bins, width).map(({ index, text }) => (
        <g key={index} transform={`translate(${index * step} ${top})`}>
          <line class="axis" y1={0} y2={5} />
          {text.length === 7 ? (
            <text x={step / 2} y={15} text-anchor="middle">{inWords(text)}</text>
          ) : (
            <Beside words={text.length === 4 ? text : inShort(firstDay(text))} room={width - index * step} />
          )}
        </g>
      ))}
    </>
  );
}

/** Behind its line; at the end of the axis before the edge, which would cut it. */
function Beside({ words, room }: { words: string; room: number }) {
  const isCut = room < 8 + 7 * words.length;
  return <text x={isCut ? room - 2 : 3} y={15} text-anchor={isCut ? "end" : "start"}>{words}</text>;
}
