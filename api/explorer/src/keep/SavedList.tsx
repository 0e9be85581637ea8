/** Saved views as a list; each opens by its name. */

import { useState } from "preact/hooks";
import { say } from "../state/store";
import { inShort } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { follow } from "./browsing";
import { LONGEST_NAME, remove, rename, type SavedView, sizeOf } from "./saved";
import { change, useSaved } from "./useSaved";

/** `most` shows the newest alone; the menu has the others. */
export function SavedList({ onOpen, most = Infinity }: { onOpen?: () => void; most?: number }) {
  const views = useSaved().slice(0, most);
  const [renamed, setRenamed] = useState<string | null>(null);
  const open = (view: SavedView) => {
    onOpen?.();
    void follow(view.hash, true);
  };
  return (
    <ul class="saved-list">
      {views.map((view) => (
        <li key={view.name}>
          {renamed === view.name ? (
            <Rename view={view} onDone={() => setRenamed(null)} />
          ) : (
            <>
              <button type="button" class="link" onClick={() => open(view)}><Text>{view.name}</Text></button>
              <small>{described(view)}</small>
              <span class="saved-tools">
                <button type="button" onClick={() => setRenamed(view.name)} aria-label={t("keep.rename-it", { name: view.name })}>{t("keep.rename")}</button>
                <button type="button" onClick={() => drop(view)} aria-label={t("keep.delete-it", { name: view.name })}>{t("keep.delete")}</button>
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function described(view: SavedView): string {
  const size = sizeOf(view);
  return [...(size === null ? [] : [tn("keep.things", size)]), inShort(view.saved)].join(" · ");
}

function drop({ name }: SavedView): void {
  change((views) => remove(views, name));
  say(t("keep.deleted", { name }));
}

function Rename({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const [name, setName] = useState(view.name);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    change((views) => rename(views, view.name, name));
    onDone();
  };
  return (
    <form class="menu-form" onSubmit={onSubmit}>
      <input ref={focusOn} value={name} maxLength={LONGEST_NAME} aria-label={t("keep.new-name")} autoComplete="off" onInput={(event) => setName(event.currentTarget.value)} />
      <button type="submit" disabled={name.trim() === ""}>{t("keep.rename")}</button>
    </form>
  );
}

function focusOn(input: HTMLInputElement | null): void {
  if (input !== null && document.activeElement !== input) input.select();
}
