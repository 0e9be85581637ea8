/** From the first screen to the views of the whole graph. */

import { update } from "../state/store";
import { t } from "../text/messages";
import { labelOf, VIEWS } from "../views";

const SHOWN = ["overview", "map", "flows"];

export function WholeGraph() {
  return (
    <section aria-label={t("flows.whole")}>
      <h2 class="title">{t("flows.whole")}</h2>
      <p class="actions">
        {VIEWS.filter(({ id }) => SHOWN.includes(id)).map((view) => (
          <button type="button" key={view.id} onClick={() => update(() => ({ view: view.id }))}>{labelOf(view)}</button>
        ))}
      </p>
    </section>
  );
}
