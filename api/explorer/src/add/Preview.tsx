/** What was read, before anything is stored: the text with its passages marked, the facts, and what was not understood. */

import { useRef, useState } from "preact/hooks";
import { inWords, languageName } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { FindingList } from "./FindingList";
import { ItemList } from "./ItemList";
import { countStatuses } from "./marks";
import { MarkedText } from "./MarkedText";
import { NodeLink } from "../panel/NodeLink";
import { type Read, STATUSES } from "./types";

export function Preview({ read }: { read: Read }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const text = useRef<HTMLDivElement>(null);
  const facts = useRef<HTMLDivElement>(null);
  const showInText = (position: number) => {
    setChosen([position]);
    text.current?.querySelector(`[data-facts~="${position}"]`)?.scrollIntoView({ block: "nearest" });
  };
  const showInFacts = (positions: readonly number[]) => {
    setChosen(positions);
    facts.current?.querySelector(`[data-fact="${positions[0] ?? ""}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div class="add-preview">
      <h2>{t("add.preview")}</h2>
      <Summary read={read} />
      <FindingList findings={read.findings} />
      <div class="add-columns">
        <section aria-label={t("add.marked-text")}>
          <h3>{t("add.marked-text")}</h3>
          <MarkedText read={read} chosen={chosen} onChoose={showInFacts} container={text} />
        </section>
        <section aria-label={t("add.facts")} ref={facts}>
          <h3>{tn("add.facts-read", read.facts.length)}</h3>
          <ItemList read={read} chosen={chosen} onChoose={showInText} />
        </section>
      </div>
    </div>
  );
}

function Summary({ read }: { read: Read }) {
  const { record, held, replaced, outcome, publisher } = read;
  const counts = countStatuses(read.sentences);
  return (
    <div class="add-summary">
      <p class={outcome === "facts_found" ? "outcome good" : "outcome"}>{t(`add.outcome-${outcome.replaceAll("_", "-")}`)} · {languageName(record.language)}{publisher !== null && <> · <Text>{publisher}</Text></>}{record.published !== null && <> · {inWords(record.published)}</>}</p>
      {held !== null && <p class="add-notice">{t("add.held")} <NodeLink node={{ ...held, type: "announcement" }} /></p>}
      {replaced !== null && <p class="add-notice">{t("add.replaces")} <NodeLink node={{ ...replaced, type: "announcement" }} /></p>}
      {record.notes.length > 0 && (
        <div class="add-notice">
          <p>{t("add.notes")}</p>
          <ul>{record.notes.map((note) => <li key={note}><Text language="en">{note}</Text></li>)}</ul>
        </div>
      )}
      <ul class="add-statuses" aria-label={t("add.sentences")}>
        {STATUSES.map((status) => (
          <li key={status} class={`status-${status.replaceAll("_", "-")}`}>
            <span class="swatch" aria-hidden="true">Aa</span> {t(`add.status-${status.replaceAll("_", "-")}`)}: <b>{counts.get(status) ?? 0}</b>
          </li>
        ))}
      </ul>
      {(counts.get("in_scope") ?? 0) + (counts.get("not_understood") ?? 0) > 0 && <p class="add-notice">{tn("add.look-yourself", (counts.get("in_scope") ?? 0) + (counts.get("not_understood") ?? 0))}</p>}
    </div>
  );
}
