/** How wide a text is when drawn, and a text cut to a width. Cut between graphemes: a Khmer letter may be several characters. */

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
let pen: CanvasRenderingContext2D | null = null;

export function widthOf(text: string, font: string): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (pen === null) return text.length * 7;
  pen.font = font;
  return pen.measureText(text).width;
}

export type Measure = (text: string) => number;

export function fit(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const pieces = [...graphemes.segment(text)].map(({ segment }) => segment);
  let [least, most] = [0, pieces.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${pieces.slice(0, middle).join("").trimEnd()}…`) <= width) least = middle;
    else most = middle - 1;
  }
  return `${pieces.slice(0, least).join("").trimEnd()}…`;
}
