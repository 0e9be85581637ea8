/** An announcement is pasted or dropped, read, looked at, and only then stored. */

import { useEffect, useRef, useState } from "preact/hooks";
import "../styles/add.css";
import "../styles/add-read.css";
import "../styles/add-narrow.css";
import { refreshSummary } from "../actions/refresh";
import { DidFail } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { say } from "../state/store";
import { t } from "../text/messages";
import { type Failure, failureOf } from "../token/failure";
import { FailureNote } from "../token/FailureNote";
import { getTaken, useToken } from "../token/token";
import { TokenField } from "../token/TokenField";
import { readDraftOver, storeDraft } from "./calls";
import { type Draft, EMPTY_DRAFT, isEmpty, keepDraft, readDraft } from "./draft";
import { DraftForm } from "./DraftForm";
import { Preview } from "./Preview";
import { StoredNote } from "./StoredNote";
import type { Read, Stored } from "./types";
import { Waiting } from "./Waiting";

/** What was read, of which draft: another word in the draft, and it has to be read again. */
interface Shown {
  draft: Draft;
  read: Read;
}

const MOST_BYTES = 5_000_000;

/** Kept while the page lasts, so that a look at the network costs no second reading. */
let shownNow: Shown | null = null;
let storedNow: Stored | null = null;

export function Add() {
  const token = useToken();
  const [draft, setDraft] = useState<Draft>(() => readDraft(window.sessionStorage));
  const [isKept, setKept] = useState(true);
  const [shown, setShown] = useState<Shown | null>(shownNow);
  const [stored, setStored] = useState<Stored | null>(storedNow);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [task, setTask] = useState<"read" | "store" | null>(null);
  const stop = useRef<AbortController | null>(null);
  const isHere = useRef(true);
  const result = useRef<HTMLElement>(null);
  const taken = useLoad("taken", getTaken);
  const way = taken.status === "done" ? taken.value.announcements : null;
  const canSend = way === "openly" || (way === "with-a-token" && token !== "");

  const show = (next: Shown | null) => {
    shownNow = next;
    setShown(next);
  };
  const tell = (next: Stored | null) => {
    storedNow = next;
    setStored(next);
  };
  const change = (next: Draft) => {
    setDraft(next);
    tell(null);
    setKept(keepDraft(next, window.sessionStorage));
  };

  /** Only the first of two clicks counts. Reading can be cancelled, and leaves everything as it was; what is being stored is stored, even
   * where one looks at something else meanwhile. */
  const run = async (name: "read" | "store", send: (signal: AbortSignal) => Promise<void>) => {
    if (task !== null) return;
    const control = new AbortController();
    stop.current = name === "read" ? control : null;
    setTask(name);
    setFailure(null);
    try {
      await send(control.signal);
      result.current?.focus();
    } catch (error) {
      if (control.signal.aborted) say(t("add.cancelled"));
      else if (isHere.current) setFailure(failureOf(error));
      else say(failureOf(error).words);
    } finally {
      setTask(null);
    }
  };
  const read = () =>
    run("read", async (signal) => {
      tell(null);
      show({ draft, read: await readDraftOver(draft, signal) });
    });
  const store = () =>
    run("store", async (signal) => {
      tell(await storeDraft(draft, signal));
      keepDraft(EMPTY_DRAFT, window.sessionStorage);
      void refreshSummary();
    });
  const startAnew = () => {
    show(null);
    change(EMPTY_DRAFT);
  };
  useEffect(() => () => {
    isHere.current = false;
    stop.current?.abort();
  }, []);

  const isStale = shown !== null && JSON.stringify(shown.draft) !== JSON.stringify(draft);
  return (
    <div class="add">
      <header>
        <h1>{t("add.title")}</h1>
        <p>{t("add.lead")}</p>
        {way === "not-at-all" && <p class="add-closed" role="status">{t("add.closed")}</p>}
        {way === "with-a-token" && <TokenField />}
        {taken.status === "failed" && <DidFail failed={taken} />}
      </header>
      <DraftForm
        draft={draft}
        onChange={change}
        isKept={isKept}
        mostBytes={taken.status === "done" ? taken.value.max_bytes : MOST_BYTES}
        canRead={canSend && task === null && !isEmpty(draft) && draft.file?.content !== null}
        lacksToken={way === "with-a-token" && token === ""}
        onRead={() => void read()}
      />
      {task !== null && <Waiting task={task} isPdf={draft.file?.mediaType === "application/pdf"} onStop={() => stop.current?.abort()} />}
      {failure !== null && <FailureNote failure={failure} />}
      <section class="add-result" ref={result} tabIndex={-1} aria-label={t("add.result")} aria-busy={task !== null}>
        {stored !== null && <StoredNote stored={stored} onAnother={startAnew} />}
        {stored === null && shown !== null && (
          <>
            {isStale && <p class="add-stale" role="status">{t("add.stale")}</p>}
            <div class="add-store">
              <button type="button" class="primary" disabled={isStale || !canSend || task !== null} onClick={() => void store()}>{t("add.store")}</button>
              <small>{t("add.store-hint")}</small>
            </div>
            <Preview read={shown.read} />
          </>
        )}
      </section>
    </div>
  );
}
