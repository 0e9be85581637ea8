/** Every number that was told of the operations in view, or of one, or of all: what cannot all be right comes first. */

import "../styles/chips.css";
import { useState } from "preact/hooks";
import "../styles/figures.css";
import { useLoad } from "../panel/useLoad";
import { keep, pictureOf, useStore } from "../state/store";
import { useLast, WhenListed } from "../table/Loaded";
import { Pager } from "../table/Pager";
import { number } from "../text/dates";
import { t } from "../text/messages";
import { getFigures, STEP } from "./calls";
import { ComparedView } from "./Comparison";
import { type Agreement, AGREEMENTS, type Comparison } from "./types";

const OF = ["scene", "selected", "all"] as const;

export function Figures() {
  const state = useStore();
  const { params, selection, library, summary, language } = state;
  const picture = pictureOf(state);
  const inView = [...picture.nodes, ...picture.stacks.flatMap(({ members }) => members)].filter(({ type }) => type === "operation").map(({ id }) => id);
  const one = selection?.what === "node" && library.nodes.get(selection.id)?.type === "operation" ? selection.id : null;
  const wanted = OF.find((of) => of === params.figures) ?? "scene";
  const of = wanted === "selected" && one === null ? "scene" : wanted;
  const only = AGREEMENTS.find((agreement) => agreement === params.agreement) ?? null;
  const ids = of === "all" ? null : of === "selected" && one !== null ? [one] : inView;
  const [turned, setTurned] = useState({ key: "", offset: 0 });
  const about = JSON.stringify([summary?.version, language, ids, only]);
  const offset = turned.key === about ? turned.offset : 0;
  const loaded = useLoad(`${about} ${offset}`, () => getFigures({ ids, only, offset }));
  const last = useLast(loaded);
  return (
    <div class="figures-view">
      <div class="figures-tools">
        <label>
          {t("figures.of")}{" "}
          <select value={of} onChange={(event) => keep({ figures: event.currentTarget.value === "scene" ? "" : event.currentTarget.value })}>
            <option value="scene">{t("figures.of-scene", { count: inView.length })}</option>
            <option value="selected" disabled={one === null}>{t("figures.of-selected")}</option>
            <option value="all">{t("figures.of-all")}</option>
          </select>
        </label>
        {last && <Agreements found={last} only={only} />}
      </div>
      <p class="figures-note">{t("figures.note")}</p>
      <WhenListed loaded={loaded} last={last}>
        {(found) => (
          <>
            {found.operations.length === 0 && <p class="none">{t("figures.none")}</p>}
            {found.operations.map((compared) => <ComparedView key={compared.node.id} compared={compared} />)}
            {found.total > STEP && <Pager offset={offset} shown={found.operations.length} total={found.total} step={STEP} onTurn={(next) => setTurned({ key: about, offset: next })} />}
          </>
        )}
      </WhenListed>
    </div>
  );
}

function Agreements({ found, only }: { found: Comparison; only: Agreement | null }) {
  return (
    <div class="chips" role="group" aria-label={t("figures.agreements")}>
      {AGREEMENTS.filter((agreement) => (found.agreements[agreement] ?? 0) > 0 || agreement === only).map((agreement) => (
        <button type="button" key={agreement} aria-pressed={only === agreement} onClick={() => keep({ agreement: only === agreement ? "" : agreement })}>
          {t(`figures.agreement-${agreement.replaceAll(" ", "-")}`)} <b>{number(found.agreements[agreement] ?? 0)}</b>
        </button>
      ))}
    </div>
  );
}
