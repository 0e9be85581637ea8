/** Which announcement is open in the reader, and at which passage. It stands in the address, so that "back" closes it. */

import type { Span } from "../api/types";
import { getState, update } from "../state/store";

export interface Reading {
  id: string;
  /** The passage that was asked for; code points. */
  passage: Span | null;
}

/** Read what the address says; anybody can write one. */
export function readingOf({ reader, passage }: Readonly<Record<string, string>>): Reading | null {
  if (reader === undefined || !/^announcement\/[^\s?#]+$/.test(reader)) return null;
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(passage ?? "") ?? [];
  return { id: reader, passage: start === undefined || end === undefined ? null : { start: Number(start), end: Number(end) } };
}

const write = (reading: Reading | null): void =>
  update(({ params }) => ({
    params: {
      ...params,
      reader: reading?.id ?? "",
      passage: reading?.passage ? `${reading.passage.start}-${reading.passage.end}` : "",
    },
  }));

/** Whether the entry of the browser's history at hand was made by opening the reader. */
let entered = false;

/** Open an announcement over what is shown; one opened from another takes its place. */
export function openReader(id: string, passage: Span | null = null): void {
  if (readingOf(getState().params) === null) {
    window.history.pushState(null, "", window.location.href);
    entered = true;
  }
  write({ id, passage });
}

/** Mark another passage of the announcement that is open. */
export function turnTo(passage: Span | null): void {
  const reading = readingOf(getState().params);
  if (reading !== null) write({ ...reading, passage });
}

/** Close it as the browser's "back" does; where the page began with it, by leaving it out of the address. */
export function closeReader(): void {
  if (entered) window.history.back();
  else write(null);
  entered = false;
}

/** Close it on the way to something else: "back" then leads from there to what was shown before. */
export function leaveReader(): void {
  if (readingOf(getState().params) !== null) write(null);
  entered = false;
}
