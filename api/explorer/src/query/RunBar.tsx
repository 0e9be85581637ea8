/** What can be done with the query that is written: asked, as of a day, tidied, saved, passed on. */

import { useState } from "preact/hooks";
import { say } from "../state/store";
import { saveFile } from "../text/files";
import { t } from "../text/messages";
import { fitsInLink, LONGEST_LINK } from "./link";
import { change, changeShelf, replaceText, run, stop, useSession } from "./session";
import { save } from "./shelf";
import { tidy } from "./syntax";

const PATIENCE = [0, 5, 15, 60] as const;

export function RunBar() {
  const { text, asOf, patience, outcome } = useSession((session) => session);
  const isEmpty = text.trim() === "";
  return (
    <form class="query-bar" onSubmit={(event) => { event.preventDefault(); void run(); }}>
      <button type="submit" class="primary" disabled={isEmpty} title={t("query.run-keys")}>{t("query.run")}</button>
      {outcome.status === "running" && <button type="button" onClick={() => stop()}>{t("query.cancel")}</button>}
      <label>{t("query.as-of")} <input type="date" value={asOf} onChange={(event) => change({ asOf: event.currentTarget.value })} /></label>
      <label>
        {t("query.patience")}
        <select value={String(patience)} onChange={(event) => change({ patience: Number(event.currentTarget.value) })}>
          {PATIENCE.map((seconds) => <option key={seconds} value={String(seconds)}>{seconds === 0 ? t("query.patience-server") : t("query.seconds", { seconds })}</option>)}
        </select>
      </label>
      <span class="query-more">
        <button type="button" disabled={isEmpty} onClick={() => replaceText(tidy(text))}>{t("query.tidy")}</button>
        <Naming text={text} />
        <button type="button" disabled={isEmpty} onClick={() => void copyLink(text)}>{t("query.copy-link")}</button>
        <button type="button" disabled={isEmpty} onClick={() => saveFile(new Blob([text], { type: "application/sparql-query" }), "crackdown-question.rq")}>{t("query.save-file")}</button>
        <OpenFile />
      </span>
      {!isEmpty && !fitsInLink(text, window.location.origin) && <p class="query-hint" role="status">{t("query.too-long-for-link", { most: LONGEST_LINK })}</p>}
    </form>
  );
}

/** The address holds the query, unless it is too long for one. */
async function copyLink(text: string): Promise<void> {
  if (!fitsInLink(text, window.location.origin)) {
    say(t("query.too-long-for-link", { most: LONGEST_LINK }));
    return;
  }
  try {
    await navigator.clipboard.writeText(window.location.href);
    say(t("query.link-copied"));
  } catch {
    say(t("query.link-not-copied"));
  }
}

function Naming({ text }: { text: string }) {
  const [name, setName] = useState<string | null>(null);
  if (name === null) return <button type="button" disabled={text.trim() === ""} onClick={() => setName("")}>{t("query.save")}</button>;
  const keepIt = () => {
    if (name.trim() === "") return;
    changeShelf((shelf) => save(shelf, { name: name.trim(), query: text }));
    setName(null);
    say(t("query.saved-as", { name: name.trim() }));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return; // Enter ends a word that is being composed
    if (event.key === "Enter") {
      event.preventDefault();
      keepIt();
    }
    if (event.key === "Escape") setName(null);
  };
  return (
    <span class="query-naming">
      <input value={name} aria-label={t("query.save-name")} placeholder={t("query.save-name")} onInput={(event) => setName(event.currentTarget.value)} onKeyDown={onKey} autoFocus />
      <button type="button" onClick={keepIt} disabled={name.trim() === ""}>{t("query.save")}</button>
    </span>
  );
}

function OpenFile() {
  const read = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file !== undefined) replaceText(await file.text());
    input.value = "";
  };
  return (
    <label class="query-open">
      {t("query.open-file")}
      <input type="file" class="unseen" accept=".rq,.sparql,.txt,application/sparql-query,text/plain" onChange={(event) => void read(event.currentTarget)} />
    </label>
  );
}
