/** Countries by their ISO 3166-1 codes, in the reader's language. */

import { currentLanguage } from "./messages";

const known = new Map<string, Intl.DisplayNames>();
const english = new Intl.DisplayNames(["en"], { type: "region" });

/** "Cambodia" for "KH"; the code itself where it is none. */
export function countryName(code: string): string {
  const language = currentLanguage();
  const names = known.get(language) ?? new Intl.DisplayNames([language], { type: "region" });
  known.set(language, names);
  try {
    const name = names.of(code) ?? code;
    // Not every browser has the words of every language: English, then, rather than a code.
    return name === code ? (english.of(code) ?? code) : name;
  } catch {
    return code;
  }
}
