/** How much of the scene is not in the picture, and why. */

import { showAll } from "../actions/filter";
import { inUse } from "../state/filters";
import { inPicture } from "../state/picture";
import { pictureOf, useStore } from "../state/store";
import { t, tn } from "../text/messages";

export function FilteredBar() {
  const state = useStore();
  const picture = pictureOf(state);
  const facets = inUse(state.history.present.filters);
  if (facets.length === 0 && state.period === null) return null;
  const left = picture.inScene - inPicture(picture);
  const why = [...facets.map((facet) => t(`network.filter-${facet}`)), ...(state.period === null ? [] : [t("network.filter-dates")])];
  return (
    <div class="banner filtered">
      <span>{tn("network.left-out", picture.inScene, { left })} {why.join(", ")}</span>
      <button type="button" onClick={showAll}>{t("network.show-all")}</button>
    </div>
  );
}
