/** The one place that holds what changes. Views read `state`, subscribe, and change it only through `update`. */

import { useEffect, useState } from "preact/hooks";
import type { NodeType, Summary } from "../api/types";
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

export interface State {
  /** Null until the server has answered. */
  summary: Summary | null;
  /** In words, why there is no summary. */
  failure: string | null;
  library: Library;
  history: History<Scene>;
  selection: Selection | null;
  period: Period | null;
  off: readonly NodeType[];
  table: boolean;
  /** The thing from which a path is asked for, while its other end is being chosen. */
  pathFrom: string | null;
  busy: boolean;
  notice: Notice | null;
  /** Grows when the picture should be brought into view. */
  fitTurn: number;
}

export const FIRST_STATE: State = {
  summary: null,
  failure: null,
  library: EMPTY_LIBRARY,
  history: begin(EMPTY_SCENE),
  selection: null,
  period: null,
  off: [],
  table: false,
  pathFrom: null,
  busy: false,
  notice: null,
  fitTurn: 0,
};

type Listener = () => void;

let state = FIRST_STATE;
const listeners = new Set<Listener>();

export const getState = (): State => state;

export function update(change: (state: State) => Partial<State>): void {
  state = { ...state, ...change(state) };
  for (const listener of listeners) listener();
}

export function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStore(): State {
  const [seen, setSeen] = useState(state);
  useEffect(() => {
    const look = () => setSeen(state);
    // The state may have moved on between the first drawing and this effect.
    look();
    return subscribe(look);
  }, []);
  return seen;
}

let drawn: { key: readonly unknown[]; picture: Picture } | null = null;

/** The picture of a state, kept until one of its ingredients changes. */
export function pictureOf({ history, library, period, off }: State): Picture {
  const { ids, opened } = history.present;
  const key = [ids, opened, library, period, off];
  if (drawn === null || key.some((part, index) => part !== drawn?.key[index])) {
    drawn = { key, picture: draw(history.present, library, period, off) };
  }
  return drawn.picture;
}

export function say(text: string): void {
  update(({ notice }) => ({ notice: { text, turn: (notice?.turn ?? 0) + 1 } }));
}
