/** The top of the page, the same in all views: the way to the start, the places, the search box, the tools. */

import { clear } from "../actions/scene";
import mark from "../icons/mark.svg";
import { Search } from "../search/Search";
import { useStore } from "../state/store";
import { t } from "../text/messages";
import type { View } from "../views";
import { Places } from "./Places";
import { Tools } from "./Tools";
import "../styles/header.css";

export function Header({ isStart, isEmpty, view }: { isStart: boolean; isEmpty: boolean; view: View }) {
  const { language } = useStore();
  return (
    <header class="top">
      <button type="button" class="brand" onClick={clear} aria-label={t("views.start-over")}>
        <img src={mark} width={28} height={28} alt="" /> <b>Crackdown</b>
      </button>
      <Places here={view} language={language} />
      {!isStart && <Search />}
      <Tools canShare={!isStart} canExport={!isEmpty && view.of === "scene"} />
    </header>
  );
}
