/** Breaking labels into lines on the canvas, also in scripts that write no spaces between words. */

type Measure = (text: string) => number;

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const pieces = (segmenter: Intl.Segmenter, text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** At most `most` lines no wider than `width`; the last ends in an ellipsis when the label is longer. */
export function wrap(label: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of glueRanges(pieces(words, label.replace(/\s+/g, " ").trim())).flatMap((word) => fitting(word, width, measure))) {
    if (line !== "" && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trim());
  const joined = tidy(lines);
  if (joined.length <= most) return joined;
  return [...joined.slice(0, most - 1), shorten(joined.slice(most - 1).join(" "), width, measure)];
}

/** "312–313" stays whole. */
function glueRanges(parts: readonly string[]): string[] {
  const glued: string[] = [];
  for (const part of parts) {
    const last = glued.at(-1) ?? "";
    const joins = (/\d$/.test(last) && /^[–-]$/.test(part)) || (/\d[–-]$/.test(last) && /^\d/.test(part));
    if (joins) glued[glued.length - 1] = last + part;
    else glued.push(part);
  }
  return glued;
}

/** A single word wider than the line is cut between graphemes, never inside one. */
function fitting(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const grapheme of pieces(graphemes, word)) {
    if (part !== "" && measure(part + grapheme) > width) {
      parts.push(part);
      part = "";
    }
    part += grapheme;
  }
  return [...parts, part];
}

/** No line may begin with closing punctuation. */
function tidy(lines: readonly string[]): string[] {
  const tidied: string[] = [];
  for (const line of lines) {
    const last = tidied.at(-1);
    if (last !== undefined && /^[)\]},.;:!?·»”’、。」]+$/u.test(line)) tidied[tidied.length - 1] = last + line;
    else tidied.push(line);
  }
  return tidied;
}

function shorten(text: string, width: number, measure: Measure): string {
  let kept = "";
  for (const grapheme of pieces(graphemes, text)) {
    if (measure(`${kept}${grapheme}…`) > width) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}
