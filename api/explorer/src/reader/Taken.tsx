/** What was taken from an announcement, passage by passage; pointing at one marks its words. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { isNodeType, type PassageFact, type PassageRead } from "../api/types";
import { usePhone } from "../header/useWidth";
import { NodeLink } from "../panel/NodeLink";
import { percent, literalInWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { type FactKind, kindOfPassage } from "./kinds";

interface Properties {
  /** The announcement's id: what is said of itself needs no subject. */
  about: string;
  text: string | null;
  language: string | null;
  passages: readonly PassageRead[];
  chosen: number | null;
  off: readonly FactKind[];
  onChoose: (passage: number | null) => void;
  onLight: (passage: number | null) => void;
}

export function Taken({ about, text, language, passages, chosen, off, onChoose, onLight }: Properties) {
  const list = useRef<HTMLOListElement>(null);
  const isPhone = usePhone();
  const points = useMemo(() => Array.from(text ?? ""), [text]);
  useEffect(() => {
    // On a phone list and text scroll together: what was asked for are the words.
    if (!isPhone) list.current?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const taken = passages.flatMap((passage, number) => {
    const told = passage.facts.filter(({ subject, value }) => subject.id !== value.id); // whoever holds a post is told by the post
    return told.length > 0 ? [{ ...passage, facts: told, number, kind: kindOfPassage(passage.facts) }] : [];
  });
  const facts = taken.reduce((sum, passage) => sum + passage.facts.length, 0);
  if (facts === 0) return <p class="none">{t("reader.nothing-taken")}</p>;
  return (
    <section class="reader-taken">
      <h3 class="title">{tn("reader.facts-taken", facts)}</h3>
      <ol ref={list}>
        {taken.filter(({ kind }) => !off.includes(kind)).map(({ start, end, number, kind, facts: said }) => (
          <li key={number} class={number === chosen ? "chosen" : undefined} onMouseEnter={() => onLight(number)} onMouseLeave={() => onLight(null)}>
            <button
              type="button"
              class={`swatch fact-${kind}`}
              aria-pressed={number === chosen}
              onClick={() => onChoose(number === chosen ? null : number)}
              onFocus={() => onLight(number)}
              onBlur={() => onLight(null)}
            >
              {text === null ? t("reader.characters", { start, end }) : <Text language={language}>{points.slice(start, end).join("")}</Text>}
            </button>
            <ul>{said.map((fact) => <Said key={fact.id} fact={fact} about={about} />)}</ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Said({ fact, about }: { fact: PassageFact; about: string }) {
  const { subject, label, value, confidence } = fact;
  return (
    <li>
      {subject.id !== about && <NodeLink node={subject} />} <span class="property">{label}</span>{" "}
      {value.id !== null && isNodeType(value.type) ? <NodeLink node={{ id: value.id, label: value.text, type: value.type }} /> : <b><Text>{value.id === null ? literalInWords(value.text) : value.text}</Text></b>}
      {confidence !== null && <small title={t("panel.confidence-hint")}> {percent(confidence)}</small>}
    </li>
  );
}
