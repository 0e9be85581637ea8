/** Flows row by row: the diagram's accessible twin. Also what has no number, and so no width, stands here. */

import "../styles/flow-table.css";
import { useState } from "preact/hooks";
import { saveFile } from "../text/files";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { type Choice, choose, toText } from "./choice";
import { toCsv } from "./rows";
import type { Band } from "./types";
import { endsInWords, inDigits, type Names, rangeInDigits } from "./words";

const FIRST_SHOWN = 60;

interface FlowTableProperties {
  bands: readonly Band[];
  names: Names;
  airports: boolean;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
  /** What is pointed at, for a picture that shows the same. */
  onLight?: (choice: Choice | null) => void;
}

export function FlowTable({ bands, names, airports, chosen, onChoose, onLight }: FlowTableProperties) {
  const [all, setAll] = useState(false);
  const shown = all ? bands : bands.slice(0, FIRST_SHOWN);
  return (
    <section class="flow-table">
      <div class="table-tools">
        <h2 class="title">{tn("flows.rows", bands.length)}</h2>
        <button type="button" disabled={bands.length === 0} onClick={() => save(toCsv(bands, names))}>{t("flows.csv")}</button>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("flows.from-to")}</th>
            <th scope="col" class="number">{t("flows.persons")}</th>
            <th scope="col" class="number">{t("flows.in-operations")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((band) => {
            const choice = choose(band, airports);
            const key = toText(choice);
            return <Row key={key} band={band} names={names} airports={airports} isChosen={chosen !== null && toText(chosen) === key} onChoose={() => onChoose(choice)} onLight={(isOn) => onLight?.(isOn ? choice : null)} />;
          })}
        </tbody>
      </table>
      {shown.length < bands.length && <button type="button" class="wide" onClick={() => setAll(true)}>{tn("flows.show-rows", bands.length)}</button>}
    </section>
  );
}

interface RowProperties {
  band: Band;
  names: Names;
  airports: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onLight: (isOn: boolean) => void;
}

function Row({ band, names, airports, isChosen, onChoose, onLight }: RowProperties) {
  const { start, via, target, sum, rests } = band;
  const stops = [start, ...(airports ? [via] : []), target].map((ids) => endsInWords(ids, names));
  return (
    <tr class={isChosen ? "selected" : ""} onPointerEnter={() => onLight(true)} onPointerLeave={() => onLight(false)} onFocusIn={() => onLight(true)} onFocusOut={() => onLight(false)}>
      <th scope="row">
        <button type="button" class="link" aria-current={isChosen} onClick={onChoose}><Text>{stops.join(" → ")}</Text></button>
        <span class="notes">
          {sum.disputed > 0 && <em class="disputed">{t("flows.disputed")}</em>}
          {sum.counted < sum.operations && sum.counted > 0 && <small>{tn("flows.counted-short", sum.counted)}</small>}
          {rests > 0 && <small>{tn("flows.rests", rests)}</small>}
        </span>
      </th>
      <td class="number">
        {sum.persons === null ? <span class="none">{t("flows.no-number")}</span> : rangeInDigits(sum.persons)}
      </td>
      <td class="number">{inDigits(sum.operations)}</td>
    </tr>
  );
}

/** A byte order mark, without which spreadsheets read Khmer as Latin-1. */
function save(csv: string): void {
  saveFile(new Blob(["\ufeff", csv], { type: "text/csv;charset=utf-8" }), "crackdown-flows.csv");
}
