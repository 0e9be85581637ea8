/** The sentence round a quote: a quote is often a name or a number alone. */

export interface Context {
  before: string;
  after: string;
}

const FARTHEST = 220;
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/**
 * What stands before and after a quote within its sentence or sentences.
 *
 * Offsets count code points, as the graph does; JavaScript's own strings count otherwise beyond U+FFFF. Null where the text does not
 * hold the quote at that place: then nothing is better than something near it.
 */
export function contextOf(text: string, { quote, start, end }: { quote: string; start: number; end: number }): Context | null {
  const points = Array.from(text);
  const before = points.slice(0, start).join("");
  if (points.slice(start, end).join("") !== quote) return null;
  const from = before.length;
  const to = from + quote.length;
  const around = [...sentences.segment(text)].filter(({ index, segment }) => index < to && index + segment.length > from);
  const first = around[0]?.index ?? from;
  const last = around.at(-1);
  const stop = last === undefined ? to : last.index + last.segment.length;
  return {
    before: shorten(text.slice(first, from).trimStart(), "start"),
    after: shorten(text.slice(to, stop).trimEnd(), "end"),
  };
}

/** Cut between graphemes, far from the quote. */
function shorten(text: string, side: "start" | "end"): string {
  const graphemes = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
  if (graphemes.length <= FARTHEST) return text;
  return side === "start" ? `…${graphemes.slice(-FARTHEST).join("")}` : `${graphemes.slice(0, FARTHEST).join("")}…`;
}
