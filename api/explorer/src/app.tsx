/** The page's frame. */

import { clear } from "./actions/scene";
import { changeLanguage, share } from "./actions/start";
import mark from "./icons/mark.svg";
import { ExportMenu } from "./keep/ExportMenu";
import { SavedMenu } from "./keep/SavedMenu";
import { Panel } from "./panel/Panel";
import { Rail } from "./rail/Rail";
import { ReaderGate } from "./reader/ReaderGate";
import { Search } from "./search/Search";
import { Bars } from "./stage/Bars";
import { Network } from "./stage/Network";
import { Notice } from "./stage/Notice";
import { ViewOnStage } from "./stage/ViewOnStage";
import { Start } from "./start/Start";
import { update, useStore } from "./state/store";
import { currentLanguage, type Language, LANGUAGES, remember, t } from "./text/messages";
import { toggleTheme } from "./theme";
import { Timeline } from "./timeline/Timeline";
import { labelOf, type View, VIEWS, viewOf } from "./views";

export function App() {
  const { history, view: id, summary } = useStore();
  const view = viewOf(id);
  const isEmpty = history.present.ids.length === 0;
  const isStart = isEmpty && view.of === "scene";
  return (
    <div class={isStart ? "page at-start" : "page"} data-ready={summary !== null}>
      <Header isStart={isStart} isEmpty={isEmpty} view={view} />
      <Main view={view} isStart={isStart} />
      {view.of === "scene" && <Timeline />}
      <ReaderGate />
    </div>
  );
}

function Main({ view, isStart }: { view: View; isStart: boolean }) {
  if (view.of === "graph") {
    return (
      <main class="alone" aria-label={labelOf(view)}>
        <ViewOnStage key={view.id} view={view} />
        <Notice />
      </main>
    );
  }
  if (isStart) return <main><Start /><Notice /></main>;
  return (
    <main class="work">
      <h1 class="unseen">{t("network.explorer")}</h1>
      <Rail />
      <section class="stage" aria-label={labelOf(view)}>
        <Network />
        <ViewOnStage key={view.id} view={view} />
        <Bars />
        <Notice />
      </section>
      <Panel />
    </main>
  );
}

function Header({ isStart, isEmpty, view }: { isStart: boolean; isEmpty: boolean; view: View }) {
  return (
    <header class="top">
      <button type="button" class="brand" onClick={clear} aria-label={t("views.start-over")}>
        <img src={mark} width={28} height={28} alt="" /> <b>Crackdown</b>
      </button>
      {!isStart && <Search />}
      <nav aria-label={t("views.views")}>
        {VIEWS.filter(({ of }) => of === "graph" || !isEmpty).map((one) => (
          <button type="button" key={one.id} aria-pressed={one.id === view.id} onClick={() => update(() => ({ view: one.id }))}>{labelOf(one)}</button>
        ))}
        {isStart && <a href="lite">{t("views.lite")}</a>}
      </nav>
      <div class="page-tools">
        {!isStart && <button type="button" onClick={() => void share()} title={t("views.share-hint")}>{t("views.share")}</button>}
        <SavedMenu />
        {!isEmpty && view.of === "scene" && <ExportMenu />}
        <Languages />
        <button type="button" class="theme" onClick={toggleTheme} aria-label={t("views.theme")} title={t("views.theme")}><span aria-hidden="true">◐</span></button>
      </div>
    </header>
  );
}

function Languages() {
  const choose = (language: Language) => {
    remember(language);
    void changeLanguage(language);
  };
  return (
    <select aria-label={t("views.language")} value={currentLanguage()} onChange={(event) => choose(event.currentTarget.value as Language)}>
      {Object.entries(LANGUAGES).map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
    </select>
  );
}
