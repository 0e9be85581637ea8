/** One question: two members, what speaks for their being one and what against, and what each announcement says. */

import type { ComponentChildren } from "preact";
import { languageName } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { pageOf } from "../kinds";
import type { Failure } from "../token/failure";
import { FailureNote } from "../token/FailureNote";
import { NodeLink } from "../panel/NodeLink";
import { rowsOf } from "./compare";
import { Compared } from "./Compared";
import { ReasonTable } from "./ReasonTable";
import { namesOf, sideTitle } from "./title";
import type { Question, Side, Verdict } from "./types";
import type { Given } from "./visit";

interface Properties {
  question: Question;
  given: Given | null;
  isCurrent: boolean;
  isBusy: boolean;
  canJudge: boolean;
  why: string;
  failure: Failure | null;
  onWhy: (why: string) => void;
  onFocus: () => void;
  onJudge: (verdict: Verdict | null) => void;
}

const VERDICTS: readonly (readonly [Verdict, string])[] = [["same", "S"], ["different", "D"], ["undecided", "U"]];

export function Card(properties: Properties) {
  const { question, given, isCurrent, failure, onFocus } = properties;
  const rows = rowsOf(question);
  const titles = [sideTitle(question, question.one), sideTitle(question, question.other)] as const;
  return (
    <article class={isCurrent ? "review-card current" : "review-card"} tabIndex={-1} aria-label={`${titles[0]} – ${titles[1]}`} onFocusCapture={onFocus} onClick={onFocus}>
      <header>
        <h2>{t(`review.ask-${question.type}`)}</h2>
        <Likelihood question={question} />
      </header>
      {given === null ? (
        <>
          <div class="review-sides">
            {question.sides.map((side, position) => <SideHead key={side.iri} side={side} question={question} title={titles[position] ?? ""} />)}
          </div>
          <Compared rows={rows} titles={titles} />
          <ReasonTable question={question} />
          <Decide {...properties} />
        </>
      ) : (
        <Decided {...properties} given={given} titles={titles} />
      )}
      {failure !== null && <FailureNote failure={failure} />}
    </article>
  );
}

function Likelihood({ question }: { question: Question }) {
  const percent = Math.round(question.probability * 100);
  return (
    <p class="review-likely">
      <meter min={0} max={100} value={percent} aria-label={t("review.likely", { percent })} /> {t("review.likely", { percent })} · {question.merged ? t("review.taken-for-one") : t("review.kept-apart")}
    </p>
  );
}

function SideHead({ side, question, title }: { side: Side; question: Question; title: string }) {
  const names = namesOf(question, side.iri).filter(({ text }) => text !== title);
  return (
    <div class="review-side">
      <h3><NodeLink node={{ id: side.goes_by, type: question.type, label: title }} /></h3>
      {names.length > 0 && (
        <ul class="names inline" aria-label={t("review.names")}>
          {names.map(({ text, language }) => (
            <li key={`${text} ${language ?? ""}`}>
              <Text language={language}>{text}</Text> {language !== null && <abbr class="language" title={languageName(language)}>{language}</abbr>}
            </li>
          ))}
        </ul>
      )}
      <small>{tn("review.told-by", side.announcements)} · <a href={pageOf(side.goes_by)}>{t("review.page")}</a></small>
    </div>
  );
}

function Decide({ question, isBusy, canJudge, why, onWhy, onJudge }: Properties) {
  return (
    <div class="review-decide">
      <label>
        {t("review.why")}
        <input type="text" value={why} maxLength={2000} dir="auto" disabled={!canJudge} placeholder={t("review.why-hint")} onInput={(event) => onWhy(event.currentTarget.value)} />
      </label>
      <div class="review-verdicts">
        {VERDICTS.map(([verdict, key]) => (
          <button type="button" key={verdict} class={`verdict-${verdict}`} disabled={isBusy || !canJudge} aria-keyshortcuts={key} onClick={() => onJudge(verdict)}>
            {question.merged ? t(`review.merged-${verdict}`) : t(`review.answer-${verdict}`)} <kbd aria-hidden="true">{key}</kbd>
          </button>
        ))}
      </div>
    </div>
  );
}

function Decided({ given, titles, isBusy, onJudge, question }: Properties & { given: Given; titles: readonly [string, string] }) {
  const { verdict, changed } = given;
  return (
    <div class="review-decided" role="status">
      <p><b>{t(`review.verdict-${verdict}`)}</b>: <Text>{titles[0]}</Text> · <Text>{titles[1]}</Text></p>
      <p>{changed.rewritten === 0 ? t("review.nothing-moved") : tn("review.rewritten", changed.rewritten)} {changed.one !== null && changed.one === changed.other && <Together id={changed.one}><NodeLink node={{ id: changed.one, type: question.type, label: titles[0] }} /></Together>}</p>
      <button type="button" disabled={isBusy} aria-keyshortcuts="Z" onClick={() => onJudge(null)}>{t("review.undo")}</button>
    </div>
  );
}

function Together({ children }: { id: string; children: ComponentChildren }) {
  return <>{t("review.together")} {children}</>;
}
