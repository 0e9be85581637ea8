/** What the colours and lines mean, with counts; each entry is a switch. */

import type { PassageRead, Sentence, Status } from "../api/types";
import { number } from "../text/dates";
import { t, tn } from "../text/messages";
import { FACT_KINDS, type FactKind, kindOfPassage } from "./kinds";
import { countStatuses } from "./sentences";

interface Properties {
  sentences: readonly Sentence[];
  passages: readonly PassageRead[];
  only: Status | null;
  off: readonly FactKind[];
  onOnly: (status: Status | null) => void;
  onOff: (kinds: readonly FactKind[]) => void;
}

export function Legend({ sentences, passages, only, off, onOnly, onOff }: Properties) {
  const statuses = countStatuses(sentences);
  const countOf = (status: Status): number => statuses.find((one) => one.status === status)?.count ?? 0;
  const kinds = passages.map(({ facts }) => kindOfPassage(facts));
  return (
    <section class="reader-legend">
      {sentences.length > 0 && (
        <>
          <h3 class="title">{t("reader.sentences")}</h3>
          <p role="status">
            {tn("reader.sentences-used", sentences.length, { used: countOf("used") })}
            {countOf("not-understood") > 0 && <> {tn("reader.not-understood", countOf("not-understood"))}</>}
          </p>
          <ul>
            {statuses.map(({ status, count }) => (
              <li key={status}>
                <button type="button" aria-pressed={only === status} title={t(`reader.hint-${status}`)} onClick={() => onOnly(only === status ? null : status)}>
                  <span class={`sentence ${status}`}>{t(`reader.status-${status}`)}</span> {number(count)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {passages.length > 0 && (
        <>
          <h3 class="title">{t("reader.colours")}</h3>
          <ul>
            {FACT_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => (
              <li key={kind}>
                <button type="button" aria-pressed={!off.includes(kind)} onClick={() => onOff(off.includes(kind) ? off.filter((one) => one !== kind) : [...off, kind])}>
                  <span class={`swatch fact-${kind}`}>{t(`reader.kind-${kind}`)}</span> {number(kinds.filter((one) => one === kind).length)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
