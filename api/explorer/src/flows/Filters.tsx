/** What is added up: whose network, which kinds, and where a flow ends. The timeline below chooses the dates. */

import { keep, useStore } from "../state/store";
import { OPERATION_KINDS } from "../kinds-of-operations";
import { t } from "../text/messages";
import { type Filter, MOVES, operationsOf } from "./filter";
import type { By, Flows } from "./types";
import { inDigits } from "./words";

interface FiltersProperties {
  filter: Filter;
  flows: Flows | null;
  bys: readonly By[];
}

export function Filters({ filter, flows, bys }: FiltersProperties) {
  return (
    <>
      <Scope isScene={filter.ids !== null} />
      <label class="choose">
        <span>{t("flows.by")}</span>
        <select value={filter.by} onChange={(event) => keep({ ends: event.currentTarget.value, pick: "" })}>
          {bys.map((by) => <option key={by} value={by}>{t(`flows.by-${by}`)}</option>)}
        </select>
      </label>
      <label class="choose">
        <span>{t("flows.kind")}</span>
        <select value={filter.kind} onChange={(event) => keep({ kind: event.currentTarget.value, pick: "" })}>
          {kindsOf(filter, flows).map(([kind, count]) => (
            <option key={kind} value={kind}>{kindInWords(kind)} ({inDigits(count)})</option>
          ))}
        </select>
      </label>
    </>
  );
}

export const kindInWords = (kind: string): string =>
  (OPERATION_KINDS as readonly string[]).includes(kind) || kind === "all" || kind === "moves" ? t(`flows.kind-${kind}`) : kind;

/** All, what moves people, then each kind that there is; the chosen one also where a link names one that there is not. */
function kindsOf({ kind }: Filter, flows: Flows | null): [string, number][] {
  const counts = flows?.kinds ?? {};
  const count = (kinds: readonly string[]) => kinds.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  const known = Object.keys(counts);
  const listed = ["all", "moves", ...OPERATION_KINDS.filter((one) => known.includes(one)), ...known.filter((one) => !(OPERATION_KINDS as readonly string[]).includes(one))];
  return [...listed, ...(listed.includes(kind) ? [] : [kind])].map((one) => [
    one,
    one === "all" ? count(known) : one === "moves" ? count(MOVES) : (counts[one] ?? 0),
  ]);
}

/** With a network at hand, its operations or those of the whole graph. */
function Scope({ isScene }: { isScene: boolean }) {
  const operations = operationsOf(useStore()).length;
  if (operations === 0) return null;
  const choose = (of: string) => keep({ of, pick: "" });
  return (
    <div class="flow-switch" role="group" aria-label={t("flows.of")}>
      <button type="button" aria-pressed={isScene} onClick={() => choose("")}>{t("flows.of-network")} ({inDigits(operations)})</button>
      <button type="button" aria-pressed={!isScene} onClick={() => choose("graph")}>{t("flows.of-graph")}</button>
    </div>
  );
}
