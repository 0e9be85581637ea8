/** Figures as claims, side by side: each as printed, with who said it. Rival figures stand next to each other, none is chosen. */

import type { Figure } from "../api/types";
import { groupBy } from "../state/grouping";
import { number } from "../text/dates";
import { Text } from "../text/Text";
import { Quote } from "./Quote";

/** Two figures dispute each other when their bounds do not meet. */
export function isDisputed(figures: readonly Figure[]): boolean {
  const bounds = figures.map(({ value, low, high }) => ({ low: low ?? value ?? -Infinity, high: high ?? value ?? Infinity }));
  return bounds.some((a) => bounds.some((b) => a.high < b.low));
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  const groups = groupBy(figures, ({ group }) => group);
  return (
    <>
      {[...groups].map(([group, claims]) => (
        <div class="figure-group" key={group}>
          <h3>
            <Text>{group}</Text>
            {isDisputed(claims) && <em class="disputed">disputed</em>}
          </h3>
          <div class="figures">
            {claims.map((figure, index) => (
              <FigureView key={index} figure={figure} />
            ))}
          </div>
        </div>
      ))}
    </>
  );
}

function FigureView({ figure }: { figure: Figure }) {
  const { value, printed, precision, low, high, capacity, announced_by: sayer, evidence } = figure;
  const shown = value !== null ? number(value) : (printed ?? "?");
  return (
    <div class="figure">
      <p class="value">
        <b>{shown}</b>
        {precision !== null && precision !== "exactly" && <span>{precision.replaceAll("_", " ")}</span>}
        {capacity && <span>as {capacity}</span>}
        {low !== null && high !== null && low !== high && <span>{number(low)}–{number(high)}</span>}
      </p>
      <p class="sayer">
        {sayer === null ? "source not named" : <>said by <Text>{sayer}</Text></>}
      </p>
      {evidence !== null && <Quote evidence={evidence} />}
    </div>
  );
}
