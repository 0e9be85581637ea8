/** The saved views of this browser, and keeping them. */

import { useEffect, useState } from "preact/hooks";
import { say } from "../state/store";
import { t } from "../text/messages";
import { readViews, type SavedView } from "./saved";

const KEY = "crackdown-saved";
const listeners = new Set<() => void>();
/** Where the browser refuses storage they last as long as the page. */
let views: readonly SavedView[] = load();

function load(): SavedView[] {
  try {
    return readViews(JSON.parse(window.localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

// Another window of this browser has saved one.
window.addEventListener("storage", ({ key }) => {
  if (key !== KEY) return;
  views = load();
  tell();
});

/** Change the list; tells whether the browser kept it. */
export function change(next: (views: readonly SavedView[]) => SavedView[]): boolean {
  views = next(views);
  tell();
  try {
    window.localStorage.setItem(KEY, JSON.stringify(views));
    return true;
  } catch {
    say(t("keep.full"));
    return false;
  }
}

export const savedViews = (): readonly SavedView[] => views;

export function useSaved(): readonly SavedView[] {
  const [seen, setSeen] = useState(views);
  useEffect(() => {
    const look = () => setSeen(views);
    look();
    listeners.add(look);
    return () => void listeners.delete(look);
  }, []);
  return seen;
}
