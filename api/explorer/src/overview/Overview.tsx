/** The whole graph at one look, laid out by the server, from which one goes into the network. */

import "../styles/flows.css";
import "../styles/map.css";
import "../styles/overview.css";
import { useMemo, useState } from "preact/hooks";
import { open } from "../actions/scene";
import { call } from "../api/client";
import { openTogether } from "../flows/open";
import { inDigits } from "../flows/words";
import { typeInPlural } from "../kinds";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { t } from "../text/messages";
import { Aside } from "./Aside";
import { readChoice, readHidden, toggled, writeChoice, writeHidden } from "./choice";
import type { Found } from "./find";
import { Picture } from "./Picture";
import type { Columns } from "./types";
import { at, typeOf, type Whole, wholeOf } from "./whole";

export function Overview() {
  const { language, summary } = useStore();
  const loaded = useLoad(`overview ${language}`, async () => wholeOf(await call<Columns>("overview")));
  return (
    <div class="overview-page">
      <h1 class="unseen">{t("overview.title")}</h1>
      {summary !== null && <WhenLoaded loaded={loaded}>{(whole) => (whole.count === 0 ? <p class="nothing">{t("overview.empty")}</p> : <Shown whole={whole} />)}</WhenLoaded>}
    </div>
  );
}

function Shown({ whole }: { whole: Whole }) {
  const { params } = useStore();
  const [lit, setLit] = useState<Found>({ area: null, thing: null });
  const chosen = readChoice(whole, params);
  const hidden = useMemo(() => readHidden(whole, params), [whole, params.without]);
  const choose = (found: Found) => keep(writeChoice(whole, found));
  const openOne = (thing: number) => void open({ id: whole.ids[thing] ?? "", type: typeOf(whole, thing) });
  const openSeveral = (things: readonly number[]) => void openTogether(things.map((thing) => whole.ids[thing] ?? ""));
  return (
    <>
      <Legend whole={whole} hidden={hidden} onHide={(type) => keep(writeHidden(whole, toggled(hidden, type)))} />
      <div class="map-columns">
        <div class="map-picture">
          <Picture key={whole.names.length} whole={whole} hidden={hidden} chosen={chosen} lit={lit} onChoose={choose} onOpen={openOne} />
        </div>
        <aside class="map-aside whole-aside" aria-label={t("overview.communities")}>
          <Aside whole={whole} chosen={chosen} onChoose={choose} onLight={setLit} onOpen={openOne} onOpenSeveral={openSeveral} />
        </aside>
      </div>
    </>
  );
}

/** What the colours mean; each can be left out. */
function Legend({ whole, hidden, onHide }: { whole: Whole; hidden: ReadonlySet<number>; onHide: (type: number) => void }) {
  const counts = useMemo(() => {
    const found = whole.types.map(() => 0);
    for (let number = 0; number < whole.count; number++) found[at(whole.type, number)] = (found[at(whole.type, number)] ?? 0) + 1;
    return found;
  }, [whole]);
  return (
    <div class="flow-tools whole-legend">
      {whole.types.map((type, number) => (counts[number] ?? 0) > 0 && (
        <button type="button" key={type} aria-pressed={!hidden.has(number)} onClick={() => onHide(number)}>
          <i class={`mark mark-${type}`} aria-hidden="true" /> {typeInPlural(type)} <small>{inDigits(counts[number] ?? 0)}</small>
        </button>
      ))}
      <span class="soft">{t("overview.told", { things: whole.count, areas: whole.areas.length, links: whole.links })}</span>
    </div>
  );
}
