/** Deciding what is one: what the program asks, what it merged, what people decided, and what contradicts itself. */

import { useState } from "preact/hooks";
import "../styles/review.css";
import "../styles/review-compared.css";
import "../styles/judgements.css";
import "../styles/review-narrow.css";
import { DidFail } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { number } from "../text/dates";
import { Text } from "../text/Text";
import { t } from "../text/messages";
import { getTaken, type Taken, useToken } from "../token/token";
import { TokenField } from "../token/TokenField";
import { getJudgements } from "./calls";
import { Deck } from "./Deck";
import { JudgementList } from "./JudgementList";
import { placeOf, type Place, TABS } from "./place";
import { THING_TYPES } from "./types";
import { rememberReviewer, reviewer, type Visit } from "./visit";

/** Kept while the page lasts: who looks at the network meanwhile can still take back what was judged. */
let visitNow: Visit = new Map();

export function Review() {
  const { params, library, summary } = useStore();
  const place = placeOf(params);
  const token = useToken();
  const [by, setBy] = useState(reviewer);
  const [visit, setVisit] = useState<Visit>(visitNow);
  const taken = useLoad("taken", getTaken);
  // A judgement just made may contradict an earlier one: each brings another version.
  const judged = useLoad(`judged ${summary?.version ?? ""}`, getJudgements);
  const contradictions = judged.status === "done" ? judged.value.contradicted.length : 0;
  const way = taken.status === "done" ? taken.value.judgements : null;
  const canJudge = way === "openly" || (way === "with-a-token" && token !== "");
  const isList = place.tab === "open" || place.tab === "merged";
  return (
    <div class="review">
      <header class="review-head">
        <h1>{t("review.title")}</h1>
        <p>{t("review.lead")}</p>
        {taken.status === "failed" && <DidFail failed={taken} />}
        {way !== null && <Who way={way} by={by} onName={(name) => { setBy(name); rememberReviewer(name); }} token={token} />}
      </header>
      <nav class="review-tabs" aria-label={t("review.parts")}>
        {TABS.map((tab) => (
          <button type="button" key={tab} aria-pressed={tab === place.tab} onClick={() => keep({ rtab: tab === "open" ? "" : tab, rskip: "" })}>
            {t(`review.tab-${tab}`)}
            {tab === "contradicted" && contradictions > 0 && <b class="review-count"> {number(contradictions)}</b>}
          </button>
        ))}
      </nav>
      {isList && <Filters place={place} label={library.nodes.get(place.about)?.label ?? place.about} />}
      {isList ? (
        <Deck
          key={`${place.tab} ${place.type} ${place.about}`}
          place={place}
          by={by}
          canJudge={canJudge}
          visit={visit}
          onVisit={(next) => { visitNow = next; setVisit(next); }}
        />
      ) : (
        <JudgementList place={place} by={by} canJudge={canJudge} />
      )}
    </div>
  );
}

function Who({ way, by, onName, token }: { way: Taken["judgements"]; by: string; onName: (name: string) => void; token: string }) {
  if (way === "not-at-all") return <p class="review-closed" role="status">{t("review.closed")}</p>;
  return (
    <div class="review-who">
      {way === "with-a-token" && <TokenField />}
      {way === "with-a-token" && token === "" && <p>{t("review.takes-token")}</p>}
      {way === "openly" && (
        <label>
          {t("review.your-name")}
          <input type="text" value={by} maxLength={200} dir="auto" autocomplete="name" onInput={(event) => onName(event.currentTarget.value)} />
          <small>{t("review.name-hint")}</small>
        </label>
      )}
    </div>
  );
}

function Filters({ place, label }: { place: Place; label: string }) {
  return (
    <div class="review-filters">
      <label>
        {t("review.type")}
        <select value={place.type} onChange={(event) => keep({ rtype: event.currentTarget.value, rskip: "" })}>
          <option value="">{t("review.all-types")}</option>
          {THING_TYPES.map((type) => <option key={type} value={type}>{t(`review.types-${type}`)}</option>)}
        </select>
      </label>
      {place.about !== "" && (
        <p>
          {t("review.about")} <b><Text>{label}</Text></b>{" "}
          <button type="button" onClick={() => keep({ about: "", rskip: "" })}>{t("review.all-things")}</button>
        </p>
      )}
    </div>
  );
}
