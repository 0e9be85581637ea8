/** A text cut where passages and sentences begin and end, so that passages may overlap and still be marked. */

import type { Span } from "../api/types";

export interface Piece {
  text: string;
  /** Numbers of the passages that cover it, the shortest first: that is the one that it stands for. */
  passages: readonly number[];
  /** Those of them that begin here. */
  begins: readonly number[];
  /** The number of the sentence that holds it. */
  sentence: number | null;
}

/** Offsets count code points, as the graph does; a span that does not lie within the text is left out. */
export function cut(text: string, passages: readonly Span[], sentences: readonly Span[]): Piece[] {
  const points = Array.from(text);
  const isInside = ({ start, end }: Span): boolean => start >= 0 && start < end && end <= points.length;
  const inside = passages.flatMap((span, number) => (isInside(span) ? [{ ...span, number }] : []));
  const around = sentences.flatMap((span, number) => (isInside(span) ? [{ ...span, number }] : []));
  const edges = [...new Set([0, points.length, ...[...inside, ...around].flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? points.length;
    const covering = inside.filter((span) => span.start <= start && end <= span.end).sort((a, b) => a.end - a.start - (b.end - b.start) || a.number - b.number);
    return {
      text: points.slice(start, end).join(""),
      passages: covering.map(({ number }) => number),
      begins: covering.filter((span) => span.start === start).map(({ number }) => number),
      sentence: around.find((span) => span.start <= start && end <= span.end)?.number ?? null,
    };
  });
}
