/** Countries by their ISO 3166-1 codes, in the reader's language. */

import { kept } from "./kept";
import { currentLanguage, t } from "./messages";

const namesIn = kept((language: string) => new Intl.DisplayNames([language], { type: "region" }));

/** "Cambodia" for "KH"; the code itself where it is none. */
export function countryName(code: string): string {
  // Chromium knows no country in Khmer: the Khmer messages bring the names of CLDR with them.
  const key = `countries.${code}`;
  const brought = t(key);
  if (brought !== key) return brought;
  try {
    const name = namesIn(currentLanguage()).of(code) ?? code;
    // Nor does every other browser have the words of every language: English, then, rather than a code.
    return name === code ? (namesIn("en").of(code) ?? code) : name;
  } catch {
    return code;
  }
}
