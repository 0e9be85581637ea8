/** Why one: what announcements call or tell otherwise and goes by one name here, who decided it, and what spoke for it. */

import { useState } from "preact/hooks";
import { call, query } from "../api/client";
import type { Merge, Node } from "../api/types";
import { useStore } from "../state/store";
import { inWords, number, percent } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { reasonInWords } from "../text/vocabulary";
import { VIEWS } from "../views";
import { update } from "../state/store";
import { NodeLink } from "./NodeLink";
import { useLoad } from "./useLoad";

/** Types of which several announcements' own things may be one. */
const MERGED = new Set(["operation", "official", "agency", "airport", "place"]);
const FIRST_SHOWN = 3;
/** The view in which merges are gone over, where this build has it. */
const REVIEW = "review";

export function WhyOne({ node }: { node: Node }) {
  const { summary, language } = useStore();
  const isMergeable = MERGED.has(node.type);
  const loaded = useLoad(JSON.stringify(["merges", node.id, summary?.version, language]), async () =>
    isMergeable ? (await call<{ merges: Merge[] }>(`merges?${query({ id: node.id })}`)).merges : [],
  );
  if (loaded.status !== "done" || loaded.value.length === 0) return null;
  return (
    <details class="why-one">
      <summary>{tn("panel.merged", loaded.value.length + 1)} · {t("panel.why-one")}</summary>
      <Merges merges={loaded.value} />
    </details>
  );
}

function Merges({ merges }: { merges: readonly Merge[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul>
        {(all ? merges : merges.slice(0, FIRST_SHOWN)).map((merge) => <MergeView key={merge.member} merge={merge} />)}
      </ul>
      {!all && merges.length > FIRST_SHOWN && <button type="button" class="wide" onClick={() => setAll(true)}>{t("panel.all-merges", { count: merges.length })}</button>}
      {VIEWS.some(({ id }) => id === REVIEW) && (
        <button type="button" class="link" onClick={() => update(() => ({ view: REVIEW }))}>{t("panel.to-review")}</button>
      )}
    </>
  );
}

function MergeView({ merge }: { merge: Merge }) {
  const { member, confidence, reasons, person, announcements } = merge;
  return (
    <li>
      <p>
        {announcements.map((announcement, index) => (
          <span key={announcement.id}>{index > 0 && ", "}<NodeLink node={announcement} /></span>
        ))}
        {announcements.length === 0 && <code>{member}</code>}
      </p>
      <p class="sayer">
        {person === null ? t("panel.merged-by-program", { percent: percent(confidence) }) : <>{t("panel.merged-by")} <Text>{person.by}</Text>, {inWords(person.at)}</>}
        {person !== null && person.why !== "" && <>: <Text>{person.why}</Text></>}
      </p>
      {reasons.length > 0 && (
        <ul class="reasons">
          {reasons.map(([reason, weight]) => (
            <li key={reason} class={weight < 0 ? "against" : "for"}>{reasonInWords(reason)} <small>{weight > 0 ? "+" : "−"}{number(Math.abs(weight))}</small></li>
          ))}
        </ul>
      )}
    </li>
  );
}
