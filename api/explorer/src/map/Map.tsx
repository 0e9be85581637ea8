/** Operations and airports on a map, with arcs from where people were to whose nationals they are or where they were sent. */

import "../styles/flows.css";
import "../styles/map.css";
import { useMemo, useState } from "preact/hooks";
import { Basis } from "../flows/Basis";
import { Behind } from "../flows/Behind";
import { type Choice, fromText, toText } from "../flows/choice";
import { type Filter, filterOf } from "../flows/filter";
import { Filters } from "../flows/Filters";
import { FlowTable } from "../flows/FlowTable";
import type { By, Flows } from "../flows/types";
import { useFlows } from "../flows/useFlows";
import { namesOf } from "../flows/words";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { t, tn } from "../text/messages";
import { Timeline } from "../timeline/Timeline";
import { type Country, getAtlas } from "./atlas";
import { arcsOf, marksOf } from "./marks";
import { PlaceTable } from "./PlaceTable";
import { worldOf } from "./world";
import { WorldMap } from "./WorldMap";

/** An airport is a place on the map already, not the end of an arc. */
const BYS: readonly By[] = ["nationality", "destination"];
/** More arcs than this cover each other; the list has them all. */
const MOST_ARCS = 200;

export function MapView() {
  const state = useStore();
  const filter: Filter = { ...filterOf(state, "all"), airports: false };
  const shown: Filter = { ...filter, by: filter.by === "airport" ? "nationality" : filter.by };
  const flows = useFlows(shown);
  const atlas = useLoad("atlas", getAtlas);
  return (
    <div class="flows-page map-page">
      <h1 class="unseen">{t("map.title")}</h1>
      <div class="flow-tools"><Filters filter={shown} flows={flows.status === "done" ? flows.value : null} bys={BYS} /></div>
      <div class="flow-body">
        <WhenLoaded loaded={atlas}>
          {(countries) => (
            <WhenLoaded loaded={flows}>
              {(found) => <Found countries={countries} flows={found} filter={shown} chosen={fromText(state.params.pick)} />}
            </WhenLoaded>
          )}
        </WhenLoaded>
      </div>
      <Timeline />
    </div>
  );
}

interface FoundProperties {
  countries: readonly Country[];
  flows: Flows;
  filter: Filter;
  chosen: Choice | null;
}

function Found({ countries, flows, filter, chosen }: FoundProperties) {
  const [lit, setLit] = useState<Choice | null>(null);
  const world = useMemo(() => worldOf(countries), [countries]);
  const names = useMemo(() => namesOf(flows.places), [flows.places]);
  const { marks, missing } = useMemo(() => marksOf(flows, names, world), [flows, names, world]);
  const arcs = useMemo(() => arcsOf(flows, marks), [flows, marks]);
  const choose = (choice: Choice | null) => keep({ pick: toText(choice) });
  const of = (type: string) => flows.points.filter(({ id }) => names.get(id)?.type === type);
  const picked = toText(chosen);
  const shared = { names, chosen: picked, onLight: setLit, onChoose: choose };
  return (
    <div class="map-columns">
      <div class="map-picture">
        <WorldMap world={world} marks={marks} arcs={arcs.slice(0, MOST_ARCS)} lit={toText(lit)} {...shared} />
        <p class="borders">{t("map.borders")}</p>
      </div>
      <aside class="map-aside">
        {chosen !== null ? (
          <Behind filter={filter} choice={chosen} names={names} onClose={() => choose(null)} />
        ) : (
          <>
            <Basis flows={flows} onChoose={choose} />
            <p class="meaning">{t(`flows.means-${filter.by}`)} {t("map.means")}</p>
            {arcs.length > MOST_ARCS && <p class="meaning">{t("map.widest", { count: MOST_ARCS })}</p>}
            {missing.length > 0 && <p class="meaning">{tn("map.missing", missing.length, { names: missing.map(({ name }) => name).join(", ") })}</p>}
            <PlaceTable title={t("map.countries")} points={of("country")} {...shared} />
            <PlaceTable title={t("map.airports")} points={of("airport")} {...shared} />
            <FlowTable bands={flows.bands} names={names} airports={false} chosen={chosen} onChoose={choose} onLight={setLit} />
          </>
        )}
      </aside>
    </div>
  );
}
