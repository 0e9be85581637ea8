/** The search box: a combobox after the ARIA authoring practices, whose list shows the answers grouped by type. */

import { useEffect, useRef, useState } from "preact/hooks";
import { showPath } from "../actions/path";
import { open } from "../actions/scene";
import type { Found, Hit } from "../api/types";
import { TYPES } from "../kinds";
import { Icon } from "../panel/Icon";
import { getState } from "../state/store";
import { number } from "../text/dates";
import { Text } from "../text/Text";
import { groupHits, matchedName } from "./groups";
import { type Answers, useSearch } from "./useSearch";

export function Search({ focused = false }: { focused?: boolean }) {
  const [text, setText] = useState("");
  const [current, setCurrent] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const answers = useSearch(text);
  const hits = groupHits(answers.found?.hits ?? []).flatMap((group) => group.hits);
  useEffect(() => focusOnSlash(input.current), []);
  useEffect(() => {
    // On a phone the keyboard would cover what the page has to say.
    if (focused && window.matchMedia("(min-width: 801px)").matches) input.current?.focus();
  }, []);
  useEffect(() => setCurrent(0), [answers.found]);
  const pick = (hit: Hit) => {
    setText("");
    setOpen(false);
    input.current?.blur();
    const { pathFrom } = getState();
    if (pathFrom !== null && pathFrom !== hit.id) void showPath(pathFrom, hit.id);
    else void open(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = hits[current];
    if (event.key === "Escape") setOpen(false);
    else if (event.key === "Enter" && hit) pick(hit);
    else if (event.key === "ArrowDown") setCurrent((current + 1) % Math.max(1, hits.length));
    else if (event.key === "ArrowUp") setCurrent((current - 1 + hits.length) % Math.max(1, hits.length));
    else return;
    if (event.key !== "Escape") event.preventDefault();
  };
  const shown = isOpen && text.trim() !== "" && (answers.found !== null || answers.failure !== null);
  return (
    <div class="search" role="search">
      <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
        <path d="M15.5 15.5 20.5 20.5M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z" fill="none" stroke="currentColor" stroke-width="2" />
      </svg>
      <input
        id="search"
        ref={input}
        type="search"
        role="combobox"
        list={undefined}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder="Find an official, agency, country, airport…"
        aria-label="Search"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls="answers"
        aria-activedescendant={shown && hits.length > 0 ? `answer-${current}` : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      {shown && <AnswerList answers={answers} current={hits[current]?.id ?? null} onPick={pick} />}
    </div>
  );
}

function focusOnSlash(input: HTMLInputElement | null): () => void {
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    input?.focus();
    input?.select();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

interface ListProperties {
  answers: Answers;
  current: string | null;
  onPick: (hit: Hit) => void;
}

function AnswerList({ answers, current, onPick }: ListProperties) {
  const { found, failure } = answers;
  if (found === null) return <div class="answers"><p class="none" role="alert">{failure}</p></div>;
  if (found.hits.length === 0) return <NothingFound found={found} />;
  let index = 0;
  return (
    <div class="answers" id="answers" role="listbox" aria-label="Answers">
      {groupHits(found.hits).map(({ type, hits }) => (
        <div role="group" aria-label={TYPES[type].many} key={type}>
          <p class="title" aria-hidden="true">{TYPES[type].many}</p>
          {hits.map((hit) => (
            <Answer key={hit.id} hit={hit} index={index++} isCurrent={hit.id === current} onPick={onPick} />
          ))}
        </div>
      ))}
      {found.total > found.hits.length && <p class="none">{number(found.total - found.hits.length)} more: keep typing</p>}
    </div>
  );
}

function Answer({ hit, index, isCurrent, onPick }: { hit: Hit; index: number; isCurrent: boolean; onPick: (hit: Hit) => void }) {
  const matched = matchedName(hit);
  return (
    <div
      id={`answer-${index}`}
      class="answer"
      role="option"
      aria-selected={isCurrent}
      onMouseDown={(event) => {
        // Before the box loses its focus and closes the list.
        event.preventDefault();
        onPick(hit);
      }}
    >
      <Icon type={hit.type} size={28} code={hit.code} />
      <span>
        <b><Text>{hit.label}</Text></b>
        {matched !== null && <small class="matched">also written <Text>{matched}</Text></small>}
      </span>
      <small><Text>{hit.detail}</Text></small>
    </div>
  );
}

function NothingFound({ found }: { found: Found }) {
  return (
    <div class="answers" id="answers" role="listbox" aria-label="Answers">
      <p class="none" role="status">
        Nothing called “<Text>{found.query}</Text>”. Names in any script work: try a surname, an agency’s initials, an airport’s code or a country.
      </p>
    </div>
  );
}
