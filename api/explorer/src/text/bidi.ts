/** Invisible characters that reorder text. They are shown as marks, so that a quote cannot read otherwise than its letters stand. */

const NAMES: Readonly<Record<string, string>> = {
  "\u061c": "ALM",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};

const CONTROL = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/u;

export interface Piece {
  text: string;
  /** The control's short name, when the piece stands for one. */
  control: string | null;
}

export function splitControls(text: string): Piece[] {
  return text
    .split(CONTROL)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, control: NAMES[part] ?? null }));
}

/** For the canvas, which has no mark-up: each control becomes its name in brackets. */
export const plain = (text: string): string =>
  splitControls(text)
    .map(({ text: part, control }) => (control === null ? part : `[${control}]`))
    .join("");

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi"]);

/** The `dir` of a text in a language; "auto" where the language is not known. */
export function directionOf(language: string | null): "rtl" | "ltr" | "auto" {
  if (language === null || language === "und" || language === "") return "auto";
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}
