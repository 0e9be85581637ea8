/** The side panel; on a phone a sheet over the lower part of the canvas, which a button enlarges. */

import { useState } from "preact/hooks";
import { closeStack, select } from "../actions/scene";
import { kindInPlural } from "../kinds-of-operations";
import type { Selection } from "../state/selection";
import { pictureOf, useStore } from "../state/store";
import { EdgePanel } from "./EdgePanel";
import { EntityPanel } from "./EntityPanel";
import { PathPanel } from "./PathPanel";
import { StackPanel } from "./StackPanel";

export function Panel() {
  const { selection } = useStore();
  const [tall, setTall] = useState(false);
  const state = selection === null ? "empty" : tall ? "tall" : "open";
  return (
    <aside id="panel" class={`panel ${state}`} aria-label="Details">
      {selection !== null && (
        <div class="sheet-bar">
          <button type="button" onClick={() => setTall(!tall)} aria-expanded={tall}>{tall ? "Show the network" : "Show more"}</button>
          <button type="button" onClick={() => select(null)} aria-label="Close the details">✕</button>
        </div>
      )}
      <div class="panel-body" key={JSON.stringify(selection)}>
        <Content selection={selection} />
      </div>
    </aside>
  );
}

function Content({ selection }: { selection: Selection | null }) {
  if (selection === null) return <Nothing />;
  if (selection.what === "node") return <EntityPanel id={selection.id} />;
  if (selection.what === "stack") return <StackPanel id={selection.id} />;
  if (selection.what === "edge") return <EdgePanel {...selection} />;
  return <PathPanel ids={selection.ids} edges={selection.edges} />;
}

function Nothing() {
  const { opened } = pictureOf(useStore());
  return (
    <>
      <p class="none">Click anything in the network to read what is known about it, and where that was said. Click a line for the words behind it.</p>
      {opened.length > 0 && (
        <section aria-label="Opened stacks">
          <h2 class="title">Opened stacks</h2>
          {opened.map(({ id, kind, members }) => (
            <button type="button" class="wide" key={id} onClick={() => closeStack(id)}>Stack {members.length} {kindInPlural(kind)} again</button>
          ))}
        </section>
      )}
    </>
  );
}
