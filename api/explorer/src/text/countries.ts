/** Countries by their ISO 3166-1 codes, in the reader's language. */

import { kept } from "./kept";
import { currentLanguage } from "./messages";

const namesIn = kept((language: string) => new Intl.DisplayNames([language], { type: "region" }));

/** "Cambodia" for "KH"; the code itself where it is none. */
export function countryName(code: string): string {
  try {
    const name = namesIn(currentLanguage()).of(code) ?? code;
    // Not every browser has the words of every language: English, then, rather than a code.
    return name === code ? (namesIn("en").of(code) ?? code) : name;
  } catch {
    return code;
  }
}
