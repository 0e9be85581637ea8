/** The whole graph at one look, laid out by the server, from which one goes into the network. */

import "../styles/flows.css";
import "../styles/map.css";
import "../styles/overview.css";
import { useMemo, useRef, useState } from "preact/hooks";
import { open } from "../actions/scene";
import { call, dates, query } from "../api/client";
import { openTogether } from "../flows/open";
import { inDigits } from "../flows/words";
import { typeInPlural } from "../kinds";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { t } from "../text/messages";
import { Timeline } from "../timeline/Timeline";
import { Aside } from "./Aside";
import { readChoice, readHidden, toggled, writeChoice, writeHidden } from "./choice";
import type { Found } from "./find";
import { Picture } from "./Picture";
import type { Columns } from "./types";
import { at, typeOf, type Whole, wholeOf } from "./whole";

const NONE: ReadonlySet<number> = new Set();

export function Overview() {
  const { language, summary, params } = useStore();
  const day = params.day ?? "";
  const loaded = useLoad(`overview ${language} ${day}`, async () => wholeOf(await call<Columns>(`overview?${query({ as_of: day })}`)));
  const whole = loaded.status === "done" && loaded.value.count > 0 ? loaded.value : null;
  const hidden = useMemo(() => (whole === null ? NONE : readHidden(whole, params)), [whole, params.without]);
  return (
    <div class="overview-page">
      <h1 class="unseen">{t("overview.title")}</h1>
      <div class="flow-tools whole-legend">
        {whole !== null && <Legend whole={whole} hidden={hidden} onHide={(type) => keep(writeHidden(whole, toggled(hidden, type)))} />}
        <label class="choose as-of">
          <span>{t("query.as-of")}</span>
          <input type="date" value={day} onChange={(event) => keep({ day: event.currentTarget.value })} />
        </label>
      </div>
      {summary !== null && <WhenLoaded loaded={loaded}>{(found) => (found.count === 0 ? <p class="nothing">{day === "" ? t("overview.empty") : t("overview.empty-by-then")}</p> : <Shown whole={found} hidden={hidden} day={day} />)}</WhenLoaded>}
      <Timeline />
    </div>
  );
}

function Shown({ whole, hidden, day }: { whole: Whole; hidden: ReadonlySet<number>; day: string }) {
  const { params } = useStore();
  const [lit, setLit] = useState<Found>({ area: null, thing: null });
  const things = useOut(day);
  const left = useMemo(() => ({ types: hidden, things }), [hidden, things]);
  const chosen = readChoice(whole, params);
  const choose = (found: Found) => keep(writeChoice(whole, found));
  const openOne = (thing: number) => void open({ id: whole.ids[thing] ?? "", type: typeOf(whole, thing) });
  const openSeveral = (numbers: readonly number[]) => void openTogether(numbers.map((thing) => whole.ids[thing] ?? ""));
  return (
    <div class="map-columns">
      <div class="map-picture">
        <Picture key={whole.names.length} whole={whole} left={left} chosen={chosen} lit={lit} onChoose={choose} onOpen={openOne} />
      </div>
      <aside class="map-aside whole-aside" aria-label={t("overview.communities")}>
        {things.size > 0 && <p class="meaning" role="status">{t("overview.pale", { shown: whole.count - things.size, all: whole.count })}</p>}
        <Aside whole={whole} chosen={chosen} onChoose={choose} onLight={setLit} onOpen={openOne} onOpenSeveral={openSeveral} />
      </aside>
    </div>
  );
}

/** What has no part in the chosen period; the layout stays, so that one sees it change. */
function useOut(day: string): ReadonlySet<number> {
  const { period, summary } = useStore();
  const last = useRef(NONE);
  const asked = period === null ? "" : query({ ...dates(period), as_of: day });
  const loaded = useLoad(`${summary?.version ?? ""} ${asked}`, async () => (asked === "" ? NONE : new Set((await call<{ out: number[] }>(`overview/period?${asked}`)).out)));
  if (loaded.status === "done") last.current = loaded.value;
  return asked === "" ? NONE : last.current;
}

/** What the colours mean; each can be left out. */
function Legend({ whole, hidden, onHide }: { whole: Whole; hidden: ReadonlySet<number>; onHide: (type: number) => void }) {
  const counts = useMemo(() => {
    const found = whole.types.map(() => 0);
    for (let number = 0; number < whole.count; number++) found[at(whole.type, number)] = (found[at(whole.type, number)] ?? 0) + 1;
    return found;
  }, [whole]);
  return (
    <>
      {whole.types.map((type, number) => (counts[number] ?? 0) > 0 && (
        <button type="button" key={type} aria-pressed={!hidden.has(number)} onClick={() => onHide(number)}>
          <i class={`mark mark-${type}`} aria-hidden="true" /> {typeInPlural(type)} <small>{inDigits(counts[number] ?? 0)}</small>
        </button>
      ))}
      <span class="soft">{t("overview.told", { things: whole.count, areas: whole.areas.length, links: whole.links })}</span>
    </>
  );
}
