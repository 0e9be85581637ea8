/** Questions as cards, a few at a time, with keys as the terminal has them. */

import { useEffect, useRef, useState } from "preact/hooks";
import { refreshSummary } from "../actions/refresh";
import { WhenLoaded } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { keep, say } from "../state/store";
import { t, tn } from "../text/messages";
import { type Failure, failureOf } from "../token/failure";
import { getQuestions, postJudgement } from "./calls";
import { Card } from "./Card";
import { keyOf } from "./compare";
import { commandOf } from "./keys";
import { nextSkip, PAGE, type Place, previousSkip } from "./place";
import type { Question, Questions, Verdict } from "./types";
import { add, last, type Visit, without } from "./visit";

interface Properties {
  place: Place;
  by: string;
  canJudge: boolean;
  visit: Visit;
  onVisit: (visit: Visit) => void;
}

export function Deck(properties: Properties) {
  const { place } = properties;
  // What is judged here stays in sight until the page is turned; then the list is asked for anew.
  const [turn, setTurn] = useState(0);
  const asked = { merged: place.tab === "merged", type: place.type, about: place.about, offset: place.skip, limit: PAGE };
  const loaded = useLoad(JSON.stringify([asked, turn]), () => getQuestions(asked));
  return (
    <WhenLoaded loaded={loaded}>
      {(found) => <Page key={`${place.skip} ${turn}`} {...properties} found={found} onAgain={() => setTurn(turn + 1)} />}
    </WhenLoaded>
  );
}

function Page({ place, by, canJudge, visit, onVisit, found, onAgain }: Properties & { found: Questions; onAgain: () => void }) {
  const { questions } = found;
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ key: string; failure: Failure } | null>(null);
  const [before] = useState(() => new Set(visit.keys()));
  const [whys, setWhys] = useState<Readonly<Record<string, string>>>({});
  const list = useRef<HTMLOListElement>(null);
  const judgedHere = questions.filter((question) => visit.has(keyOf(question)) && !before.has(keyOf(question))).length;
  const left = Math.max(0, found.total - judgedHere);

  const goTo = (position: number) => {
    const to = Math.max(0, Math.min(questions.length - 1, position));
    setAt(to);
    const card = list.current?.children[to]?.querySelector<HTMLElement>("article");
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "start" });
  };

  const judge = async (question: Question, verdict: Verdict | null) => {
    if (busy || !canJudge) return;
    setBusy(true);
    setFailure(null);
    const key = keyOf(question);
    const name = by.trim() === "" ? t("review.nobody") : by.trim();
    try {
      const changed = await postJudgement({ one: question.one, other: question.other, verdict, by: name, why: verdict === null ? "" : (whys[key] ?? "").trim() });
      onVisit(verdict === null ? without(visit, question) : add(visit, { question, verdict, changed }));
      say(verdict === null ? t("review.taken-back") : tn("review.kept", changed.rewritten, { verdict: t(`review.verdict-${verdict}`) }));
      const here = questions.findIndex((one) => keyOf(one) === key);
      if (verdict !== null && here >= 0 && here + 1 < questions.length) goTo(here + 1);
      else if (here >= 0) goTo(here);
      else onAgain(); // of another page: it is in the list again
      void refreshSummary();
    } catch (error) {
      setFailure({ key, failure: failureOf(error) });
    } finally {
      setBusy(false);
    }
  };

  const undoLast = () => {
    const given = last(visit);
    if (given) void judge(given.question, null);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event);
      const question = questions[at];
      if (command === null || question === undefined) return;
      event.preventDefault();
      if (command === "skip") goTo(at + 1);
      else if (command === "back") goTo(at - 1);
      else if (command === "undo") undoLast();
      else void judge(question, command);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  if (found.total === 0) return <p class="review-none" role="status">{place.about === "" ? t(`review.none-${place.tab}`) : t("review.none-about")}</p>;
  return (
    <>
      <div class="review-progress">
        <label>
          {place.tab === "merged" ? tn("review.merges", left) : t("review.progress", { open: left, total: left + visit.size, done: visit.size })}
          {place.tab === "open" && <progress value={visit.size} max={left + visit.size} />}
        </label>
        <span class="review-keys" aria-hidden="true">
          {(["s", "d", "u", "k", "j", "z"] as const).map((key) => <span key={key}><kbd>{key.toUpperCase()}</kbd> {t(`review.key-${key}`)}</span>)}
        </span>
        <button type="button" onClick={undoLast} disabled={visit.size === 0 || busy}>{t("review.undo-last")}</button>
      </div>
      {questions.length === 0 && <p class="review-none">{t("review.page-empty")}</p>}
      <ol class="review-cards" ref={list}>
        {questions.map((question, position) => {
          const key = keyOf(question);
          return (
            <li key={key}>
              <Card
                question={question}
                given={visit.get(key) ?? null}
                isCurrent={position === at}
                isBusy={busy}
                canJudge={canJudge}
                why={whys[key] ?? ""}
                failure={failure?.key === key ? failure.failure : null}
                onWhy={(why) => setWhys({ ...whys, [key]: why })}
                onFocus={() => setAt(position)}
                onJudge={(verdict) => void judge(question, verdict)}
              />
            </li>
          );
        })}
      </ol>
      <nav class="review-pages" aria-label={t("review.pages")}>
        <button type="button" disabled={place.skip === 0} onClick={() => turnTo(previousSkip(place.skip), onAgain)}>{t("review.previous")}</button>
        <span>{t("review.range", { from: place.skip + 1, to: place.skip + questions.length, total: found.total })}</span>
        <button
          type="button"
          disabled={place.skip + questions.length >= found.total}
          onClick={() => turnTo(nextSkip(place.skip, questions.length - judgedHere), onAgain)}
        >
          {t("review.next")}
        </button>
      </nav>
    </>
  );
}

function turnTo(skip: number, onAgain: () => void): void {
  keep({ rskip: skip === 0 ? "" : String(skip) });
  onAgain();
  document.querySelector(".alone")?.scrollTo({ top: 0 });
}
