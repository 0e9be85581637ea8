/** Questions in SPARQL: written, asked, and answered as a table, a network or a chart. */

import { useEffect, useRef, useState } from "preact/hooks";
import { DidFail, Skeleton } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { getState, keep, useStore } from "../state/store";
import "../styles/query.css";
import "../styles/query-answer.css";
import "../styles/query-drawn.css";
import "../styles/query-narrow.css";
import { currentLanguage, t } from "../text/messages";
import { getTerms } from "./calls";
import type { Found } from "./editor/checking";
import { Editor } from "./editor/Editor";
import { fitsInLink } from "./link";
import { Result } from "./Result";
import { RunBar } from "./RunBar";
import { change, getSession, replaceText, run, stop, useSession } from "./session";
import { ShelfView } from "./ShelfView";
import { type Place, placeOf } from "./syntax";
import type { Terms } from "./types";

/** Long enough that not every letter changes the address. */
const PAUSE_MS = 300;

export function Query() {
  const language = currentLanguage();
  const outcome = useSession((session) => session.outcome);
  const [goTo, setGoTo] = useState<Place | null>(null);
  const loaded = useLoad(language, () => getTerms(language));
  // Another language's words come beneath those that stand, which stay until then.
  const last = useRef<Terms | null>(null);
  if (loaded.status === "done") last.current = loaded.value;
  const terms = last.current;
  const answer = useRef<HTMLElement>(null);
  useEffect(() => () => stop(), []);
  const take = (query: string) => {
    replaceText(query);
    keep({ as: "", chart: "" });
    void run();
    if (isNarrow()) answer.current?.scrollIntoView();
  };
  const found = outcome.status === "refused" ? outcome : null;
  return (
    <div class="query-view">
      <h1 class="unseen">{t("query.title")}</h1>
      <aside><Aside><ShelfView onTake={take} /></Aside></aside>
      <div class="query-desk">
        <Written terms={terms} found={found} goTo={goTo} />
        <p class="query-keys">{t("query.keys-hint")}</p>
        <RunBar />
      </div>
      <section class="query-result" ref={answer} aria-label={t("query.result")}>
        {loaded.status === "failed" && <div class="query-fault"><DidFail failed={loaded} /></div>}
        {loaded.status === "slow" && <Skeleton rows={4} />}
        {terms !== null && <Result outcome={outcome} terms={terms} onGoTo={(line, column) => setGoTo(placeOf(getSession().text, line, column))} />}
      </section>
    </div>
  );
}

/** The editor with what is written in it. */
function Written({ terms, found, goTo }: { terms: Terms | null; found: Found | null; goTo: Place | null }) {
  const text = useSession((session) => session.text);
  const turn = useSession((session) => session.turn);
  useAddress();
  return (
    <Editor text={text} turn={turn} terms={terms} found={found} language={currentLanguage()} goTo={goTo} onChange={(next) => change({ text: next })} onRun={() => void run()} />
  );
}

/** As in phone.css: the answer stands below the editor then. */
const isNarrow = (): boolean => window.matchMedia("(max-width: 800px)").matches;

/** Open beside the desk; on a phone, where it stands above, closed until it is wanted. */
function Aside({ children }: { children: preact.ComponentChildren }) {
  const [isClosed] = useState(isNarrow);
  if (!isClosed) return <>{children}</>;
  return <details class="query-aside"><summary>{t("query.start-from")}</summary>{children}</details>;
}

/** The address and the editor say the same: a link that is opened is asked, and what is written stands in the link. */
function useAddress(): void {
  const { params } = useStore();
  const text = useSession((session) => session.text);
  const asOf = useSession((session) => session.asOf);
  const kept = useRef({ q: "", day: "" });
  const [linked, day] = [params.q ?? "", params.asof ?? ""];
  useEffect(() => {
    if (linked === "" || (linked === kept.current.q && day === kept.current.day)) return;
    kept.current = { q: linked, day };
    const session = getSession();
    if (linked === session.text && day === session.asOf) return;
    change({ asOf: day });
    replaceText(linked);
    void run();
  }, [linked, day]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const q = fitsInLink(text, window.location.origin) ? text : "";
      kept.current = { q, day: asOf };
      keep({ q, asof: asOf });
    }, PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text, asOf]);
  // Who leaves at once finds the same on coming back; who started over has taken it out.
  useEffect(() => () => {
    const { text: now, asOf: then } = getSession();
    if ((getState().params.q ?? "") !== "" && fitsInLink(now, window.location.origin)) keep({ q: now, asof: then });
  }, []);
}
