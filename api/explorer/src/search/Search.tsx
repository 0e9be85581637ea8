/** The search box: a combobox after ARIA 1.2, whose list shows the answers grouped by type, each with what made it match. */

import { useEffect, useRef, useState } from "preact/hooks";
import { showPath } from "../actions/path";
import { open } from "../actions/scene";
import type { Hit } from "../api/types";
import { getState } from "../state/store";
import { t, tn } from "../text/messages";
import { AnswerList, NothingFound } from "./AnswerList";
import { groupHits } from "./groups";
import { useSearch } from "./useSearch";

export function Search({ focused = false }: { focused?: boolean }) {
  const [text, setText] = useState("");
  const [current, setCurrent] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  /** Enter was pressed before the answers to what is typed had come: the first of them is meant. */
  const hurried = useRef(false);
  const { found, failure } = useSearch(text);
  const groups = groupHits(found?.hits ?? []);
  const hits = groups.flatMap((group) => group.hits);
  const isCurrent = found?.query === text.trim();
  useEffect(() => focusOnSlash(input.current), []);
  useEffect(() => {
    // On a phone the keyboard would cover what the page has to say.
    if (focused && window.matchMedia("(min-width: 801px)").matches) input.current?.focus();
  }, []);
  useEffect(() => {
    setCurrent(0);
    const first = hits[0];
    if (hurried.current && isCurrent && first) pick(first);
    if (isCurrent || failure !== null) hurried.current = false;
  }, [found, failure]);
  const pick = (hit: Hit) => {
    hurried.current = false;
    setText("");
    setOpen(false);
    input.current?.blur();
    const { pathFrom } = getState();
    if (pathFrom !== null && pathFrom !== hit.id) void showPath(pathFrom, hit.id);
    else void open(hit);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const hit = hits[current];
    if (event.key === "Escape") {
      if (!shown) setText("");
      setOpen(false);
    } else if (event.key === "Enter" && text.trim() !== "") {
      if (isCurrent && hit) pick(hit);
      else hurried.current = !isCurrent;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (isOpen) setCurrent((current + step + hits.length) % Math.max(1, hits.length));
      setOpen(true);
    } else return;
    event.preventDefault();
  };
  const shown = isOpen && text.trim() !== "" && (found !== null || failure !== null);
  const listed = shown && hits.length > 0;
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
        placeholder={t("search.placeholder")}
        aria-label={t("search.search")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={listed}
        aria-controls={listed ? "answers" : undefined}
        aria-activedescendant={listed ? `answer-${current}` : undefined}
        value={text}
        onInput={(event) => {
          hurried.current = false;
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <p class="unseen" role="status">{listed && found ? tn("search.found", found.total) : ""}</p>
      {shown && failure !== null && <div class="answers"><p class="none" role="alert">{failure}</p></div>}
      {listed && found && <AnswerList found={found} groups={groups} current={current} onPick={pick} />}
      {shown && found !== null && hits.length === 0 && <NothingFound query={found.query} />}
    </div>
  );
}

function focusOnSlash(input: HTMLInputElement | null): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event;
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]") !== null) return;
    event.preventDefault();
    input?.focus();
    input?.select();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
