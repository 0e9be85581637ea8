/** The words behind one row: each passage with what it states, and what the row needs besides. */

import { useMemo } from "preact/hooks";
import type { Evidence } from "../api/types";
import { Quote } from "../panel/Quote";
import { DidFail, Skeleton } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { QueryFault } from "./calls";
import { Problem } from "../api/client";
import { currentLanguage, t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { CellView } from "./CellView";
import { irisIn } from "./cells";
import { type Names, useNames } from "./labels";
import { readTerm } from "./ntriples";
import type { Row, Support, Terms } from "./types";
import { type Explained, type Explaining, type Quoted, quotedIn, unquotedIn } from "./why";

const FIRST = 5;

export function WhyRow({ row, number, explaining, terms }: { row: Row; number: number; explaining: Explaining; terms: Terms }) {
  const loaded = useLoad<Explained>(`why ${number}`, () => explaining.explain(row).catch(asProblem));
  if (loaded.status === "waiting") return null;
  if (loaded.status === "slow") return <Skeleton rows={3} />;
  if (loaded.status === "failed") return <DidFail failed={loaded} />;
  if (loaded.value === null) return <p>{t("query.why-not-named")}</p>;
  return <Found support={loaded.value.support} notes={loaded.value.notes} terms={terms} />;
}

/** `useLoad` tells a problem's words; of who has gone on nothing is told. */
function asProblem(error: unknown): Explained {
  if (error instanceof DOMException && error.name === "AbortError") return { support: null, notes: [] };
  throw error instanceof QueryFault ? new Problem(error.fault.status, error.message) : error;
}

function Found({ support, notes, terms }: { support: readonly Support[] | null; notes: readonly string[]; terms: Terms }) {
  const iris = useMemo(() => (support ?? []).flatMap((one) => [one.announcement ?? "", ...[...one.triple, ...(one.inferred_from ?? [])].flatMap((term) => irisIn(readTerm(term)))]), [support]);
  const names = useNames(iris, terms, currentLanguage());
  const quoted = quotedIn(support ?? []);
  const others = unquotedIn(support ?? []);
  return (
    <div class="query-why">
      {support === null && <p>{t("query.why-unexplained")}</p>}
      {support?.length === 0 && <p>{t("query.why-nothing")}</p>}
      {quoted.length > 0 && <p class="title">{tn("query.passages", quoted.length)}</p>}
      {quoted.slice(0, FIRST).map((one, index) => <Passage key={index} quoted={one} names={names} terms={terms} />)}
      {quoted.length > FIRST && (
        <details class="more">
          <summary>{tn("query.more-passages", quoted.length - FIRST)}</summary>
          {quoted.slice(FIRST).map((one, index) => <Passage key={index} quoted={one} names={names} terms={terms} />)}
        </details>
      )}
      {others.length > 0 && (
        <details class="more" open={quoted.length === 0}>
          <summary>{tn("query.besides", others.length)}</summary>
          <ul>{others.map((one, index) => <li key={index}><Triple terms={terms} triple={one.triple} names={names} /> <small>{t(`query.kind-${one.kind}`)}</small></li>)}</ul>
        </details>
      )}
      {notes.map((note) => <p key={note} class="unsaid"><Text>{note}</Text></p>)}
    </div>
  );
}

function Passage({ quoted: { support, triples }, names, terms }: { quoted: Quoted; names: Names; terms: Terms }) {
  const evidence: Evidence = {
    quote: support.quote,
    language: support.language,
    start: support.start,
    end: support.end,
    announcement: support.announcement.startsWith(terms.base) ? support.announcement.slice(terms.base.length) : support.announcement,
    announcement_label: names.named(support.announcement),
    published: support.published,
    url: null,
    confidence: support.confidence,
  };
  return (
    <div class="query-passage">
      <Quote evidence={evidence} />
      <ul>{triples.map((triple, index) => <li key={index}><Triple triple={triple} names={names} terms={terms} /></li>)}</ul>
    </div>
  );
}

function Triple({ triple, names, terms }: { triple: readonly string[]; names: Names; terms: Terms }) {
  return <>{triple.map((term, index) => <span key={index}><CellView value={readTerm(term)} names={names} terms={terms} isBrief /> </span>)}</>;
}
