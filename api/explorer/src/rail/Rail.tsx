/** What is in view, by type, relation, country and offence: a legend that also leaves things out. */

import { showAll, toggleFilter } from "../actions/filter";
import { NODE_TYPES } from "../api/types";
import { usePhone } from "../header/useWidth";
import { isPage, typeInPlural } from "../kinds";
import { Icon } from "../panel/Icon";
import { inUse } from "../state/filters";
import { countByType, inPicture } from "../state/picture";
import { pictureOf, update, useChosen } from "../state/store";
import { number } from "../text/dates";
import { t } from "../text/messages";
import "../styles/rail.css";
import { Choosers } from "./Choosers";
import { Lines } from "./Lines";

const LISTED = NODE_TYPES.filter((type) => !isPage(type));

export function Rail() {
  if (usePhone()) return null;
  return <aside class="rail" aria-label={t("rail.in-view")}><RailBody /></aside>;
}

export function RailBody() {
  const picture = useChosen(pictureOf);
  const filters = useChosen(({ history }) => history.present.filters);
  const hasPeriod = useChosen(({ period }) => period !== null);
  const counts = countByType(picture);
  const shown = inPicture(picture);
  const isFiltered = hasPeriod || inUse(filters).length > 0;
  return (
    <>
      <h2 class="title">
        {t("rail.in-view")} · {shown < picture.inScene ? t("network.shown-of", { shown: number(shown), total: number(picture.inScene) }) : number(shown)}
      </h2>
      {isFiltered && <button type="button" class="all-back" onClick={showAll}>{t("network.show-all")}</button>}
      <div class="legend">
        {LISTED.map((type) => (
          <button
            type="button"
            key={type}
            class={(counts.get(type) ?? 0) === 0 && !filters.types.includes(type) ? "none" : ""}
            aria-pressed={!filters.types.includes(type)}
            title={t("rail.toggle", { what: typeInPlural(type) })}
            onClick={() => toggleFilter("types", type)}
          >
            <Icon type={type} size={22} />
            <span>{typeInPlural(type)}</span>
            <b>{number(counts.get(type) ?? 0)}</b>
          </button>
        ))}
      </div>
      <Choosers />
      <Lines />
      <button type="button" class="all-keys" onClick={() => update(() => ({ open: { what: "keys" } }))}>{t("network.keys")} <kbd>?</kbd></button>
    </>
  );
}
