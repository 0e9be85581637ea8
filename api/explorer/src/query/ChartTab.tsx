/** An answer as a chart, drawn by the reader's choice of columns, with its figures as a table beside it. */

import { useMemo } from "preact/hooks";
import { keep, useStore } from "../state/store";
import { currentLanguage, t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { type Chart, type ChartChoice, chartOf, holdings, readChoice, SORTS, suggestion, writeChoice } from "./chart";
import { Drawing } from "./Drawing";
import type { Names } from "./labels";
import type { Table } from "./types";

export function ChartTab({ table, names, base }: { table: Table; names: Names; base: string }) {
  const { params } = useStore();
  const holding = useMemo(() => holdings(table, base), [table, base]);
  const choice = readChoice(params.chart ?? "", table.names, holding) ?? suggestion(table.names, holding);
  if (choice === null) return <p class="query-hint">{t("query.chart-no-numbers")}</p>;
  const numbers = table.names.filter((name) => holding[name] === "number");
  const set = (more: Partial<ChartChoice>) => keep({ chart: writeChoice({ ...choice, ...more }) });
  const chart = chartOf(table.rows, choice, names.named);
  return (
    <div class="query-chart">
      <div class="query-choices">
        <Choice label={t("query.chart-sort")} value={choice.sort} onChoose={(sort) => set({ sort: sort as ChartChoice["sort"] })} options={SORTS.map((sort) => [sort, t(`query.chart-${sort}`)])} />
        <Choice label={t("query.chart-along")} value={choice.along} onChoose={(along) => set({ along })} options={table.names.map((name) => [name, name])} />
        <fieldset>
          <legend>{t("query.chart-up")}</legend>
          {numbers.map((name) => (
            <label key={name}>
              <input type="checkbox" checked={choice.up.includes(name)} onChange={() => set({ up: toggled(numbers, choice.up, name) })} /> {name}
            </label>
          ))}
        </fieldset>
        <Choice label={t("query.chart-by")} value={choice.by} onChoose={(by) => set({ by })} options={[["", t("query.chart-by-none")], ...table.names.filter((name) => holding[name] !== "number").map((name) => [name, name] as const)]} />
      </div>
      {chart.points.length === 0 ? <p class="query-hint">{t("query.chart-nothing")}</p> : <Drawn chart={chart} choice={choice} />}
    </div>
  );
}

/** At least one stays. */
function toggled(all: readonly string[], chosen: readonly string[], name: string): readonly string[] {
  const next = all.filter((one) => (one === name ? !chosen.includes(one) : chosen.includes(one)));
  return next.length === 0 ? chosen : next;
}

interface ChoiceProps {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  options: readonly (readonly [string, string])[];
}

const Choice = ({ label, value, onChoose, options }: ChoiceProps) => (
  <label>
    {label}
    <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {options.map(([id, text]) => <option key={id} value={id}>{text}</option>)}
    </select>
  </label>
);

function Drawn({ chart, choice }: { chart: Chart; choice: ChartChoice }) {
  const { points, series, left } = chart;
  const name = t("query.chart-name", { up: choice.up.join(", "), along: choice.along });
  return (
    <figure>
      {series.length > 1 && (
        <ul class="query-series">{series.map((one, index) => <li key={one}><i class={`series-${index}`} aria-hidden="true" /> <Text>{one}</Text></li>)}</ul>
      )}
      <Drawing chart={chart} sort={choice.sort} name={name} />
      <figcaption>
        {t("query.chart-nothing-summed")} {left > 0 && tn("query.chart-left", left)}
      </figcaption>
      <details>
        <summary>{t("query.chart-figures")}</summary>
        <table class="query-figures">
          <thead><tr><th scope="col">{choice.along}</th>{series.length > 1 && <th scope="col">{t("query.chart-series")}</th>}<th scope="col" class="number">{choice.up.join(", ")}</th></tr></thead>
          <tbody>
            {points.map((point, index) => (
              <tr key={index}><th scope="row"><Text>{point.along}</Text></th>{series.length > 1 && <td><Text>{point.series}</Text></td>}<td class="number">{point.value.toLocaleString(currentLanguage())}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
