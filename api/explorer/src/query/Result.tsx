/** What became of a query: its answer in one of several ways, or why there is none. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { keep, useStore } from "../state/store";
import { inWords } from "../text/dates";
import { currentLanguage, t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { irisIn } from "./cells";
import { ChartTab } from "./ChartTab";
import { thingColumns } from "./columns";
import { ExportMenu } from "./ExportMenu";
import { useNames } from "./labels";
import { NetworkTab } from "./NetworkTab";
import { ResultTable } from "./ResultTable";
import { type Outcome, stop, useSession } from "./session";
import { TurtleTab } from "./TurtleTab";
import type { Answer, Fault, Table, Terms } from "./types";

interface Props {
  outcome: Outcome;
  terms: Terms;
  onGoTo: (line: number, column: number) => void;
}

export function Result({ outcome, terms, onGoTo }: Props) {
  switch (outcome.status) {
    case "none":
      return <p class="query-hint">{t("query.empty")}</p>;
    case "running":
      return <Running since={outcome.since} />;
    case "gone":
      return <p class="query-fault" role="alert">{t("query.server-gone")}</p>;
    case "stopped":
      return <p class="query-hint" role="status">{outcome.after === null ? t("query.stopped") : t("query.stopped-after", { seconds: outcome.after })}</p>;
    case "refused":
      return <Refused fault={outcome.fault} onGoTo={onGoTo} />;
    case "answered":
      return outcome.answer.form === "yes-or-no" ? <YesOrNo answer={outcome.answer} /> : <Shown table={outcome.answer} terms={terms} />;
  }
}

function Running({ since }: { since: number }) {
  const [now, look] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => look(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  return (
    <p class="query-running">
      <span role="status">{t("query.running")}</span> <span aria-hidden="true">{t("query.seconds", { seconds })}</span>
      <button type="button" onClick={() => stop()}>{t("query.cancel")}</button>
    </p>
  );
}

/** What may help, by the problem's code; its own words stand above. */
const REMEDIES: ReadonlySet<string> = new Set(["query-timeout", "query-aborted", "server-busy", "update-refused", "service-refused"]);

function Refused({ fault, onGoTo }: { fault: Fault; onGoTo: Props["onGoTo"] }) {
  const { line, column, code, retryAfter } = fault;
  return (
    <div class="query-fault" role="alert">
      <p><Text>{fault.detail}</Text></p>
      {REMEDIES.has(code) && <p>{t(`query.remedy-${code}`)}</p>}
      {retryAfter !== null && <p>{tn("query.again-in", retryAfter)}</p>}
      {line !== null && <button type="button" onClick={() => onGoTo(line, column ?? 1)}>{t("query.go-there", { line, column: column ?? 1 })}</button>}
    </div>
  );
}

function YesOrNo({ answer }: { answer: Extract<Answer, { form: "yes-or-no" }> }) {
  return (
    <>
      <p class="query-verdict" role="status"><b>{answer.isTrue ? t("query.yes") : t("query.no")}.</b> {answer.isTrue ? t("query.ask-true") : t("query.ask-false")}</p>
      <Told answer={answer} />
      <ExportMenu form="rows" facts={answer.facts} />
    </>
  );
}

const TABS = ["table", "network", "chart", "turtle"] as const;
type Tab = (typeof TABS)[number];

function Shown({ table, terms }: { table: Table; terms: Terms }) {
  const { params } = useStore();
  const iris = useMemo(() => table.rows.flatMap((row) => Object.values(row).flatMap(irisIn)), [table]);
  const names = useNames(iris, terms, currentLanguage());
  const offered = TABS.filter((tab) => tab !== "turtle" || table.form === "graph").filter((tab) => tab !== "chart" || table.form === "rows");
  const wanted = params.as ?? "table";
  const tab: Tab = offered.find((one) => one === wanted) ?? "table";
  const things = thingColumns(table, terms.base).length;
  return (
    <>
      <div class="query-answer-tools">
        <div class="query-tabs" role="group" aria-label={t("query.shown-as")}>
          {offered.map((one) => (
            <button type="button" key={one} aria-pressed={one === tab} onClick={() => keep({ as: one === "table" ? "" : one })}>{t(`query.as-${one}`)}</button>
          ))}
        </div>
        <Told answer={table} />
        <ExportMenu form={table.form} facts={table.facts} />
      </div>
      {table.rows.length === 0 ? <p class="query-hint">{t("query.no-rows")}</p> : (
        <>
          {tab === "table" && things > 1 && table.form === "rows" && <p class="query-hint">{t("query.network-possible")}</p>}
          {tab === "table" && <ResultTable table={table} names={names} terms={terms} />}
          {tab === "network" && <NetworkTab table={table} base={terms.base} />}
          {tab === "chart" && <ChartTab table={table} names={names} base={terms.base} />}
          {tab === "turtle" && <TurtleTab facts={table.facts} />}
        </>
      )}
    </>
  );
}

/** How many, how fast, from where; and that something is missing, where it is. */
function Told({ answer }: { answer: Answer }) {
  const { facts } = answer;
  const isChanged = useSession(({ text, asOf }) => text !== facts.query || asOf !== facts.asOf);
  const count = answer.form === "yes-or-no" ? null : answer.rows.length;
  return (
    <p class="query-told" role="status">
      {count !== null && <b>{answer.form === "graph" ? tn("query.triples", count) : tn("query.rows", count)}</b>}
      {facts.cutAfter !== null && <strong class="query-cut">{t("query.cut", { count: facts.cutAfter })}</strong>}
      <span>{t("query.took", { milliseconds: Math.max(1, Math.round(facts.milliseconds)) })}</span>
      {facts.engine !== null && <span>{t(`query.engine-${facts.engine}`)}</span>}
      {facts.asOf !== "" && <span>{t("query.as-of-told", { day: inWords(facts.asOf) })}</span>}
      {isChanged && <em>{t("query.changed")}</em>}
    </p>
  );
}
