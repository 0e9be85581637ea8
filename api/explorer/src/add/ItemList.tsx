/** The facts by the things they are about, each with its words and how surely they were read. */

import { NodeLink } from "../panel/NodeLink";
import { valueInWords } from "../review/words";
import { directionOf } from "../text/bidi";
import { t, tn } from "../text/messages";
import { Pieces, Text } from "../text/Text";
import { type Item, type ItemFact, itemsOf } from "./items";
import type { Joining, Read } from "./types";

interface Properties {
  read: Read;
  chosen: readonly number[];
  onChoose: (position: number) => void;
}

const TYPES: Readonly<Record<string, string>> = { operations: "operation", agencies: "agency", officials: "official", airports: "airport" };

export function ItemList({ read, chosen, onChoose }: Properties) {
  const items = itemsOf(read.record, read.facts);
  if (items.length === 0) return <p class="add-notice">{t("add.no-fact")}</p>;
  return (
    <div class="add-items">
      {items.map((item) => (
        <article key={item.path} class="add-item">
          <h4>{titleOf(item)}</h4>
          {read.joining.filter(({ path }) => path === item.path).map((joining) => <Joins key={joining.path} joining={joining} type={TYPES[item.kind] ?? ""} />)}
          <ul>
            {item.facts.map((fact) => <FactRow key={fact.position} fact={fact} language={read.record.language} isOn={chosen.includes(fact.position)} onChoose={onChoose} />)}
          </ul>
        </article>
      ))}
    </div>
  );
}

function titleOf({ kind, facts }: Item): string {
  const value = (field: string) => {
    const found = facts.find((one) => one.field === field);
    return found === undefined ? null : valueInWords(field, found.value);
  };
  if (kind === "announcement") return t("add.of-announcement");
  if (kind === "operations") {
    const persons = value("persons");
    return [value("kind") ?? t("told.type-operation"), persons === null ? null : t("review.persons", { count: persons }), value("date")].filter((part) => part !== null).join(" · ");
  }
  return value("name") ?? t(`told.type-${TYPES[kind] ?? ""}`);
}

/** Said before it is stored, as it is the one thing that a look at the text alone cannot show. */
function Joins({ joining, type }: { joining: Joining; type: string }) {
  const { thing, announcements, probability } = joining;
  return (
    <p class="add-joins">
      {t("add.joins")} <NodeLink node={{ ...thing, type }} /> · {tn("add.told-by", announcements)}
      {probability !== null && <> · {t("add.joins-sure", { percent: Math.round(probability * 100) })}</>}
    </p>
  );
}

function FactRow({ fact, language, isOn, onChoose }: { fact: ItemFact; language: string; isOn: boolean; onChoose: (position: number) => void }) {
  const { field, value, fact: read, position } = fact;
  return (
    <li data-fact={position} class={isOn ? "on" : ""}>
      <button type="button" aria-pressed={isOn} onClick={() => onChoose(position)}>
        <span class="add-field">{t(`told.fact-${field.replaceAll("_", "-")}`)}</span>
        <b><Text>{valueInWords(field, value)}</Text></b>
        <span class="add-quote"><bdi lang={language === "und" ? undefined : language} dir={directionOf(language)}><q><Pieces>{read.quote}</Pieces></q></bdi></span>
        <span class="add-sure">{t("add.sure", { percent: Math.round(read.confidence * 100) })}</span>
      </button>
    </li>
  );
}
