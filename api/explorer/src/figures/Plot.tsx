/** One claim on its group's axis: a dot for the number that was printed, a bar for what its words allow, open where they set no bound. */

import { markOf, type Scale } from "./scale";
import type { Told } from "./types";

export function Plot({ number, scale }: { number: Told; scale: Scale }) {
  const { at, start, end, openBelow, openAbove, isExact } = markOf(number, scale);
  return (
    <span class="plot" aria-hidden="true">
      {!isExact && (
        <i
          class={["allowed", openBelow && "open-below", openAbove && "open-above"].filter(Boolean).join(" ")}
          style={{ insetInlineStart: `${start}%`, width: `${Math.max(0, end - start)}%` }}
        />
      )}
      <i class={isExact ? "dot" : "dot hedged"} style={{ insetInlineStart: `${at}%` }} />
    </span>
  );
}
