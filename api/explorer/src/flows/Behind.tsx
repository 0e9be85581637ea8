/** The operations that a number rests on, each with its figures, the words for its places, and the way into the network. */

import "../styles/behind.css";
import { useEffect, useRef } from "preact/hooks";
import { open } from "../actions/scene";
import { Figures } from "../panel/Figures";
import { Quotes } from "../panel/Quote";
import { WhenLoaded } from "../panel/Skeleton";
import { spanInShort } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { type Choice, placesOf, toText } from "./choice";
import { kindInWords } from "./Filters";
import type { Filter } from "./filter";
import { openTogether } from "./open";
import type { Share, ToldOperation } from "./types";
import { useOperations } from "./useOperations";
import { endsInWords, type Names, rangeInDigits } from "./words";

interface BehindProperties {
  filter: Filter;
  choice: Choice;
  names: Names;
  onClose: () => void;
}

export function Behind({ filter, choice, names, onClose }: BehindProperties) {
  const { loaded, shown, more } = useOperations(filter, choice);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was chosen is read out, and Tab goes on from here.
  useEffect(() => heading.current?.focus(), [toText(choice)]);
  return (
    <section class="behind" aria-label={t("flows.behind")}>
      <button type="button" onClick={onClose}>← {t("flows.back")}</button>
      <h2 ref={heading} tabIndex={-1}><Text>{titleOf(choice, names)}</Text></h2>
      <WhenLoaded loaded={loaded}>
        {({ total }) => (
          <>
            <p class="detail">{tn("flows.operations", total)}</p>
            {shown.length > 0 && (
              <div class="actions">
                <button type="button" class="primary" onClick={() => void openTogether([...placesOf(choice), ...shown.map(({ node }) => node.id)])}>
                  {tn("flows.open-together", shown.length)}
                </button>
              </div>
            )}
            <ol class="told">
              {shown.map((told, index) => <Told key={told.node.id} told={told} names={names} isFirst={index === 0} isBand={choice.what === "band"} />)}
            </ol>
            {shown.length < total && <button type="button" class="wide" onClick={more}>{tn("flows.more", total - shown.length)}</button>}
          </>
        )}
      </WhenLoaded>
    </section>
  );
}

function titleOf(choice: Choice, names: Names): string {
  if (choice.what === "left-out") return t("flows.left-out-title");
  if (choice.what === "place") return names.get(choice.id)?.name ?? choice.id;
  const { start, via, target } = choice;
  return [start, ...(via === null ? [] : [via]), target].map((ids) => endsInWords(ids, names)).join(" → ");
}

function Told({ told, names, isFirst, isBand }: { told: ToldOperation; names: Names; isFirst: boolean; isBand: boolean }) {
  const { node, shares, figures, evidence } = told;
  return (
    <li>
      <details open={isFirst}>
        <summary>
          <b>{kindInWords(node.kind ?? "other")}</b> {(node.from ?? node.to) !== null && <span class="when">{spanInShort(node.from, node.to)}</span>}
          <span class="persons">{isBand ? personsInWords(told) : rangeInDigits(rangeOf(node.persons))}</span>
          {node.disputed && <em class="disputed">{t("flows.disputed")}</em>}
          {node.total && <em class="flag">{t("flows.total")}</em>}
        </summary>
        {shares.filter(({ is_rest: isRest }) => isRest).map((share, index) => <p class="unsaid" key={index}>{restInWords(share, names)}</p>)}
        <Figures id={node.id} isTotal={node.total} figures={figures} />
        <h3 class="title">{t("flows.where")}</h3>
        <Quotes evidence={evidence} />
        <button type="button" onClick={() => void open(node)}>{t("flows.open-one")}</button>
      </details>
    </li>
  );
}

/** What of the operation is in the flow: "312 of 428". */
function personsInWords({ node, shares }: ToldOperation): string {
  const all = rangeInDigits(rangeOf(node.persons));
  const parts = shares.flatMap(({ persons }) => persons ?? []);
  if (parts.length === 0) return node.persons === null ? "" : t("flows.part-of", { part: "?", all });
  const part = rangeInDigits({ low: add(parts.map(({ low }) => low)), high: add(parts.map(({ high }) => high)) });
  return part === all ? all : t("flows.part-of", { part, all });
}

const add = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

const rangeOf = (persons: ToldOperation["node"]["persons"]) =>
  persons?.low == null || persons.high == null ? null : { low: persons.low, high: persons.high };

const restInWords = ({ persons, target }: Share, names: Names): string =>
  t("flows.rest", { persons: rangeInDigits(persons), end: endsInWords(target, names) });
