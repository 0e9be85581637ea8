/** Operations of one kind round one thing, listed: what each reports, never a plain sum. */

import { hide, openStack, stackOf } from "../actions/scene";
import { personsOf } from "../state/stacks";
import { pictureOf, useStore } from "../state/store";
import { number, spanInWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";

export function StackPanel({ id }: { id: string }) {
  const state = useStore();
  const stack = pictureOf(state).stacks.find((one) => one.id === id) ?? stackOf(id);
  if (stack === null) return <p class="none">{t("panel.stack-out-of-view")}</p>;
  const { low, high, counted } = personsOf(stack.members);
  const anchor = state.library.nodes.get(stack.anchor);
  const members = [...stack.members].sort((a, b) => (b.from ?? "").localeCompare(a.from ?? ""));
  return (
    <>
      <header class="head">
        <Icon type="operation" size={44} />
        <div>
          <h2 tabIndex={-1}>{kindsCounted(stack.kind, stack.members.length)}</h2>
          <p class="detail">{t("panel.linked-to")} {anchor ? <Text>{anchor.label}</Text> : stack.anchor}</p>
        </div>
      </header>
      <div class="actions">
        <button type="button" class="primary" onClick={() => openStack(id)}>{t("panel.open-stack")}</button>
        <button type="button" onClick={() => hide(id)}>{t("panel.hide")}</button>
      </div>
      {counted > 0 && (
        <p class="weight">
          {t("panel.stack-persons", { persons: high > low ? `${number(low)}–${number(high)}` : number(low), counted })}
        </p>
      )}
      <ul class="stack-members">
        {members.map((node) => (
          <li key={node.id}>
            <NodeLink node={node} />
            <small>
              {spanInWords(node.from, node.to)}
              {node.disputed && <em class="disputed">{t("panel.disputed")}</em>}
              {node.total && <em class="flag">{t("panel.running-total")}</em>}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

const KINDS = new Set(["raid", "arrest", "deportation", "rescue", "repatriation", "extradition", "seizure", "sanction", "conviction"]);

/** "10 deportations". */
export const kindsCounted = (kind: string, count: number): string => tn(`panel.kind-${KINDS.has(kind) ? kind : "other"}`, count);
