/** What the sending side says of each transfer beside what the receiving side says. */

import "../styles/chips.css";
import { useState } from "preact/hooks";
import { attempt, openById } from "../actions/scene";
import { Quote } from "../panel/Quote";
import { useLoad } from "../panel/useLoad";
import { pageOf } from "../kinds";
import { keep, useStore } from "../state/store";
import { saveCsv } from "../table/csv";
import { Heading } from "../table/Heading";
import { useLast, WhenListed } from "../table/Loaded";
import { Pager } from "../table/Pager";
import { inShort, number, spanInShort } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { allTransfers, getLedger, STEP, type Transfers as Wanted } from "./calls";
import { hedged, transferLines } from "./lines";
import { type LedgerPage, type Line, type Order, ORDERS, STATUSES, type Word } from "./types";

const slug = (status: string): string => status.replaceAll(" ", "-");

export function Transfers() {
  const { params, summary, language } = useStore();
  const [name, direction] = (params.ledgersort ?? "").split(":");
  const status = params.status === "open" ? "open" : (STATUSES.find((one) => one === params.status) ?? null);
  const wanted: Wanted = {
    status, country: params.ledgercountry ?? "", words: params.ledgerfind ?? "",
    order: ORDERS.find((one) => one === name) ?? "day", descending: direction !== "up",
  };
  const about = JSON.stringify([summary?.version, language, wanted]);
  const [turned, setTurned] = useState({ key: "", offset: 0 });
  const offset = turned.key === about ? turned.offset : 0;
  const loaded = useLoad(`${about} ${offset}`, () => getLedger(wanted, offset));
  const last = useLast(loaded);
  const turn = (order: Order) => keep({ ledgersort: `${order}:${wanted.order === order && wanted.descending ? "up" : "down"}` });
  return (
    <>
      <Tools wanted={wanted} page={last} />
      <WhenListed loaded={loaded} last={last}>
        {({ total, lines }) => (
          <>
            <div class="list-scroll">
              <table class="ledger as-cards">
                <thead>
                  <tr>
                    <Heading column="day" title={t("ledger.day")} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} />
                    <Heading column="origin" title={t("ledger.origin")} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} />
                    <Heading column="destination" title={t("ledger.destination")} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} />
                    <Heading column="persons" title={t("ledger.operation")} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} />
                    <th scope="col">{t("ledger.sent")}</th>
                    <th scope="col">{t("ledger.received")}</th>
                    <Heading column="status" title={t("ledger.status")} order={{ column: wanted.order, descending: wanted.descending }} onTurn={turn} />
                  </tr>
                </thead>
                <tbody>{lines.map((line) => <LineView key={`${line.operation.id} ${line.destination.id}`} line={line} />)}</tbody>
              </table>
            </div>
            {lines.length === 0 && <p class="none">{t("ledger.none")}</p>}
            <Pager offset={offset} shown={lines.length} total={total} step={STEP} onTurn={(next) => setTurned({ key: about, offset: next })} />
          </>
        )}
      </WhenListed>
    </>
  );
}

function Tools({ wanted, page }: { wanted: Wanted; page: LedgerPage | null }) {
  const { status, country } = wanted;
  const all = Object.values(page?.statuses ?? {}).reduce((a, b) => a + b, 0);
  const open = all - (page?.statuses.matched ?? 0);
  const counts: Readonly<Record<string, number>> = { ...page?.statuses, open };
  return (
    <div class="list-tools">
      <div class="chips" role="group" aria-label={t("ledger.status")}>
        {(["open", ...STATUSES] as const).map((one) => (
          <button type="button" key={one} aria-pressed={status === one} onClick={() => keep({ status: status === one ? "" : one })}>
            {t(`ledger.status-${slug(one)}`)} {page && <b>{number(counts[one] ?? 0)}</b>}
          </button>
        ))}
      </div>
      <select aria-label={t("ledger.country")} value={country} onChange={(event) => keep({ ledgercountry: event.currentTarget.value })}>
        <option value="">{t("ledger.all-countries")}</option>
        {page?.countries.map(([{ id, label }, count]) => <option key={id} value={id}>{label} ({number(count)})</option>)}
        {page && country !== "" && !page.countries.some(([{ id }]) => id === country) && <option value={country}>{country}</option>}
      </select>
      <input type="search" aria-label={t("ledger.find")} placeholder={t("ledger.find")} value={wanted.words} onInput={(event) => keep({ ledgerfind: event.currentTarget.value })} />
      <button type="button" onClick={() => void attempt(async () => saveCsv(transferLines(await allTransfers(wanted)), "crackdown-ledger.csv"))}>{t("table.save")}</button>
    </div>
  );
}

function LineView({ line }: { line: Line }) {
  const { operation, label, day, origin, destination, is_assumed: isAssumed, sent, received, told_by_others: others, perhaps, status, differing } = line;
  return (
    <tr>
      <td class="date">{day === null ? t("ledger.undated") : inShort(day)}</td>
      <td data-label={t("ledger.origin")}>{origin === null ? t("ledger.not-told") : <Text>{origin.label}</Text>}</td>
      <td data-label={t("ledger.destination")}>
        <Text>{destination.label}</Text>
        {isAssumed && <small title={t("ledger.assumed-why")}> {t("ledger.assumed")}</small>}
      </td>
      <th scope="row">
        <button type="button" class="link" title={t("ledger.to-network")} onClick={() => void attempt(() => openById(operation.id))}><Text>{label}</Text></button>
        {perhaps.length > 0 && (
          <small class="perhaps">
            {t("ledger.perhaps")}{" "}
            {perhaps.map((other, index) => (
              <span key={other.id}>{index > 0 && "; "}<button type="button" class="link" onClick={() => void attempt(() => openById(other.id))}><Text>{other.label}</Text></button></span>
            ))}
          </small>
        )}
        {others.length > 0 && (
          <details class="others" open={status === "neither"}>
            <summary>{t("ledger.others", { count: others.length })}</summary>
            {others.map((word) => <WordView key={word.announcement.id} word={word} />)}
          </details>
        )}
      </th>
      <Side title={t("ledger.sent")} words={sent} />
      <Side title={t("ledger.received")} words={received} />
      <td>
        <em class={`status ${slug(status)}`}>{t(`ledger.status-${slug(status)}`)}</em>
        {(status === "no number" || status === "one voice") && <small> {t(`ledger.why-${slug(status)}`)}</small>}
        {differing.length > 0 && <small> {differing.map((one) => t(`ledger.differs-${one}`)).join(", ")}</small>}
      </td>
    </tr>
  );
}

function Side({ title, words }: { title: string; words: readonly Word[] }) {
  if (words.length === 0) return <td class="side silent" data-label={title}>{t("ledger.silent")}</td>;
  return <td class="side" data-label={title}>{words.map((word) => <WordView key={word.announcement.id} word={word} />)}</td>;
}

function WordView({ word: { announcement, published, persons, evidence, first, last, airports } }: { word: Word }) {
  const [isOpen, setOpen] = useState(false);
  const told = [persons === null ? t("ledger.no-number") : hedged(persons, number), first === null ? "" : spanInShort(first, last), airports.map(({ label }) => label).join(", ")];
  const line = told.filter(Boolean).join(" · ");
  if (evidence === null) {
    return <p class="word">{line} <a href={pageOf(announcement.id)}><Text>{announcement.label}</Text></a>{published !== null && <small> {inShort(published)}</small>}</p>;
  }
  return (
    <details class="word" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{line}</summary>
      {isOpen && <Quote evidence={evidence} />}
    </details>
  );
}
