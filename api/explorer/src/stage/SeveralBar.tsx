/** What can be done to all that is marked. */

import { clearMarks, endsMarked, hideMarked, keepMarked, pathBetweenMarked, pinMarked } from "../actions/several";
import { useStore } from "../state/store";
import { t, tn } from "../text/messages";

export function SeveralBar() {
  const { marked } = useStore();
  if (marked.length === 0) return null;
  return (
    <div class="banner several" role="toolbar" aria-label={t("network.several")}>
      <b>{tn("network.marked", marked.length)}</b>
      <button type="button" onClick={hideMarked}>{t("network.menu-hide")}</button>
      <button type="button" onClick={keepMarked}>{t("network.several-keep")}</button>
      <button type="button" onClick={pinMarked}>{t("network.several-pin")}</button>
      {endsMarked(marked) && <button type="button" onClick={pathBetweenMarked}>{t("network.several-path")}</button>}
      <button type="button" onClick={clearMarks}>{t("network.several-clear")}</button>
    </div>
  );
}
