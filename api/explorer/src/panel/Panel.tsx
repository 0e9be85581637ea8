/** The side panel; on a phone a sheet over the lower part of the canvas, which a button enlarges. */

import { useState } from "preact/hooks";
import { closeStack, select } from "../actions/scene";
import type { Selection } from "../state/selection";
import { pictureOf, useChosen } from "../state/store";
import { t } from "../text/messages";
import { EdgePanel } from "./EdgePanel";
import { EntityPanel } from "./EntityPanel";
import { PathPanel } from "./PathPanel";
import { kindsCounted, StackPanel } from "./StackPanel";

export function Panel() {
  const selection = useChosen((state) => state.selection);
  const [tall, setTall] = useState(false);
  const state = selection === null ? "empty" : tall ? "tall" : "open";
  return (
    <aside id="panel" class={`panel ${state}`} aria-label={t("panel.details")}>
      {selection !== null && (
        <div class="sheet-bar">
          <button type="button" onClick={() => setTall(!tall)} aria-expanded={tall}>{tall ? t("panel.less") : t("panel.more")}</button>
          <button type="button" onClick={() => select(null)} aria-label={t("panel.close")}>✕</button>
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
  const { opened } = useChosen(pictureOf);
  return (
    <>
      <p class="none">{t("panel.nothing-chosen")}</p>
      {opened.length > 0 && (
        <section aria-label={t("panel.opened-stacks")}>
          <h2 class="title">{t("panel.opened-stacks")}</h2>
          {opened.map(({ id, kind, members }) => (
            <button type="button" class="wide" key={id} onClick={() => closeStack(id)}>{t("panel.stack-again", { operations: kindsCounted(kind, members.length) })}</button>
          ))}
        </section>
      )}
    </>
  );
}
