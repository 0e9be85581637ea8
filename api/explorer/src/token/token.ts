/** The token of whoever writes here: in this window's memory and its session storage, in no address and no log. */

import { useEffect, useState } from "preact/hooks";
import { fetched } from "../api/client";

/** How a server takes something from this page: see `GET /announcements`. */
export type Way = "openly" | "with-a-token" | "not-at-all";

export interface Taken {
  announcements: Way;
  judgements: Way;
  max_bytes: number;
}

const KEY = "crackdown-token";

let token = stored();
const listeners = new Set<() => void>();

export const currentToken = (): string => token;

/** Keep a token until the window is closed; an empty text forgets it. */
export function keepToken(text: string): void {
  token = text.trim();
  try {
    if (token === "") window.sessionStorage.removeItem(KEY);
    else window.sessionStorage.setItem(KEY, token);
  } catch {
    // Refused in some private windows: it lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function stored(): string {
  try {
    return window.sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export function useToken(): string {
  const [seen, setSeen] = useState(token);
  useEffect(() => {
    const look = () => setSeen(token);
    look();
    listeners.add(look);
    return () => {
      listeners.delete(look);
    };
  }, []);
  return seen;
}

/** The header that shows it, for requests that write. */
export const authorization = (): Record<string, string> => (token === "" ? {} : { authorization: `Bearer ${token}` });

export const getTaken = (): Promise<Taken> => fetched<Taken>("announcements");
