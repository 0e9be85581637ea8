/** Queries to start from: the competency questions by theme, one's own by name, and what was asked before. */

import { useState } from "preact/hooks";
import { DidFail, Skeleton } from "../panel/Skeleton";
import { useLoad } from "../panel/useLoad";
import { currentLanguage, t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { getExamples } from "./calls";
import { changeShelf, useSession } from "./session";
import { forget, forgetAll, unsave } from "./shelf";
import type { Example } from "./types";

/** As they are listed; a theme that is not here comes last under its own name. */
const THEMES = ["actors", "operations", "places", "figures", "evidence"] as const;

export function ShelfView({ onTake }: { onTake: (query: string) => void }) {
  const shelf = useSession((session) => session.shelf);
  return (
    <div class="query-shelf">
      <Examples onTake={onTake} />
      {shelf.saved.length > 0 && (
        <section aria-label={t("query.saved")}>
          <h2 class="title">{t("query.saved")}</h2>
          <ul>
            {shelf.saved.map(({ name, query }) => (
              <li key={name}>
                <button type="button" class="query-take" onClick={() => onTake(query)}><Text>{name}</Text></button>
                <button type="button" class="query-drop" aria-label={t("query.unsave", { name })} title={t("query.unsave", { name })} onClick={() => changeShelf((now) => unsave(now, name))}>×</button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {shelf.past.length > 0 && (
        <details>
          <summary class="title">{t("query.past", { count: shelf.past.length })}</summary>
          <ul>
            {shelf.past.map(({ query, at, rows }) => (
              <li key={query}>
                <button type="button" class="query-take" title={query} onClick={() => onTake(query)}>
                  <code>{inOneLine(query)}</code>
                  <small>{new Date(at).toLocaleString(currentLanguage(), { dateStyle: "short", timeStyle: "short" })}{rows !== null && ` · ${tn("query.rows", rows)}`}</small>
                </button>
                <button type="button" class="query-drop" aria-label={t("query.forget")} title={t("query.forget")} onClick={() => changeShelf((now) => forget(now, query))}>×</button>
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => changeShelf(forgetAll)}>{t("query.forget-all")}</button>
        </details>
      )}
    </div>
  );
}

/** Without its prologue, which is much the same everywhere. */
const inOneLine = (query: string): string => query.replaceAll(/^\s*(PREFIX|BASE)\b.*$/gim, "").replaceAll(/\s+/g, " ").trim().slice(0, 90);

function Examples({ onTake }: { onTake: (query: string) => void }) {
  const [words, setWords] = useState("");
  const language = currentLanguage();
  const loaded = useLoad(language, () => getExamples(language));
  return (
    <section aria-label={t("query.examples")}>
      <h2 class="title">{t("query.examples")}</h2>
      {loaded.status === "slow" && <Skeleton rows={6} />}
      {loaded.status === "failed" && <DidFail failed={loaded} />}
      {loaded.status === "done" && (
        <>
          <input type="search" value={words} placeholder={t("query.find-example")} aria-label={t("query.find-example")} onInput={(event) => setWords(event.currentTarget.value)} />
          <Themes examples={loaded.value.filter((example) => fits(example, words))} isSearched={words.trim() !== ""} onTake={onTake} />
        </>
      )}
    </section>
  );
}

const fold = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

const fits = ({ title, query }: Example, words: string): boolean =>
  fold(words).split(/\s+/).every((word) => fold(title).includes(word) || fold(query).includes(word));

function Themes({ examples, isSearched, onTake }: { examples: readonly Example[]; isSearched: boolean; onTake: (query: string) => void }) {
  if (examples.length === 0) return <p class="query-hint">{t("query.no-example")}</p>;
  const others = [...new Set(examples.map(({ theme }) => theme))].filter((theme) => !(THEMES as readonly string[]).includes(theme));
  return (
    <>
      {[...THEMES, ...others].map((theme) => {
        const own = examples.filter((example) => example.theme === theme);
        if (own.length === 0) return null;
        return (
          <details key={theme} open={isSearched || theme === THEMES[0]}>
            <summary>{t(`query.theme-${theme}`)} <small>{own.length}</small></summary>
            <ul>{own.map(({ name, title, query }) => <li key={name}><button type="button" class="query-take" onClick={() => onTake(query)}><Text>{title}</Text></button></li>)}</ul>
          </details>
        );
      })}
    </>
  );
}
