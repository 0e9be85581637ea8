/** The page's frame. */

import { Header } from "./header/Header";
import { Panel } from "./panel/Panel";
import { Rail } from "./rail/Rail";
import { ReaderGate } from "./reader/ReaderGate";
import { Bars } from "./stage/Bars";
import { Network } from "./stage/Network";
import { Notice } from "./stage/Notice";
import { StageBar } from "./stage/StageBar";
import { ViewOnStage } from "./stage/ViewOnStage";
import { Start } from "./start/Start";
import { useChosen } from "./state/store";
import { t } from "./text/messages";
import { useTitle } from "./title";
import { Timeline } from "./timeline/Timeline";
import { labelOf, type View, viewOf } from "./views";

export function App() {
  const view = viewOf(useChosen((state) => state.view));
  const isEmpty = useChosen(({ history }) => history.present.ids.length === 0);
  const isReady = useChosen(({ summary }) => summary !== null);
  useChosen(({ language }) => language); // in which all below is told
  const isStart = isEmpty && view.of === "scene";
  useTitle(isStart ? null : view);
  return (
    <div class={isStart ? "page at-start" : "page"} data-ready={isReady}>
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
        <StageBar />
        <div class="stage-picture">
          <Network />
          <ViewOnStage key={view.id} view={view} />
          <Bars />
          <Notice />
        </div>
      </section>
      <Panel />
    </main>
  );
}
