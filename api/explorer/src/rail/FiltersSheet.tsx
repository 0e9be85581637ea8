/** On a phone there is no room for the rail: its button tells how many filters are in use, and opens it as a sheet. */

import { usePhone } from "../header/useWidth";
import { Sheet } from "../graph/Sheet";
import { inUse } from "../state/filters";
import { inPicture } from "../state/picture";
import { pictureOf, update, useStore } from "../state/store";
import { number } from "../text/dates";
import { t, tn } from "../text/messages";
import { RailBody } from "./Rail";

export function FiltersButton() {
  const { history } = useStore();
  if (!usePhone()) return null;
  const used = inUse(history.present.filters).length;
  return (
    <button type="button" class="filters-button" aria-haspopup="dialog" onClick={() => update(() => ({ open: { what: "filters" } }))}>
      {t("rail.filters")}{used > 0 && <b> · {number(used)}</b>}
    </button>
  );
}

export function FiltersSheet() {
  const shown = inPicture(pictureOf(useStore()));
  return (
    <Sheet title={t("rail.filters")} name="filters">
      <RailBody />
      <div class="sheet-foot">
        <button type="button" class="primary" onClick={() => update(() => ({ open: null }))}>{tn("rail.show", shown)}</button>
      </div>
    </Sheet>
  );
}
