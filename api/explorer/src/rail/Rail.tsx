/** What is in view, by type: a legend that also shows and hides. */

import type { NodeType } from "../api/types";
import { NODE_TYPES } from "../api/types";
import { KEYS } from "../graph/keys";
import { isPage, TYPES } from "../kinds";
import { Icon } from "../panel/Icon";
import { countByType } from "../state/picture";
import { pictureOf, update, useStore } from "../state/store";
import { number } from "../text/dates";

const LISTED = NODE_TYPES.filter((type) => !isPage(type));

const toggle = (type: NodeType) =>
  update(({ off }) => ({ off: off.includes(type) ? off.filter((one) => one !== type) : [...off, type] }));

export function Rail() {
  const state = useStore();
  const picture = pictureOf(state);
  const counts = countByType(picture);
  const inView = [...counts.values()].reduce((a, b) => a + b, 0);
  return (
    <aside class="rail" aria-label="What is in view">
      <h2 class="title">In view · {number(inView)}{inView < picture.inScene && ` of ${number(picture.inScene)}`}</h2>
      <div class="legend">
        {LISTED.map((type) => (
          <button
            type="button"
            key={type}
            class={(counts.get(type) ?? 0) === 0 && !state.off.includes(type) ? "none" : ""}
            aria-pressed={!state.off.includes(type)}
            title={`Show or hide ${TYPES[type].many.toLowerCase()}`}
            onClick={() => toggle(type)}
          >
            <Icon type={type} size={22} />
            <span>{TYPES[type].many}</span>
            <b>{number(counts.get(type) ?? 0)}</b>
          </button>
        ))}
      </div>
      <Lines />
      <Keys />
    </aside>
  );
}

function Lines() {
  return (
    <div class="lines">
      <h2 class="title">Lines</h2>
      <p><i class="line thin" /> one statement</p>
      <p><i class="line thick" /> many statements</p>
      <p><i class="line dashed" /> not said in words</p>
    </div>
  );
}

function Keys() {
  return (
    <div class="keys">
      <h2 class="title">Keys</h2>
      {KEYS.map(([name, key]) => (
        <p key={name}>{name} <kbd>{key}</kbd></p>
      ))}
    </div>
  );
}
