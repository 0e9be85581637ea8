/** The timeline's geometry: steps to stacked bars, and a place along it back to a step. */

import { OPERATION_KINDS } from "../kinds-of-operations";
import type { Stretch } from "./types";

export interface Bar {
  start: string;
  kind: string;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

const known = new Set<string>(OPERATION_KINDS);

/** Kinds in the order in which bars stack; one that is not known joins "other". */
export function countsInOrder({ kinds }: Pick<Stretch, "kinds">): [string, number][] {
  const counts = new Map<string, number>(OPERATION_KINDS.map((kind) => [kind, 0]));
  for (const [kind, count] of Object.entries(kinds)) {
    const key = known.has(kind) ? kind : "other";
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].filter(([, count]) => count > 0);
}

export const totalOf = ({ kinds }: Pick<Stretch, "kinds">): number => Object.values(kinds).reduce((a, b) => a + b, 0);

export function barsOf(steps: readonly Stretch[], width: number, height: number): Bar[] {
  const step = width / Math.max(1, steps.length);
  const most = Math.max(1, ...steps.map(totalOf));
  const gap = Math.min(2, step * 0.2);
  // A bar as wide as half the page says no more than one that looks like a bar.
  const barWidth = Math.min(step - gap, 44);
  return steps.flatMap((one, index) => {
    let top = height;
    return countsInOrder(one).map(([kind, count]) => {
      const barHeight = (count / most) * height;
      top -= barHeight;
      return { start: one.start, kind, count, x: index * step + (step - barWidth) / 2, y: top, width: barWidth, height: barHeight };
    });
  });
}

/** Which step stands at a fraction of the axis; beyond its ends, the first or the last. */
export const indexAt = (count: number, fraction: number): number => Math.max(0, Math.min(count - 1, Math.floor(fraction * count)));

/** Which steps carry a label: all where there is room; else years where they are months, every few where they are days or weeks. */
export function labelled(steps: readonly Pick<Stretch, "start">[], width: number): { index: number; text: string }[] {
  const isMonths = steps[0]?.start.length === 7;
  const room = Math.max(1, Math.floor(width / (isMonths ? 62 : 84)));
  if (steps.length <= room) return steps.map(({ start }, index) => ({ index, text: start }));
  if (!isMonths) {
    const every = Math.ceil(steps.length / room);
    return steps.flatMap(({ start }, index) => (index % every === 0 && index + every <= steps.length ? [{ index, text: start }] : []));
  }
  const years = steps.flatMap(({ start }, index) => (start.endsWith("-01") || index === 0 ? [{ index, text: start.slice(0, 4) }] : []));
  const every = Math.ceil(years.length / room);
  const step = width / steps.length;
  // A first year of which few months are shown has no room beside the next one.
  const isFree = (position: number) => ((years[position + every]?.index ?? Infinity) - (years[position]?.index ?? 0)) * step >= 36;
  return years.filter((_, position) => position % every === 0 && isFree(position));
}
