/** Operations of one kind round one thing, listed: what each reports, never a plain sum. */

import { hide, openStack, stackOf } from "../actions/scene";
import { kindInPlural } from "../kinds-of-operations";
import { personsOf } from "../state/stacks";
import { pictureOf, useStore } from "../state/store";
import { number, spanInWords } from "../text/dates";
import { Text } from "../text/Text";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";

export function StackPanel({ id }: { id: string }) {
  const state = useStore();
  const stack = pictureOf(state).stacks.find((one) => one.id === id) ?? stackOf(id);
  if (stack === null) return <p class="none">These operations are not in view now.</p>;
  const { low, high, counted } = personsOf(stack.members);
  const anchor = state.library.nodes.get(stack.anchor);
  const members = [...stack.members].sort((a, b) => (b.from ?? "").localeCompare(a.from ?? ""));
  return (
    <>
      <header class="head">
        <Icon type="operation" size={44} />
        <div>
          <h2 tabIndex={-1}>{stack.members.length} {kindInPlural(stack.kind)}</h2>
          <p class="detail">linked to {anchor ? <Text>{anchor.label}</Text> : stack.anchor}</p>
        </div>
      </header>
      <div class="actions">
        <button type="button" class="primary" onClick={() => openStack(id)}>Open the stack</button>
        <button type="button" onClick={() => hide(id)}>Hide</button>
      </div>
      {counted > 0 && (
        <p class="weight">
          {number(low)}{high > low && ` to ${number(high)}`} persons reported in {counted} of them; reports may overlap, running totals are left out.
        </p>
      )}
      <ul class="stack-members">
        {members.map((node) => (
          <li key={node.id}>
            <NodeLink node={node} />
            <small>
              {spanInWords(node.from, node.to)}
              {node.disputed && <em class="disputed">disputed</em>}
              {node.total && <em class="flag">running total</em>}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
