/** Above the scene: the ways of looking at it, and what is done with it. */

import { arrange, clear, fitAll, redo, undo } from "../actions/scene";
import { usePhone } from "../header/useWidth";
import { FiltersButton } from "../rail/FiltersSheet";
import { update, useChosen } from "../state/store";
import { t } from "../text/messages";
import { labelOf, NETWORK, VIEWS } from "../views";

const WAYS = VIEWS.filter(({ of }) => of === "scene");

export function StageBar() {
  const view = useChosen((state) => state.view);
  const isBusy = useChosen(({ busy, arranging }) => busy || arranging);
  return (
    <div class="stage-bar">
      <nav class="ways" aria-label={t("views.ways")}>
        {WAYS.map((way) => (
          <button type="button" key={way.id} aria-current={way.id === view ? "page" : undefined} onClick={() => update(() => ({ view: way.id }))}>{labelOf(way)}</button>
        ))}
      </nav>
      {isBusy && <span class="busy" aria-hidden="true" />}
      <Tools isNetwork={view === NETWORK} />
    </div>
  );
}

function Tools({ isNetwork }: { isNetwork: boolean }) {
  const canUndo = useChosen(({ history }) => history.past.length > 0);
  const canRedo = useChosen(({ history }) => history.future.length > 0);
  const isPhone = usePhone();
  return (
    <div class="tools" role="toolbar" aria-label={t("network.tools")}>
      <FiltersButton />
      <button type="button" onClick={undo} disabled={!canUndo} title={`${t("network.undo")} (Ctrl+Z)`} aria-label={t("network.undo")}><span aria-hidden="true">↶</span></button>
      <button type="button" onClick={redo} disabled={!canRedo} title={`${t("network.redo")} (Ctrl+Y)`} aria-label={t("network.redo")}><span aria-hidden="true">↷</span></button>
      {isNetwork && isPhone && <button type="button" onClick={fitAll} title={t("network.fit-all")} aria-label={t("network.fit-all")}><span aria-hidden="true">⤢</span></button>}
      {isNetwork && <button type="button" onClick={arrange} title={t("network.arrange-hint")}>{t("network.arrange")}</button>}
      <button type="button" onClick={clear} title={t("network.clear-hint")}>{t("network.clear")}</button>
      {isNetwork && <button type="button" class="keys-button" onClick={() => update(() => ({ open: { what: "keys" } }))} title={t("network.keys")} aria-label={t("network.keys")}>?</button>}
    </div>
  );
}
