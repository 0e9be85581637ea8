/** What the arithmetic of the announcements' numbers finds, the gravest first, each with the words behind its numbers. */

import "../styles/chips.css";
import { useState } from "preact/hooks";
import "../styles/figures.css";
import { attempt, openById } from "../actions/scene";
import { FindingView } from "../figures/FindingView";
import { SEVERITIES } from "../figures/types";
import { useLoad } from "../panel/useLoad";
import { keep, useStore } from "../state/store";
import { saveCsv } from "../table/csv";
import { useLast, WhenListed } from "../table/Loaded";
import { Pager } from "../table/Pager";
import { useRows } from "../table/useRows";
import { number } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { allFindings, getFindings, STEP } from "./calls";
import { findingLines } from "./lines";

export function Disputes() {
  const { params, summary, language } = useStore();
  const wanted = { severity: SEVERITIES.find((one) => one === params.severity) ?? null, words: params.ledgerfind ?? "" };
  const about = JSON.stringify([summary?.version, language, wanted]);
  const [turned, setTurned] = useState({ key: "", offset: 0 });
  const offset = turned.key === about ? turned.offset : 0;
  const loaded = useLoad(`${about} ${offset}`, () => getFindings(wanted, offset));
  const page = useLast(loaded);
  const { rows } = useRows([...new Set(page?.findings.flatMap(({ operations }) => operations))]);
  return (
    <>
      <div class="list-tools">
        <div class="chips" role="group" aria-label={t("ledger.severity")}>
          {SEVERITIES.map((one) => (
            <button type="button" key={one} aria-pressed={wanted.severity === one} onClick={() => keep({ severity: wanted.severity === one ? "" : one })}>
              {t(`figures.severity-${one}`)} {page && <b>{number(page.severities[one] ?? 0)}</b>}
            </button>
          ))}
        </div>
        <input type="search" aria-label={t("ledger.find")} placeholder={t("ledger.find")} value={wanted.words} onInput={(event) => keep({ ledgerfind: event.currentTarget.value })} />
        <button type="button" onClick={() => void attempt(async () => saveCsv(findingLines(await allFindings(wanted)), "crackdown-findings.csv"))}>{t("table.save")}</button>
      </div>
      <WhenListed loaded={loaded} last={page}>
        {({ total, findings, severities }) => (
          <>
            {!wanted.severity && (severities.contradiction ?? 0) === 0 && total > 0 && <p class="list-lead">{t("ledger.no-contradiction")}</p>}
            {findings.length === 0 && <p class="none">{t("ledger.no-findings")}</p>}
            <ul class="findings">
              {findings.map((finding) => (
                <li key={finding.iri}>
                  <FindingView finding={finding} />
                  <p class="finding-of">
                    {finding.operations.map((id) => (
                      <button type="button" class="link" key={id} title={id} onClick={() => void attempt(() => openById(id))}><Text>{rows.get(id)?.name.label ?? id}</Text></button>
                    ))}
                  </p>
                </li>
              ))}
            </ul>
            <Pager offset={offset} shown={findings.length} total={total} step={STEP} onTurn={(next) => setTurned({ key: about, offset: next })} />
          </>
        )}
      </WhenListed>
    </>
  );
}
