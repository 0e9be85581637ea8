/** Two work lists of the whole graph: transfers that one country tells of and the other does not, and numbers that cannot all be right. */

import "../styles/ledger.css";
import { keep, useStore } from "../state/store";
import { t } from "../text/messages";
import { Disputes } from "./Disputes";
import { Transfers } from "./Transfers";

export function Ledger() {
  const { params } = useStore();
  const tab = params.ledger === "disputes" ? "disputes" : "transfers";
  return (
    <div class="ledger-view">
      <header class="list-head">
        <h1>{t(`ledger.title-${tab}`)}</h1>
        <div class="switch" role="group" aria-label={t("ledger.lists")}>
          <button type="button" aria-pressed={tab === "transfers"} onClick={() => keep({ ledger: "" })}>{t("ledger.transfers")}</button>
          <button type="button" aria-pressed={tab === "disputes"} onClick={() => keep({ ledger: "disputes" })}>{t("ledger.disputes")}</button>
        </div>
      </header>
      <p class="list-lead">{t(`ledger.lead-${tab}`)}</p>
      {tab === "transfers" ? <Transfers /> : <Disputes />}
    </div>
  );
}
