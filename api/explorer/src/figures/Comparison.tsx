/** One operation's figures: all claims of each group on one axis; nothing averaged, nothing picked. */

import { open } from "../actions/scene";
import { number, spanInShort } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { ClaimView } from "./ClaimView";
import { FindingView } from "./FindingView";
import { scaleOf } from "./scale";
import type { Compared, Group } from "./types";

export function ComparedView({ compared }: { compared: Compared }) {
  const { node, label, agreement, announcements, origins, groups, findings } = compared;
  return (
    <article class="compared" aria-label={label}>
      <header>
        <h3>
          <button type="button" class="link" onClick={() => void open(node)}><Text>{label}</Text></button>
          <em class={`agreement ${agreement.replaceAll(" ", "-")}`}>{t(`figures.agreement-${agreement.replaceAll(" ", "-")}`)}</em>
          {node.total && <em class="agreement">{t("figures.total")}</em>}
        </h3>
        <p>
          {node.from !== null && <>{spanInShort(node.from, node.to)} · </>}
          {tn("figures.told-by", announcements)} · {tn("figures.origins", origins)}
        </p>
      </header>
      {findings.map((finding) => <FindingView key={finding.iri} finding={finding} />)}
      {groups.map((group) => <GroupView key={group.iri ?? ""} group={group} />)}
    </article>
  );
}

function GroupView({ group: { name, agreement, claims } }: { group: Group }) {
  const scale = scaleOf(claims.map((claim) => claim.number));
  return (
    <div class="claims" role="group" aria-label={name}>
      <h4>
        <Text>{name}</Text>
        {agreement !== "said once" && <em class={`agreement ${agreement.replaceAll(" ", "-")}`}>{t(`figures.agreement-${agreement.replaceAll(" ", "-")}`)}</em>}
      </h4>
      {claims.length > 1 && <p class="scale" aria-hidden="true"><span>{number(scale.from)}</span><span>{number(scale.to)}</span></p>}
      {claims.map((claim) => <ClaimView key={claim.number.claim} claim={claim} scale={claims.length > 1 || claim.number.low !== claim.number.high ? scale : null} />)}
    </div>
  );
}
