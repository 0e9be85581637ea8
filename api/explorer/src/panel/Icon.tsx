/** The mark of a type, by shape, colour and icon alike: on the legend, in lists, at the head of the panel. */

import type { NodeType } from "../api/types";
import { LOOKS } from "../kinds";

export function Icon({ type, size = 24, code = null }: { type: NodeType; size?: number; code?: string | null }) {
  const inside = type === "country" && code !== null && code !== "" ? code : null;
  return (
    <i class={`mark mark-${type}`} style={{ width: `${size}px`, height: `${size}px`, fontSize: `${size * 0.38}px` }} aria-hidden="true">
      {inside ?? <img src={LOOKS[type].icon} alt="" width={size * 0.6} height={size * 0.6} />}
    </i>
  );
}
