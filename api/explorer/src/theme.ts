/** Light or dark: the system's choice until the user makes one, which is remembered. */

export type Theme = "light" | "dark";

const KEY = "crackdown-theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

/** Storage is refused in some private windows; then the choice lasts as long as the page. */
function remembered(): Theme | null {
  try {
    const kept = window.localStorage.getItem(KEY);
    return kept === "dark" || kept === "light" ? kept : null;
  } catch {
    return null;
  }
}

function apply(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

export const currentTheme = (): Theme => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

export function startTheme(): void {
  const follow = () => apply(remembered() ?? (system.matches ? "dark" : "light"));
  follow();
  system.addEventListener("change", follow);
}

export function toggleTheme(): void {
  const next = currentTheme() === "dark" ? "light" : "dark";
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    // Not remembered, but applied.
  }
  apply(next);
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const prefersStillness = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
