/** Countries or airports row by row: the accessible twin of the marks. */

import type { Choice } from "../flows/choice";
import type { Names } from "../flows/words";
import { inDigits, rangeInDigits } from "../flows/words";
import type { Point } from "../flows/types";
import { t } from "../text/messages";
import { Text } from "../text/Text";

interface PlaceTableProperties {
  title: string;
  points: readonly Point[];
  names: Names;
  chosen: string;
  onLight: (choice: Choice | null) => void;
  onChoose: (choice: Choice) => void;
}

export function PlaceTable({ title, points, names, chosen, onLight, onChoose }: PlaceTableProperties) {
  if (points.length === 0) return null;
  return (
    <section class="flow-table">
      <h2 class="title">{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("map.place")}</th>
            <th scope="col" class="number">{t("flows.persons")}</th>
            <th scope="col" class="number">{t("flows.in-operations")}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ id, sum }) => {
            const choice: Choice = { what: "place", id };
            const isChosen = chosen === `at:${id}`;
            const place = names.get(id);
            return (
              <tr key={id} class={isChosen ? "selected" : ""} onPointerEnter={() => onLight(choice)} onPointerLeave={() => onLight(null)} onFocusIn={() => onLight(choice)} onFocusOut={() => onLight(null)}>
                <th scope="row">
                  <button type="button" class="link" aria-current={isChosen} onClick={() => onChoose(choice)}><Text language={place?.language}>{place?.name ?? id}</Text></button>
                  {place?.type === "airport" && place.code !== null && <small> {place.code}</small>}
                  {sum.disputed > 0 && <em class="disputed">{t("flows.disputed")}</em>}
                </th>
                <td class="number">{sum.persons === null ? <span class="none">{t("flows.no-number")}</span> : rangeInDigits(sum.persons)}</td>
                <td class="number">{inDigits(sum.operations)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
