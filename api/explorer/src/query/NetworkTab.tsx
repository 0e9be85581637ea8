/** The things of an answer as a network: first how many there are, then the scene. */

import { goElsewhere } from "../actions/turns";
import { getGraph } from "../api/client";
import type { NodeType, Subgraph } from "../api/types";
import { isPage, typeInPlural } from "../kinds";
import { Icon } from "../panel/Icon";
import { DidFail, Skeleton } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { step } from "../state/history";
import { learn } from "../state/library";
import { add, EMPTY_SCENE, MANY_NODES, MOST_NODES } from "../state/scene";
import { update, useStore } from "../state/store";
import { inWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { NETWORK } from "../views";
import { thingsIn } from "./columns";
import type { Table } from "./types";

export function NetworkTab({ table, base }: { table: Table; base: string }) {
  const ids = thingsIn(table, base);
  if (ids.length === 0) return <p class="query-hint">{t("query.network-none")}</p>;
  if (ids.length > MOST_NODES) return <p class="query-hint">{t("query.network-too-many", { count: ids.length, most: MOST_NODES })}</p>;
  return <Counted ids={ids} asOf={table.facts.asOf} />;
}

function Counted({ ids, asOf }: { ids: readonly string[]; asOf: string }) {
  const { history } = useStore();
  const loaded = useLoad(`${asOf} ${ids.join(" ")}`, () => getGraph(ids, asOf));
  if (loaded.status === "waiting") return null;
  if (loaded.status === "slow") return <Skeleton rows={4} />;
  if (loaded.status === "failed") return <DidFail failed={loaded} />;
  const nodes = loaded.value.nodes.filter(({ type }) => !isPage(type));
  const shown = new Set(nodes.map(({ id }) => id));
  const edges = loaded.value.edges.filter(({ source, target }) => shown.has(source) && shown.has(target));
  const counts = new Map<NodeType, number>();
  for (const { type } of nodes) counts.set(type, (counts.get(type) ?? 0) + 1);
  const found = { nodes, edges };
  const isAdding = history.present.ids.length > 0;
  const total = new Set([...history.present.ids, ...shown]).size;
  return (
    <div class="query-network">
      <p>{tn("query.network-things", nodes.length)} {tn("query.network-lines", edges.length)}</p>
      <ul>{[...counts].map(([type, count]) => <li key={type}><Icon type={type} size={20} code={null} /> {typeInPlural(type)}: {count}</li>)}</ul>
      {asOf !== "" && <p class="unsaid">{t("query.network-as-of", { day: inWords(asOf) })}</p>}
      {nodes.length > MANY_NODES && <p class="unsaid">{t("query.network-crowded")}</p>}
      {nodes.length < ids.length && <p class="unsaid">{tn("query.network-unknown", ids.length - nodes.length)}</p>}
      <p class="query-buttons">
        <button type="button" class="primary" disabled={nodes.length === 0} onClick={() => show(found, false)}>{tn("query.network-open", nodes.length)}</button>
        {isAdding && <button type="button" disabled={total > MOST_NODES} onClick={() => show(found, true)}>{t("query.network-add", { count: history.present.ids.length })}</button>}
      </p>
    </div>
  );
}

/** Undo in the network brings back what stood there. */
function show(found: Subgraph, isAdding: boolean): void {
  if (!isAdding) goElsewhere();
  const ids = found.nodes.map(({ id }) => id);
  update(({ library, history, fitTurn }) => ({
    library: learn(library, found),
    history: step(history, isAdding ? add(history.present, ids) : { ...EMPTY_SCENE, ids }),
    selection: null,
    view: NETWORK,
    fitTurn: fitTurn + 1,
  }));
}
