/** The axis on which the numbers of one group stand side by side, and what each claim takes of it. Pure. */

import type { Told } from "./types";

export interface Scale {
  from: number;
  to: number;
}

export interface Mark {
  /** Where the printed number stands, in percent of the axis. */
  at: number;
  /** What the words allow, in percent; the ends themselves where they set no bound. */
  start: number;
  end: number;
  openBelow: boolean;
  openAbove: boolean;
  isExact: boolean;
}

/** Round about the numbers that were told, with room at both ends for what is open. */
export function scaleOf(numbers: readonly Told[]): Scale {
  const told = numbers.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const [least, most] = [Math.min(...told), Math.max(...told)];
  const room = least === most ? Math.max(1, Math.ceil(least * 0.1)) : (most - least) * 0.18;
  return { from: Math.max(0, Math.floor(least - room)), to: Math.ceil(most + room) };
}

export function markOf({ value, low, high }: Told, { from, to }: Scale): Mark {
  const place = (number: number) => (to === from ? 50 : Math.max(0, Math.min(100, ((number - from) / (to - from)) * 100)));
  return {
    at: place(value),
    start: low === null ? 0 : place(low),
    end: high === null ? 100 : place(high),
    openBelow: low === null,
    openAbove: high === null,
    isExact: low === value && high === value,
  };
}
