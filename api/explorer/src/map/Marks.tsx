/** Countries and airports as marks, with as many labels as there is room for. */

import type { Choice } from "../flows/choice";
import { fit, widthOf } from "../text/fit";
import type { Drawn } from "./Arcs";
import type { Screen } from "./camera";
import { placeLabels } from "./labels";
import { type Mark, radiusOf } from "./marks";
import type { Point } from "./world";

const FONT = "12px system-ui, sans-serif";
const WIDEST = 170;

export function Marks({ marks, screen, at, chosen, lit, onPoint, onChoose }: Drawn & { marks: readonly Mark[]; screen: Screen }) {
  const most = Math.max(1, ...marks.map(({ sum }) => sum?.operations ?? 0));
  const placed = marks.map((mark) => ({ mark, key: `at:${mark.place.id}`, at: at(mark.at), radius: radiusOf(mark, most) }));
  const seen = placed.filter(({ at: { x, y } }) => x > -20 && y > -20 && x < screen.width + 20 && y < screen.height + 20);
  const labels = placeLabels(seen.map(({ mark, ...one }) => ({ ...one, ...labelOf(mark) })), screen);
  return (
    <g class="marks">
      {inOrder(seen).map(({ mark, key, at: where, radius }) => {
        const choice: Choice = { what: "place", id: mark.place.id };
        const isOn = key === lit || key === chosen;
        return (
          <g key={key} class={`spot ${mark.place.type}${mark.sum === null ? " end" : ""}${isOn ? " lit" : ""}`} onClick={() => onChoose(choice)} onPointerEnter={(event) => onPoint(choice, event)} onPointerLeave={() => onPoint(null)}>
            <circle class="reach" cx={where.x} cy={where.y} r={Math.max(12, radius)} />
            {mark.place.type === "airport" ? <path d={diamond(where, radius)} /> : <circle cx={where.x} cy={where.y} r={radius} />}
          </g>
        );
      })}
      {labels.map(({ key, text, x, y }) => <text key={key} x={x} y={y}>{text}</text>)}
    </g>
  );
}

/** Airports above countries, which are larger, and the busy below the quiet: nothing is hidden by what is greater. */
const inOrder = <One extends { mark: Mark; radius: number }>(seen: readonly One[]): readonly One[] =>
  [...seen].sort((a, b) => Number(a.mark.place.type === "airport") - Number(b.mark.place.type === "airport") || b.radius - a.radius);

/** An airport by its code: its name, often in several words, is in the list and where it is pointed at. */
function labelOf({ place }: Mark): { text: string; width: number } {
  const measure = (text: string): number => widthOf(text, FONT);
  const text = fit(place.type === "airport" ? (place.code ?? place.name) : place.name, WIDEST, measure);
  return { text, width: measure(text) };
}

const diamond = ({ x, y }: Point, radius: number): string => `M${x} ${y - radius}L${x + radius} ${y}L${x} ${y + radius}L${x - radius} ${y}Z`;
