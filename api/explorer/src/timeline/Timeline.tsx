/** Operations month by month; dragging along it, or the two lists beside it, chooses a period. */

import { setPeriod } from "../actions/start";
import { OPERATION_KINDS, kindColour } from "../kinds-of-operations";
import type { Month } from "../api/types";
import { countOperations, everyMonth, type Period, periodOf } from "../state/period";
import { useStore } from "../state/store";
import { inWords, number } from "../text/dates";
import { Chart } from "./Chart";

export function Timeline() {
  const { summary, period } = useStore();
  const months = everyMonth(summary?.months ?? []);
  if (months.length === 0) return null;
  const kinds = OPERATION_KINDS.filter((kind) => months.some((month) => (month.kinds[kind] ?? 0) > 0));
  return (
    <footer id="timeline" class="timeline" aria-label="Period">
      <Choice months={months} period={period} total={summary?.counts.operation ?? 0} />
      <Chart months={months} period={period} onChoose={setPeriod} />
      <p class="kinds">
        {kinds.map((kind) => (
          <span key={kind}><i style={{ background: kindColour(kind) }} />{kind}</span>
        ))}
      </p>
    </footer>
  );
}

function Choice({ months, period, total }: { months: readonly Month[]; period: Period | null; total: number }) {
  const first = months[0]?.month ?? "";
  const last = months.at(-1)?.month ?? "";
  const { from, to } = period ?? { from: first, to: last };
  const choose = (a: string, b: string) => setPeriod(a === first && b === last ? null : periodOf(a, b));
  return (
    <div class="choice">
      <b>{period === null ? "All dates" : from === to ? inWords(from) : `${inWords(from)} – ${inWords(to)}`}</b>
      <small>{operationsInWords(countOperations(months, period), period === null ? total : 0)}</small>
      {period === null ? (
        <small class="hint">drag to choose a period</small>
      ) : (
        <button type="button" onClick={() => setPeriod(null)}>Show all dates</button>
      )}
      <div class="ends">
        <MonthChoice label="From" months={months} value={from} onChange={(month) => choose(month, to)} />
        <MonthChoice label="To" months={months} value={to} onChange={(month) => choose(from, month)} />
      </div>
    </div>
  );
}

/** Without a period, it is told how many have no date and so stand in no month. */
function operationsInWords(count: number, total: number): string {
  if (total > count) return `${number(count)} of ${number(total)} operations dated`;
  return `${number(count)} ${count === 1 ? "operation" : "operations"}`;
}

interface MonthProperties {
  label: string;
  months: readonly Month[];
  value: string;
  onChange: (month: string) => void;
}

function MonthChoice({ label, months, value, onChange }: MonthProperties) {
  const listed = months.some(({ month }) => month === value) ? months.map(({ month }) => month) : [value, ...months.map(({ month }) => month)];
  return (
    <label>
      <span class="unseen">{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {listed.map((month) => (
          <option key={month} value={month}>{inWords(month)}</option>
        ))}
      </select>
    </label>
  );
}
