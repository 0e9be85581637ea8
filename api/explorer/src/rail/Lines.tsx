/** What a line's thickness, dashes and colour say. */

import { widthOf } from "../graph/elements";
import { t } from "../text/messages";

const TOLD = [1, 2, 5] as const;

export function Lines() {
  return (
    <div class="lines">
      <h2 class="title">{t("rail.lines")}</h2>
      <p>
        <span class="widths" aria-hidden="true">{TOLD.map((origins) => <i class="line" key={origins} style={{ borderTopWidth: `${widthOf(origins)}px` }} />)}</span>
        {t("rail.origins", { counts: TOLD.join(", ") })}
      </p>
      <p><i class="line dashed" aria-hidden="true" /> {t("rail.inferred")}</p>
      <p><i class="line dotted" aria-hidden="true" /> {t("rail.listed")}</p>
      <p><i class="line disputed-line" aria-hidden="true"><b>≠</b></i> {t("rail.disputed")}</p>
      <p><i class="line sides" aria-hidden="true" /> {t("rail.parallel")}</p>
    </div>
  );
}
