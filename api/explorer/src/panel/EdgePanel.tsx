/** One line of the network: the statements that it stands for, with their words. */

import { getEdgeFacts } from "../api/client";
import type { Edge } from "../api/types";
import { useStore } from "../state/store";
import { t } from "../text/messages";
import { toldBy } from "../text/told";
import { Facts } from "./Facts";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";
import { WhenLoaded } from "./Skeleton";
import { useLoad } from "./useLoad";

export function EdgePanel({ source, relation, target }: { source: string; relation: string; target: string }) {
  const { library, language } = useStore();
  const loaded = useLoad(JSON.stringify([source, relation, target, language]), () => getEdgeFacts({ source, relation, target }));
  const edge = [...library.edges.values()].find((one) => one.source === source && one.relation === relation && one.target === target);
  const [from, to] = [library.nodes.get(source), library.nodes.get(target)];
  return (
    <>
      <h2 class="title" tabIndex={-1}>{t("panel.connection")}</h2>
      <div class="edge-head">
        {from && <p><Icon type={from.type} size={28} code={from.code} /> <NodeLink node={from} /></p>}
        <p class="step">↓ {edge?.label ?? ""}</p>
        {to && <p><Icon type={to.type} size={28} code={to.code} /> <NodeLink node={to} /></p>}
      </div>
      {edge && <p class="weight">{weightInWords(edge)}</p>}
      <WhenLoaded loaded={loaded}>
        {(facts) => (facts.length > 0 ? <Facts facts={facts} about={null} /> : null)}
      </WhenLoaded>
    </>
  );
}

function weightInWords({ claims, origins, announcements, inferred }: Edge): string {
  if (claims === 0) return t("panel.from-reference");
  const told = toldBy(announcements, origins);
  return inferred ? t("panel.follows-from", { told }) : `${told}.`;
}
