/** A path told as a story: each step with the words behind it. */

import { getEdgeFacts } from "../api/client";
import type { Edge, Node } from "../api/types";
import { useStore } from "../state/store";
import { t, tn } from "../text/messages";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";
import { Quotes } from "./Quote";
import { WhenLoaded } from "./Skeleton";
import { useLoad } from "./useLoad";

export function PathPanel({ ids, edges }: { ids: readonly string[]; edges: readonly string[] }) {
  const { library } = useStore();
  const nodes = ids.flatMap((id) => library.nodes.get(id) ?? []);
  const lines = edges.flatMap((id) => library.edges.get(id) ?? []);
  return (
    <>
      <h2 class="title" tabIndex={-1}>{tn("panel.path", Math.max(0, nodes.length - 1))}</h2>
      <ol class="path">
        {nodes.map((node, index) => (
          <li key={node.id}>
            <p><Icon type={node.type} size={30} code={node.code} /> <NodeLink node={node} /></p>
            <Steps from={node} to={nodes[index + 1]} lines={lines} />
          </li>
        ))}
      </ol>
      <p class="weight">{t("panel.no-country-between")}</p>
    </>
  );
}

function Steps({ from, to, lines }: { from: Node; to: Node | undefined; lines: readonly Edge[] }) {
  if (to === undefined) return null;
  const between = lines.filter(
    ({ source, target }) => (source === from.id && target === to.id) || (source === to.id && target === from.id),
  );
  return (
    <>
      {between.map((edge) => (
        <StepView key={edge.id} edge={edge} forwards={edge.source === from.id} />
      ))}
    </>
  );
}

function StepView({ edge, forwards }: { edge: Edge; forwards: boolean }) {
  const { language } = useStore();
  const loaded = useLoad(`${language} ${edge.id}`, () => getEdgeFacts(edge));
  return (
    <div class="step-quotes">
      <p class="step">{forwards ? "↓" : "↑"} {edge.label}</p>
      <WhenLoaded loaded={loaded}>{(facts) => <Quotes evidence={facts.flatMap(({ evidence }) => evidence)} />}</WhenLoaded>
    </div>
  );
}
