/** The keys of the terminal's `crackdown review`, by letter or, on a keyboard of another script, by place. */

import type { Verdict } from "./types";

export type Command = Verdict | "skip" | "back" | "undo";

const KEYS: Readonly<Record<string, Command>> = { s: "same", d: "different", u: "undecided", k: "skip", j: "back", z: "undo" };

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "target">;

export function commandOf({ key, code, ctrlKey, metaKey, altKey, target }: Pressed): Command | null {
  if (ctrlKey || metaKey || altKey || isTyping(target)) return null;
  return KEYS[key.toLowerCase()] ?? (/^[a-z]$/i.test(key) ? null : (KEYS[code.replace(/^Key/, "").toLowerCase()] ?? null));
}

/** Letters belong to whoever writes. */
const isTyping = (target: EventTarget | null): boolean =>
  typeof HTMLElement !== "undefined" && target instanceof HTMLElement && target.matches("input, select, textarea");
