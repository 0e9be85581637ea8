/** The answers to a search, or what to try where there are none. */

import { useEffect, useRef } from "preact/hooks";
import type { Found, Hit } from "../api/types";
import { Icon } from "../panel/Icon";
import { withDatesInWords } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import type { HitGroup } from "./groups";
import { Why } from "./Why";

interface ListProperties {
  found: Found;
  groups: readonly HitGroup[];
  /** The place of the one that Enter opens, counted over all groups. */
  current: number;
  onPick: (hit: Hit) => void;
}

export function AnswerList({ found, groups, current, onPick }: ListProperties) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);
  let index = 0;
  const left = found.total - found.hits.length;
  return (
    <div class="answers" ref={list}>
      <div id="answers" role="listbox" aria-label={t("search.answers")}>
        {groups.map(({ type, hits }) => (
          <div role="group" aria-label={t(`search.type-${type}`)} key={type}>
            <p class="title" aria-hidden="true">{t(`search.type-${type}`)}</p>
            {hits.map((hit) => {
              const place = index++;
              return <Answer key={hit.id} hit={hit} place={place} isCurrent={place === current} onPick={onPick} />;
            })}
          </div>
        ))}
      </div>
      {left > 0 && <p class="none">{tn("search.more", left)}</p>}
    </div>
  );
}

function Answer({ hit, place, isCurrent, onPick }: { hit: Hit; place: number; isCurrent: boolean; onPick: (hit: Hit) => void }) {
  return (
    <div
      id={`answer-${place}`}
      class="answer"
      role="option"
      aria-selected={isCurrent}
      onMouseDown={(event) => {
        // Before the box loses its focus and closes the list.
        event.preventDefault();
        if (event.button === 0) onPick(hit);
      }}
    >
      <Icon type={hit.type} size={28} code={hit.code} />
      <span>
        <b><Text>{hit.label}</Text></b>
        <Why hit={hit} />
      </span>
      <small><Text>{withDatesInWords(hit.detail)}</Text></small>
    </div>
  );
}

export function NothingFound({ query }: { query: string }) {
  const [before = "", after = ""] = t("search.nothing").split("{query}");
  return (
    <div class="answers">
      <p class="none" role="status">{before}<Text>{query}</Text>{after}</p>
      <ul class="tries">
        {(["surname", "initials", "code", "day", "country", "script"] as const).map((one) => <li key={one}>{t(`search.try-${one}`)}</li>)}
      </ul>
    </div>
  );
}
