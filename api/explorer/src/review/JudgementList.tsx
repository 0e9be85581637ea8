/** What people decided: who, when and why, what was taken back, and what contradicts itself. */

import { useState } from "preact/hooks";
import { refreshSummary } from "../actions/refresh";
import { NodeLink } from "../panel/NodeLink";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { say } from "../state/store";
import { inWords, withDatesInWords } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { type Failure, failureOf } from "../token/failure";
import { FailureNote } from "../token/FailureNote";
import { getJudgements, postJudgement } from "./calls";
import type { Place } from "./place";
import type { Judgement, Judgements } from "./types";

interface Properties {
  place: Place;
  by: string;
  canJudge: boolean;
}

export function JudgementList({ place, by, canJudge }: Properties) {
  const [turn, setTurn] = useState(0);
  const loaded = useLoad(`judgements ${turn}`, getJudgements);
  return (
    <WhenLoaded loaded={loaded}>
      {(told) => <List told={told} only={place.tab === "contradicted"} by={by} canJudge={canJudge} onChange={() => setTurn(turn + 1)} />}
    </WhenLoaded>
  );
}

const AT_ONCE = 50;

function List({ told, only, by, canJudge, onChange }: { told: Judgements; only: boolean; by: string; canJudge: boolean; onChange: () => void }) {
  const [all, setAll] = useState(false);
  const wrong = new Set(told.contradicted);
  const wanted = told.judgements.filter(({ iri }) => !only || wrong.has(iri));
  const shown = all ? wanted : wanted.slice(0, AT_ONCE);
  if (wanted.length === 0) return <p class="review-none" role="status">{only ? t("review.no-contradiction") : t("review.no-judgement")}</p>;
  return (
    <>
      {only && <p class="review-explained">{t("review.contradiction-hint")}</p>}
      <ul class="judgements">
        {shown.map((judgement) => (
          <li key={judgement.iri}>
            <JudgementView judgement={judgement} members={told.members} isWrong={wrong.has(judgement.iri)} by={by} canJudge={canJudge} onChange={onChange} />
          </li>
        ))}
      </ul>
      {shown.length < wanted.length && <button type="button" onClick={() => setAll(true)}>{t("review.show-all", { count: wanted.length })}</button>}
    </>
  );
}

interface OneProperties {
  judgement: Judgement;
  members: Judgements["members"];
  isWrong: boolean;
  by: string;
  canJudge: boolean;
  onChange: () => void;
}

function JudgementView({ judgement, members, isWrong, by, canJudge, onChange }: OneProperties) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const { one, other, verdict, at, why, taken_back_at: ended } = judgement;
  const takeBack = async () => {
    try {
      await postJudgement({ one, other, verdict: null, by: by.trim() === "" ? t("review.nobody") : by.trim(), why: "" });
      say(t("review.taken-back"));
      void refreshSummary();
      onChange();
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <article class={ended === null ? "judgement" : "judgement ended"}>
      <h2>
        <span class={`verdict verdict-${verdict}`}>{t(`review.verdict-${verdict}`)}</span> <MemberLink iri={one} members={members} /> · <MemberLink iri={other} members={members} />
      </h2>
      <p>
        <Text>{judgement.by}</Text>, <time dateTime={at}>{inWords(at)}</time>
        {why !== "" && <>: “<Text>{why}</Text>”</>}
      </p>
      {isWrong && <p class="wrong">{t("review.contradicted")}</p>}
      {ended !== null && <p class="none">{t("review.ended", { day: inWords(ended) })}</p>}
      {ended === null && <button type="button" disabled={!canJudge} onClick={() => void takeBack()}>{t("review.take-back")}</button>}
      {failure !== null && <FailureNote failure={failure} />}
    </article>
  );
}

/** An IRI names its type before its last slash. */
function MemberLink({ iri, members }: { iri: string; members: Judgements["members"] }) {
  const member = members[iri];
  const [type = "", name = iri] = iri.split("/").slice(-2);
  if (!member?.goes_by) return <Text>{name}</Text>;
  return (
    <>
      <NodeLink node={{ id: member.goes_by, type, label: member.label ?? name }} />
      {member.detail !== null && <small> (<Text>{withDatesInWords(member.detail)}</Text>)</small>}
    </>
  );
}
