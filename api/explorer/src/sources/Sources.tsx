/** All announcements of the graph: who published and who announced each, and what came of reading it. */

import { useState } from "preact/hooks";
import "../styles/ledger.css";
import "../styles/sources.css";
import { attempt } from "../actions/scene";
import { pageOf } from "../kinds";
import { NodeLink } from "../panel/NodeLink";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { saveCsv } from "../table/csv";
import { Heading } from "../table/Heading";
import { useLast, WhenListed } from "../table/Loaded";
import { Pager } from "../table/Pager";
import { inShort, languageName, number } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { allSources, getSources, STEP, type Wanted } from "./calls";
import { sourceLines, totalOf } from "./lines";
import { type Choice, type Order, ORDERS, type Source, type SourcePage } from "./types";

const NUMBERS: readonly Order[] = ["operations", "facts", "used", "not_understood", "copies"];
const TITLES = { published: "published", title: "title", publisher: "publisher", speakers: "speakers", countries: "countries", language: "language", operations: "operations", facts: "facts", used: "used", not_understood: "not-understood", copies: "copies" } as const;

export function Sources() {
  const { params, summary, language } = useStore();
  const [name, direction] = (params.sourcesort ?? "").split(":");
  const wanted: Wanted = {
    words: params.sourcefind ?? "", publisher: params.publisher ?? "", speaker: params.speaker ?? "", country: params.sourcecountry ?? "", language: params.written ?? "",
    order: ORDERS.find((one) => one === name) ?? "published", descending: direction !== "up",
  };
  const about = JSON.stringify([summary?.version, language, wanted]);
  const [turned, setTurned] = useState({ key: "", offset: 0 });
  const offset = turned.key === about ? turned.offset : 0;
  const loaded = useLoad(`${about} ${offset}`, () => getSources(wanted, offset));
  const last = useLast(loaded);
  const turn = (order: Order) => keep({ sourcesort: `${order}:${wanted.order === order && wanted.descending ? "up" : "down"}` });
  return (
    <div class="sources-view">
      <header class="list-head"><h1>{t("sources.heading")}</h1></header>
      <p class="list-lead">{t("sources.lead")}</p>
      <Tools wanted={wanted} page={last} />
      <WhenListed loaded={loaded} last={last}>
        {({ total, sources }) => (
          <>
            <div class="list-scroll">
              <table class="source-list as-cards">
                <thead>
                  <tr>{ORDERS.map((one) => <Heading key={one} column={one} title={t(`sources.${TITLES[one]}`)} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} isNumber={NUMBERS.includes(one)} />)}</tr>
                </thead>
                <tbody>{sources.map((source) => <SourceRow key={source.node.id} source={source} />)}</tbody>
              </table>
            </div>
            {sources.length === 0 && <p class="none">{t("sources.none")}</p>}
            <Pager offset={offset} shown={sources.length} total={total} step={STEP} onTurn={(next) => setTurned({ key: about, offset: next })} />
          </>
        )}
      </WhenListed>
    </div>
  );
}

function Tools({ wanted, page }: { wanted: Wanted; page: SourcePage | null }) {
  const languages = page?.languages.map((one) => ({ ...one, label: languageName(one.id) }));
  return (
    <div class="list-tools">
      <input type="search" aria-label={t("sources.find")} placeholder={t("sources.find")} value={wanted.words} onInput={(event) => keep({ sourcefind: event.currentTarget.value })} />
      <Choose name="publisher" label={t("sources.all-publishers")} value={wanted.publisher} choices={page?.publishers} />
      <Choose name="speaker" label={t("sources.all-speakers")} value={wanted.speaker} choices={page?.speakers} />
      <Choose name="sourcecountry" label={t("sources.all-countries")} value={wanted.country} choices={page?.countries} />
      <Choose name="written" label={t("sources.all-languages")} value={wanted.language} choices={languages} />
      <button type="button" onClick={() => void attempt(async () => saveCsv(sourceLines(await allSources(wanted)), "crackdown-sources.csv"))}>{t("table.save")}</button>
      {page && <small role="status">{tn("sources.counted", page.total)} · {tn("sources.texts", page.texts)}</small>}
    </div>
  );
}

function Choose({ name, label, value, choices = [] }: { name: string; label: string; value: string; choices?: readonly Choice[] | undefined }) {
  return (
    <select aria-label={label} value={value} onChange={(event) => keep({ [name]: event.currentTarget.value })}>
      <option value="">{label}</option>
      {value !== "" && !choices.some(({ id }) => id === value) && <option value={value}>{value}</option>}
      {choices.map(({ id, label: shown, sources }) => <option key={id} value={id}>{shown} ({number(sources)})</option>)}
    </select>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { node, title, publisher, speakers, countries, language, published, facts, operations, sentences, copy_of: original, copies, outcome } = source;
  const all = totalOf(source);
  return (
    <tr>
      <td class="date">{published !== null && inShort(published)}</td>
      <th scope="row">
        <NodeLink node={{ ...node, label: title ?? node.label }} />
        {outcome !== null && outcome !== "facts-found" && <small class="outcome"> {t(`sources.outcome-${outcome}`)}</small>}
      </th>
      <td data-label={t("sources.publisher")}>{publisher !== null && <Text>{publisher}</Text>}</td>
      <td data-label={t("sources.speakers")}>{speakers.map((speaker, index) => <span key={speaker.id}>{index > 0 && "; "}<NodeLink node={speaker} /></span>)}</td>
      <td data-label={t("sources.countries")}>{countries.map(({ id, label }, index) => <span key={id}>{index > 0 && "; "}<Text>{label}</Text></span>)}</td>
      <td data-label={t("sources.language")}>{languageName(language)}</td>
      <td class="number" data-label={t("sources.operations")}>{number(operations)}</td>
      <td class="number" data-label={t("sources.facts")}>{number(facts)}</td>
      <td class="number" data-label={t("sources.used")} title={all > 0 ? tn("sources.sentences", all) : ""}>
        {number(sentences.used ?? 0)}{all > 0 && <meter min={0} max={all} value={sentences.used ?? 0} aria-hidden="true" />}
      </td>
      <td class="number" data-label={t("sources.not-understood")}>{number(sentences["not-understood"] ?? 0)}</td>
      <td class="number" data-label={t("sources.copies")}>{original === null ? number(copies) : <a href={pageOf(original)}>{t("sources.copy")}</a>}</td>
    </tr>
  );
}
