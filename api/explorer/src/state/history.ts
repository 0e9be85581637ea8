/** Undo and redo over any immutable value. */

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
}

const KEPT = 100;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A step that can be taken back. No step when nothing changed. */
export function step<T>(history: History<T>, next: T): History<T> {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-KEPT), present: next, future: [] };
}

/** A change that belongs to the step before it, such as the places found by its layout. */
export const amend = <T>(history: History<T>, next: T): History<T> => ({ ...history, present: next });

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future };
}
