/** The one place that holds what changes. Views read `state`, subscribe, and change it only through `update`. */

import { useEffect, useState } from "preact/hooks";
import type { Summary } from "../api/types";
import type { Language } from "../text/messages";
import { NETWORK } from "../views";
import { begin, type History } from "./history";
import { EMPTY_LIBRARY, type Library } from "./library";
import type { Period } from "./period";
import { draw, type Picture } from "./picture";
import { EMPTY_SCENE, type Scene } from "./scene";
import type { Selection } from "./selection";

export interface Notice {
  text: string;
  /** Grows, so that the same words said twice are announced twice. */
  turn: number;
}

/** One at a time: the menu of a thing, a line or the canvas (null); the groups of a hub; the list of keys; the filters on a phone. */
export type Open =
  | { what: "menu"; on: string | null; x: number; y: number }
  | { what: "groups"; id: string }
  | { what: "keys" | "filters" };

export interface State {
  /** The language in which the page speaks. */
  language: Language;
  /** Null until the server has answered. */
  summary: Summary | null;
  /** Why there is no summary, as far as the server could tell; null while nothing is amiss. */
  failure: string | null;
  library: Library;
  history: History<Scene>;
  selection: Selection | null;
  period: Period | null;
  /** Several things at once, by their ids on the canvas: what is done next is done to all of them. */
  marked: readonly string[];
  /** What lies above the canvas. */
  open: Open | null;
  /** Which way of looking, by its id in views.ts. */
  view: string;
  /** What single views keep in the address: see `Address.params`. */
  params: Readonly<Record<string, string>>;
  /** The thing from which a path is asked for, while its other end is being chosen. */
  pathFrom: string | null;
  busy: boolean;
  /** The canvas is looking for places for what is new. */
  arranging: boolean;
  notice: Notice | null;
  /** Grows when the picture should be brought into view. */
  fitTurn: number;
  /** Grows when all of it should be seen at once, however small. */
  fitAllTurn: number;
}

export const FIRST_STATE: State = {
  language: "en",
  summary: null,
  failure: null,
  library: EMPTY_LIBRARY,
  history: begin(EMPTY_SCENE),
  selection: null,
  period: null,
  marked: [],
  open: null,
  view: NETWORK,
  params: {},
  pathFrom: null,
  busy: false,
  arranging: false,
  notice: null,
  fitTurn: 0,
  fitAllTurn: 0,
};

type Listener = () => void;

let state = FIRST_STATE;
const listeners = new Set<Listener>();

export const getState = (): State => state;

export function update(change: (state: State) => Partial<State>): void {
  const changed = change(state);
  if (Object.entries(changed).every(([name, value]) => state[name as keyof State] === value)) return;
  state = { ...state, ...changed };
  for (const listener of listeners) listener();
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useStore = (): State => useChosen((now) => now);

/** A part of the state: the view is drawn anew only when that part is another one. `choose` is that of the first drawing. */
export function useChosen<T>(choose: (state: State) => T): T {
  const [seen, setSeen] = useState(() => choose(state));
  useEffect(() => {
    const look = () => setSeen(() => choose(state));
    // The state may have moved on between the first drawing and this effect.
    look();
    return subscribe(look);
  }, []);
  return seen;
}

let drawn: { key: readonly unknown[]; picture: Picture } | null = null;

/** The picture of a state, kept until one of its ingredients changes. */
export function pictureOf({ history, library, period }: State): Picture {
  const { ids, opened, filters } = history.present;
  const key = [ids, opened, filters, library, period];
  if (drawn === null || key.some((part, index) => part !== drawn?.key[index])) {
    drawn = { key, picture: draw(history.present, library, period) };
  }
  return drawn.picture;
}

/** Keep something of a view in the address; an empty text takes it out. */
export const keep = (params: Readonly<Record<string, string>>): void =>
  update((state) => ({ params: { ...state.params, ...params } }));

export function say(text: string): void {
  update(({ notice }) => ({ notice: { text, turn: (notice?.turn ?? 0) + 1 } }));
}
