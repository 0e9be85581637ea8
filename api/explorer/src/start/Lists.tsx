/** The lists of the first screen; each line opens its thing in the network. */

import type { ComponentChildren } from "preact";
import { open } from "../actions/scene";
import type { Node, Question } from "../api/types";
import { kindColour } from "../kinds-of-operations";
import { Icon } from "../panel/Icon";
import { keep, update } from "../state/store";
import { inShort, spanInShort } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { countriesOf, nameOf, type Names } from "./names";
import { rivalOf } from "./rival";

interface Properties {
  nodes: readonly Node[];
  names: Names;
}

export function Newest({ nodes, names }: Properties) {
  if (nodes.length === 0) return null;
  return (
    <section aria-label={t("start.newest")}>
      <h2 class="title">{t("start.newest")}</h2>
      <ul class="lines-list">{nodes.map((node) => <OperationLine key={node.id} node={node} names={names} />)}</ul>
    </section>
  );
}

function OperationLine({ node, names, children }: { node: Node; names: Names; children?: ComponentChildren }) {
  const { label, language } = nameOf(names, node);
  const where = [countriesOf(names, node), spanInShort(node.from, node.to)].filter(Boolean).join(" · ");
  return (
    <li>
      <button type="button" onClick={() => void open(node)}>
        <i class="kind-dot" style={{ background: kindColour(node.kind ?? "other") }} aria-hidden="true" />
        <span>
          <b><Text language={language}>{label}</Text></b>
          <small>{where}{node.announced != null && node.announced !== node.from && ` · ${t("start.announced", { when: inShort(node.announced) })}`}</small>
          {children}
        </span>
      </button>
    </li>
  );
}

export function Actors({ nodes, names }: Properties) {
  if (nodes.length === 0) return null;
  return (
    <section aria-label={t("start.connected")}>
      <h2 class="title">{t("start.connected")}</h2>
      <ul class="lines-list">
        {nodes.map((node) => {
          const { label, language } = nameOf(names, node);
          return (
            <li key={node.id}>
              <button type="button" onClick={() => void open(node)}>
                <Icon type={node.type} size={26} code={node.code} />
                <span>
                  <b><Text language={language}>{label}</Text></b>
                  <small>{[countriesOf(names, node), tn("start.connections", node.degree)].filter(Boolean).join(" · ")}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Numbers that cannot all be right; where there are none, that is said, with the way to what was checked. */
export function Disputed({ nodes, names, total }: Properties & { total: number }) {
  const show = (ledger: string) => {
    keep({ ledger });
    update(() => ({ view: "ledger" }));
  };
  return (
    <section aria-label={t("start.disputes")}>
      <h2 class="title">{t("start.disputes")}</h2>
      {nodes.length === 0 && <p class="none">{t("start.no-disputes")}</p>}
      <ul class="lines-list">
        {nodes.slice(0, 4).map((node) => (
          <OperationLine key={node.id} node={node} names={names}>
            {node.persons && <small class="rival">{rivalOf(node.persons)}</small>}
          </OperationLine>
        ))}
      </ul>
      <p class="list-ways">
        <button type="button" class="link" onClick={() => show("disputes")}>{total > 4 ? tn("start.all-disputes", total) : t("start.checked")}</button>
        <button type="button" class="link" onClick={() => show("")}>{t("start.ledger")}</button>
      </p>
    </section>
  );
}

export function Starts({ nodes, names }: Properties) {
  if (nodes.length === 0) return null;
  return (
    <section aria-label={t("start.start-from")}>
      <h2 class="title">{t("start.start-from")}</h2>
      <div class="cards">
        {nodes.slice(0, 4).map((node) => {
          const { label, language } = nameOf(names, node);
          return (
            <button type="button" key={node.id} onClick={() => void open(node)}>
              <Icon type={node.type} size={28} code={node.code} />
              <span>
                <b><Text language={language}>{label}</Text></b>
                <small>{tn("start.connections", node.degree)}</small>
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

export function Questions({ questions }: { questions: readonly Question[] }) {
  if (questions.length === 0) return null;
  return (
    <section aria-label={t("start.questions")}>
      <h2 class="title">{t("start.ask")}</h2>
      <ul class="questions">
        {questions.slice(0, 6).map(({ title, language, query }) => (
          <li key={title}><a lang={language} href={`#view=query&q=${encodeURIComponent(query)}`}>{title}</a></li>
        ))}
      </ul>
    </section>
  );
}
