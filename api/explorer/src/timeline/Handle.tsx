/** One end of the brush as a slider: arrows move it by a step, Page Up and Down by a year, a month or a week, Escape lets go. */

import type { Period } from "../state/period";
import { inWords } from "../text/dates";
import { t } from "../text/messages";
import { type Bin, isWithin } from "./steps";

interface Properties {
  end: "from" | "to";
  bins: readonly Bin[];
  period: Period | null;
  x: number;
  height: number;
  onMove: (end: "from" | "to", by: number) => void;
  onClear: () => void;
}

export function Handle({ end, bins, period, x, height, onMove, onClear }: Properties) {
  const found = end === "from" ? bins.findIndex((bin) => isWithin(bin, period)) : bins.findLastIndex((bin) => isWithin(bin, period));
  const index = Math.max(0, found);
  const bin = bins[index];
  const isMonths = bin?.start.length === 7;
  const far = isMonths ? 12 : bins[1]?.start === undefined || bins.length > 70 ? 4 : 7;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -bins.length, End: bins.length,
  };
  const onKey = (event: KeyboardEvent) => {
    const by = steps[event.key];
    if (by !== undefined) onMove(end, by);
    else if (event.key === "Escape") onClear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="handle"
      role="slider"
      tabIndex={0}
      aria-label={t(end === "from" ? "timeline.from" : "timeline.to")}
      aria-valuemin={0}
      aria-valuemax={bins.length - 1}
      aria-valuenow={index}
      aria-valuetext={bin ? inWords(end === "from" || isMonths ? bin.start : bin.end) : ""}
      style={{ left: `${x - 4}px`, height: `${height}px` }}
      onKeyDown={onKey}
    />
  );
}
