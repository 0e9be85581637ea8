/** What the announcements say, fact by fact, each with its words. */

import { useState } from "preact/hooks";
import { type Fact, isNodeType } from "../api/types";
import { number, literalInWords } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { NodeLink } from "./NodeLink";
import { Quotes } from "./Quote";

const FIRST_SHOWN = 10;

export function Facts({ facts, about }: { facts: readonly Fact[]; about: string | null }) {
  const [all, setAll] = useState(false);
  const ordered = [...facts].sort((a, b) => weightOf(a) - weightOf(b));
  const shown = all ? ordered : ordered.slice(0, FIRST_SHOWN);
  return (
    <div class="fact-list">
      {shown.map((fact) => (
        <FactView key={fact.id} fact={fact} about={about} />
      ))}
      {shown.length < facts.length && (
        <button type="button" class="wide" onClick={() => setAll(true)}>
          {t("panel.all-statements", { count: number(facts.length) })}
        </button>
      )}
    </div>
  );
}

/** What was done comes first, then other links, then who announced it, names, and last what no announcement says in words. */
function weightOf({ evidence, subject, value }: Fact): number {
  if (evidence.length === 0) return 4;
  if (subject.type === "announcement") return 2;
  if (!isNodeType(value.type)) return 3;
  return subject.type === "operation" || value.type === "operation" ? 0 : 1;
}

function FactView({ fact, about }: { fact: Fact; about: string | null }) {
  const { subject, value, label, evidence, inferred, because } = fact;
  return (
    <article class={inferred ? "fact inferred" : "fact"}>
      <h3>
        {subject.id !== about && <NodeLink node={subject} />} <span class="property">{label}</span> <Value value={value} about={about} />
      </h3>
      {because && <p class="unsaid">{t("panel.inferred-because")} <span lang="en">{because}</span></p>}
      {inferred && !because && evidence.length > 0 && <p class="unsaid">{t("panel.inferred-from")}</p>}
      <Quotes evidence={evidence} />
      {evidence.length === 0 && <p class="unsaid">{inferred ? t("panel.inferred") : t("panel.from-reference")}</p>}
    </article>
  );
}

/** Its own name, often a long one, would stand in every line of its panel. */
function Value({ value, about }: { value: Fact["value"]; about: string | null }) {
  const { id, type, text } = value;
  if (id === null || !isNodeType(type)) return <b><Text>{id === null ? literalInWords(text) : text}</Text></b>;
  if (id === about) return <span class="property">{t("panel.this-one")}</span>;
  return <NodeLink node={{ id, label: text, type }} />;
}
