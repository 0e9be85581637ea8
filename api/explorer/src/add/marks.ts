/** A text in pieces: its sentences, and within them the runs of letters that the same facts rest on. */

import type { ReadFact, ReadSentence, SentenceStatus } from "./types";

export interface Piece {
  text: string;
  /** Positions in the list of facts. */
  facts: number[];
}

export interface Stretch {
  /** Null between sentences. */
  status: SentenceStatus | null;
  pieces: Piece[];
}

type Span = Pick<ReadFact, "start" | "end">;

/** Offsets count code points, as the graph does; JavaScript's own strings count otherwise beyond U+FFFF. */
export function stretchesOf(text: string, sentences: readonly Pick<ReadSentence, "start" | "end" | "status">[], facts: readonly Span[]): Stretch[] {
  const points = Array.from(text);
  const stretches: Stretch[] = [];
  let at = 0;
  const cut = (to: number, status: SentenceStatus | null) => {
    if (to > at) stretches.push({ status, pieces: piecesOf(points, at, to, facts) });
    at = Math.max(at, to);
  };
  for (const { start, end, status } of [...sentences].sort((a, b) => a.start - b.start)) {
    cut(start, null);
    cut(end, status);
  }
  cut(points.length, null);
  return stretches;
}

function piecesOf(points: readonly string[], from: number, to: number, facts: readonly Span[]): Piece[] {
  const within = facts.map((span, position) => ({ ...span, position })).filter(({ start, end }) => start < to && end > from);
  const edges = new Set([from, to, ...within.flatMap(({ start, end }) => [Math.max(from, start), Math.min(to, end)])]);
  const ordered = [...edges].sort((a, b) => a - b);
  return ordered.slice(0, -1).map((start, place) => {
    const end = ordered[place + 1] ?? to;
    const covering = within.filter((span) => span.start < end && span.end > start).map(({ position }) => position);
    return { text: points.slice(start, end).join(""), facts: covering };
  });
}

export function countStatuses(sentences: readonly Pick<ReadSentence, "status">[]): Map<SentenceStatus, number> {
  const counts = new Map<SentenceStatus, number>();
  for (const { status } of sentences) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
