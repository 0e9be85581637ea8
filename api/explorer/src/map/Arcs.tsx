/** Flows as bent lines with a head; the wider, the more people, by the lowest number told. */

import { type Choice, choose, toText } from "../flows/choice";
import { curveOf } from "./curve";
import { type Arc, widthOfArc } from "./marks";
import type { Point } from "./world";

export interface Drawn {
  at: (where: Point) => Point;
  chosen: string;
  lit: string;
  onPoint: (choice: Choice | null, event?: PointerEvent) => void;
  onChoose: (choice: Choice) => void;
}

const TARGET_RADIUS = 5;

export function Arcs({ arcs, at, chosen, lit, onPoint, onChoose }: Drawn & { arcs: readonly Arc[] }) {
  const most = Math.max(0, ...arcs.map(({ band }) => band.sum.persons?.low ?? 0));
  const isPicked = lit !== "" || chosen.includes(">");
  return (
    <g class={isPicked ? "arcs some" : "arcs"}>
      {arcs.map((arc, index) => {
        const choice = choose(arc.band, false);
        const key = toText(choice);
        const width = widthOfArc(arc.band, most);
        const { path, head } = curveOf(at(arc.from), at(arc.to), arc.turn, width, TARGET_RADIUS);
        const kind = [(key === lit || key === chosen) && "lit", arc.band.sum.persons === null && "unknown", arc.band.start.length > 1 && "joint"].filter(Boolean).join(" ");
        return (
          <g key={`${key} ${index}`} class={`arc ${kind}`} onClick={() => onChoose(choice)} onPointerEnter={(event) => onPoint(choice, event)} onPointerLeave={() => onPoint(null)}>
            <path class="reach" d={path} />
            <path class="shaft" d={path} stroke-width={width} />
            <path class="arc-head" d={head} />
          </g>
        );
      })}
    </g>
  );
}
