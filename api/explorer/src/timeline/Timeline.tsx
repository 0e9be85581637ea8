/** Operations along time; dragging along it, its two handles, or the lists beside it choose a period. */

import "../styles/timeline.css";
import "../styles/timeline-low.css";
import { setPeriod } from "../actions/start";
import { kindColour, OPERATION_KINDS } from "../kinds-of-operations";
import { useLoad } from "../panel/useLoad";
import { everyMonth, type Period, periodOf, type Time } from "../state/period";
import { keep, useChosen } from "../state/store";
import { inShort, inWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { totalOf } from "./bars";
import { getCourse } from "./calls";
import { Chart } from "./Chart";
import { axisOf, binsOf, stepOf, zoomIn, zoomOut } from "./steps";
import type { Course } from "./types";

export function Timeline() {
  const summary = useChosen((state) => state.summary);
  const period = useChosen((state) => state.period);
  const params = useChosen((state) => state.params);
  const by: Time = params.by === "announced" ? "announced" : "happened";
  const axis = axisOf(params.axis);
  const step = stepOf(axis);
  const course = useCourse(by, axis);
  const bins = binsOf(course?.steps ?? [], step, axis);
  const lastBin = bins.at(-1);
  const counted = useCounted(period, by);
  const months = everyMonth(summary?.months ?? []);
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return null;
  const kinds = OPERATION_KINDS.filter((kind) => bins.some((bin) => (bin.kinds[kind] ?? 0) > 0));
  const choose = (next: Period | null) => setPeriod(next && { from: next.from, to: next.to, ...(by === "announced" && { by }) });
  const all = course?.steps.reduce((sum, one) => sum + totalOf(one), 0) ?? 0;
  return (
    <footer id="timeline" class="timeline" aria-label={t("timeline.period")}>
      <div class="choice">
        <b>{period === null ? t("timeline.all") : inPeriodWords(period)}</b>
        <small title={course ? t("timeline.of-why", { undated: course.undated, vague: course.vague }) : ""}>{period === null ? shownInWords(all, course) : counted === null ? "…" : tn("timeline.operations", counted)}</small>
        {period === null ? (
          <small class="hint">{t("timeline.drag")}</small>
        ) : (
          <button type="button" onClick={() => choose(null)}>{t("timeline.show-all")}</button>
        )}
        <Ends months={months.map(({ month }) => month)} period={period} onChoose={choose} />
      </div>
      <div class="course">
        <Tools by={by} axis={axis} whole={{ from: first, to: last }} period={period} step={step} />
        <Chart
          bins={bins}
          period={period}
          onChoose={choose}
          label={bins[0] && lastBin ? t(`timeline.chart-${by}-${step}`, { from: inWords(bins[0].start), to: inWords(lastBin.start) }) : t("timeline.period")}
        />
      </div>
      <p class="kinds">
        {kinds.map((kind) => (
          <span key={kind}><i style={{ background: kindColour(kind) }} />{t(`table.kind-${kind}`)}</span>
        ))}
      </p>
    </footer>
  );
}

const inPeriodWords = ({ from, to }: Period): string =>
  from === to ? inWords(from) : from.length === 7 ? `${inWords(from)} – ${inWords(to)}` : `${inShort(from)} – ${inShort(to)}`;

/** Without a period, it is told how many have no date, and how many are told too roughly to stand in a step. */
function shownInWords(count: number, course: Course | null): string {
  if (course === null) return "…";
  const missing = course.undated + course.vague;
  return missing === 0 ? tn("timeline.operations", count) : t("timeline.of", { count, total: count + missing });
}

/** The first course comes with the summary, so that the page stands at once. */
function useCourse(by: Time, axis: Period | null): Course | null {
  const summary = useChosen((state) => state.summary);
  const step = stepOf(axis);
  const isFirst = by === "happened" && axis === null;
  const key = JSON.stringify([summary?.version, by, axis]);
  const loaded = useLoad(summary === null || isFirst ? "" : key, async () => (summary === null || isFirst ? null : getCourse(by, step, axis)));
  if (summary === null) return null;
  if (isFirst) {
    const steps = summary.months.map(({ month, kinds }) => ({ start: month, kinds }));
    return { steps, undated: Math.max(0, (summary.counts.operation ?? 0) - steps.reduce((sum, one) => sum + totalOf(one), 0)), vague: 0 };
  }
  return loaded.status === "done" ? loaded.value : null;
}

/** How many operations a period holds, those included that are told roughly. */
function useCounted(period: Period | null, by: Time): number | null {
  const summary = useChosen((state) => state.summary);
  const key = period === null ? "" : JSON.stringify([summary?.version, by, period]);
  const loaded = useLoad(key, async () => (period === null ? null : getCourse(by, "month", period)));
  if (loaded.status !== "done" || loaded.value === null) return null;
  return loaded.value.steps.reduce((sum, one) => sum + totalOf(one), 0);
}

interface ToolsProperties {
  by: Time;
  axis: Period | null;
  whole: Period;
  period: Period | null;
  step: "month" | "week" | "day";
}

function Tools({ by, axis, whole, period, step }: ToolsProperties) {
  const turn = (next: Time) => {
    keep({ by: next === "announced" ? next : "" });
    if (period !== null) setPeriod({ from: period.from, to: period.to, ...(next === "announced" && { by: next }) });
  };
  const show = (next: Period | null) => keep({ axis: next === null ? "" : `${next.from}..${next.to}` });
  return (
    <div class="course-tools">
      <span class="switch" role="group" aria-label={t("timeline.by")}>
        <button type="button" aria-pressed={by === "happened"} onClick={() => turn("happened")}>{t("timeline.happened")}</button>
        <button type="button" aria-pressed={by === "announced"} onClick={() => turn("announced")}>{t("timeline.announced")}</button>
      </span>
      <span class="zoom" role="group" aria-label={t("timeline.zoom")}>
        <small>{t(`timeline.step-${step}`)}</small>
        <button type="button" aria-label={t("timeline.zoom-in")} title={t("timeline.zoom-in")} onClick={() => show(zoomIn(axis ?? whole, period))}>+</button>
        <button type="button" aria-label={t("timeline.zoom-out")} title={t("timeline.zoom-out")} disabled={axis === null} onClick={() => show(axis && zoomOut(axis, whole))}>−</button>
      </span>
    </div>
  );
}

interface EndsProperties {
  months: readonly string[];
  period: Period | null;
  onChoose: (period: Period | null) => void;
}

function Ends({ months, period, onChoose }: EndsProperties) {
  const [first = "", last = ""] = [months[0], months.at(-1)];
  const { from, to } = period ?? { from: first, to: last };
  const choose = (a: string, b: string) => onChoose(a === first && b === last ? null : periodOf(a, b));
  return (
    <div class="ends">
      <MonthChoice label={t("timeline.from")} months={months} value={from} onChange={(month) => choose(month, to)} />
      <MonthChoice label={t("timeline.to")} months={months} value={to} onChange={(month) => choose(from, month)} />
    </div>
  );
}

interface MonthProperties {
  label: string;
  months: readonly string[];
  value: string;
  onChange: (month: string) => void;
}

function MonthChoice({ label, months, value, onChange }: MonthProperties) {
  const listed = months.includes(value) ? months : [value, ...months];
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {listed.map((month) => <option key={month} value={month}>{inShort(month)}</option>)}
    </select>
  );
}
