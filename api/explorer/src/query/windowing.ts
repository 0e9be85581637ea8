/** Which rows of a long table are drawn: those in sight and some beyond; the rest are space of the right height. */

export interface Opened {
  /** The row below which something stands open, and how high that is. */
  index: number;
  height: number;
}

export interface Drawn {
  from: number;
  to: number;
  before: number;
  after: number;
}

const BEYOND = 12;

export function drawnRows(count: number, rowHeight: number, scrolled: number, sight: number, opened: Opened | null): Drawn {
  const top = (index: number) => index * rowHeight + (opened !== null && index > opened.index ? opened.height : 0);
  let first = Math.floor(scrolled / rowHeight);
  if (opened !== null && first > opened.index) first = Math.max(opened.index, Math.floor((scrolled - opened.height) / rowHeight));
  const from = Math.min(Math.max(first - BEYOND, 0), count);
  const to = Math.min(first + Math.ceil(sight / rowHeight) + BEYOND, count);
  return { from, to, before: top(from), after: Math.max(top(count) - top(to), 0) };
}
