/** Flows of people between countries, as they are reported: a Sankey diagram, and the same as a table. */

import "../styles/flows.css";
import { useMemo } from "preact/hooks";
import { WhenLoaded } from "../panel/Skeleton";
import { keep, useStore } from "../state/store";
import { t } from "../text/messages";
import { Timeline } from "../timeline/Timeline";
import { Basis } from "./Basis";
import { Behind } from "./Behind";
import { type Choice, fromText, toText } from "./choice";
import { type Filter, filterOf } from "./filter";
import { Filters } from "./Filters";
import { FlowTable } from "./FlowTable";
import type { Measure } from "./rows";
import { Sankey } from "./Sankey";
import { BYS, type Flows as FlowsFound } from "./types";
import { useFlows } from "./useFlows";
import { namesOf } from "./words";

export function Flows() {
  const state = useStore();
  const filter = filterOf(state, "moves");
  const loaded = useFlows(filter);
  const measure: Measure = state.params.width === "operations" ? "operations" : "persons";
  return (
    <div class="flows-page">
      <h1 class="unseen">{t("flows.title")}</h1>
      <div class="flow-tools">
        <Filters filter={filter} flows={loaded.status === "done" ? loaded.value : null} bys={BYS} />
        <label class="choose">
          <span>{t("flows.width")}</span>
          <select value={measure} onChange={(event) => keep({ width: event.currentTarget.value === "persons" ? "" : "operations" })}>
            <option value="persons">{t("flows.width-persons")}</option>
            <option value="operations">{t("flows.width-operations")}</option>
          </select>
        </label>
        {filter.by !== "airport" && (
          <label class="flow-tick">
            <input type="checkbox" checked={filter.airports} onChange={(event) => keep({ airports: event.currentTarget.checked ? "yes" : "", pick: "" })} />
            {t("flows.airports")}
          </label>
        )}
      </div>
      <div class="flow-body">
        <WhenLoaded loaded={loaded}>{(flows) => <Found flows={flows} filter={filter} measure={measure} chosen={fromText(state.params.pick)} />}</WhenLoaded>
      </div>
      <Timeline />
    </div>
  );
}

function Found({ flows, filter, measure, chosen }: { flows: FlowsFound; filter: Filter; measure: Measure; chosen: Choice | null }) {
  const names = useMemo(() => namesOf(flows.places), [flows.places]);
  const { airports } = filter;
  const choose = (choice: Choice | null) => keep({ pick: toText(choice) });
  if (flows.bands.length === 0 && flows.left_out === 0) return <p class="none nothing">{t("flows.nothing")}</p>;
  return (
    <div class={chosen === null ? "flow-columns" : "flow-columns chosen"}>
      <div class="flow-main">
        <Basis flows={flows} onChoose={choose} />
        <p class="meaning">{t(`flows.means-${filter.by}`)} {t("flows.colours")} {measure === "operations" && t("flows.operations-overlap")}</p>
        <Sankey bands={flows.bands} measure={measure} names={names} airports={airports} chosen={chosen} onChoose={choose} />
        <FlowTable bands={flows.bands} names={names} airports={airports} chosen={chosen} onChoose={choose} />
      </div>
      {chosen !== null && <aside class="flow-aside"><Behind filter={filter} choice={chosen} names={names} onClose={() => choose(null)} /></aside>}
    </div>
  );
}
