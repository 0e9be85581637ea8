/** What a thing is linked to, relation by relation: how much of it is shown, a button for the next, a list of names. */

import { useState } from "preact/hooks";
import { expand, STEP } from "../actions/scene";
import type { Relation } from "../api/types";
import { isPage } from "../kinds";
import { countShown } from "../state/picture";
import { useChosen } from "../state/store";
import { capitalised } from "../text/capitalised";
import { number } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { Icon } from "./Icon";
import { NodeLink } from "./NodeLink";

export function Relations({ id, relations }: { id: string; relations: readonly Relation[] }) {
  const most = Math.max(1, ...relations.map(({ total }) => total));
  return (
    <ul class="relations">
      {relations.map((relation) => (
        <RelationRow key={`${relation.relation} ${relation.direction} ${relation.type}`} id={id} relation={relation} most={most} />
      ))}
    </ul>
  );
}

function RelationRow({ id, relation, most }: { id: string; relation: Relation; most: number }) {
  const ids = useChosen(({ history }) => history.present.ids);
  const library = useChosen((state) => state.library);
  const [listed, setListed] = useState(false);
  const { label, total, type, nodes, direction } = relation;
  const shown = Math.min(total, countShown(ids, library, id, relation));
  const next = Math.min(STEP, total - shown);
  return (
    <li>
      <Icon type={type} size={18} />
      <button type="button" class="name" aria-expanded={listed} onClick={() => setListed(!listed)}>{capitalised(label)}</button>
      <span class="count">{isPage(type) ? number(total) : t("panel.shown-of", { shown, total })}</span>
      {next > 0 && !isPage(type) ? (
        <button
          type="button"
          class="plus"
          aria-label={t("panel.add", { next, label })}
          onClick={() => void expand(id, { relation: relation.relation, direction })}
        >
          + {next}
        </button>
      ) : (
        <span class="count all">{isPage(type) ? "" : t("panel.all")}</span>
      )}
      <div class="bar" aria-hidden="true">
        <i class={`fill-${type}`} style={{ width: `${Math.max(2, (100 * total) / most)}%` }} />
      </div>
      {listed && (
        <ul class="members">
          {nodes.map((node) => (
            <li key={node.id}><NodeLink node={node} /> <small><Text>{node.detail}</Text></small></li>
          ))}
          {total > nodes.length && <li><small>{t("panel.and-more", { count: total - nodes.length })}</small></li>}
        </ul>
      )}
    </li>
  );
}
