/** The page's frame. */

import { clear } from "./actions/scene";
import { share } from "./actions/start";
import { Graph } from "./graph/Graph";
import mark from "./icons/mark.svg";
import { Panel } from "./panel/Panel";
import { Rail } from "./rail/Rail";
import { Search } from "./search/Search";
import { Notice, PathBanner } from "./stage/Notice";
import { Start } from "./start/Start";
import { update, useStore } from "./state/store";
import { Table } from "./table/Table";
import { toggleTheme } from "./theme";
import { Timeline } from "./timeline/Timeline";

export function App() {
  const { history, table, summary } = useStore();
  const isStart = history.present.ids.length === 0;
  return (
    <div class={isStart ? "page at-start" : "page"} data-ready={summary !== null}>
      <Header isStart={isStart} table={table} />
      {isStart ? (
        <main><Start /><Notice /></main>
      ) : (
        <main class="work">
          <h1 class="unseen">Explorer</h1>
          <Rail />
          <section class="stage" aria-label={table ? "Table" : "Network"}>
            <Graph />
            {table && <Table />}
            <PathBanner />
            <Notice />
          </section>
          <Panel />
        </main>
      )}
      <Timeline />
    </div>
  );
}

function Header({ isStart, table }: { isStart: boolean; table: boolean }) {
  return (
    <header class="top">
      <button type="button" class="brand" onClick={clear} aria-label="Crackdown: start over">
        <img src={mark} width={28} height={28} alt="" /> <b>Crackdown</b>
      </button>
      {!isStart && <Search />}
      <nav aria-label="Views">
        {!isStart && (
          <>
            <button type="button" aria-pressed={!table} onClick={() => update(() => ({ table: false }))}>Network</button>
            <button type="button" aria-pressed={table} onClick={() => update(() => ({ table: true }))}>Table</button>
          </>
        )}
        <a href="sparql">SPARQL</a>
        <a href="lite">Lite</a>
      </nav>
      <div class="page-tools">
        {!isStart && <button type="button" onClick={() => void share()} title="Copy a link to this scene">Share</button>}
        <button type="button" class="theme" onClick={toggleTheme} aria-label="Light or dark" title="Light or dark"><span aria-hidden="true">◐</span></button>
      </div>
    </header>
  );
}
