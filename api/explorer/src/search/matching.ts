/** What is said of the name that matched. No views here. */

import { languageName, scriptName } from "../text/dates";

/** Scripts by ISO 15924, with the property by which regular expressions know them. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["Khmr", /\p{Script=Khmer}/u], ["Thai", /\p{Script=Thai}/u], ["Laoo", /\p{Script=Lao}/u], ["Mymr", /\p{Script=Myanmar}/u],
  ["Arab", /\p{Script=Arabic}/u], ["Deva", /\p{Script=Devanagari}/u], ["Cyrl", /\p{Script=Cyrillic}/u], ["Kore", /\p{Script=Hangul}/u],
  ["Jpan", /[\p{Script=Hiragana}\p{Script=Katakana}]/u], ["Hani", /\p{Script=Han}/u], ["Grek", /\p{Script=Greek}/u],
  ["Hebr", /\p{Script=Hebrew}/u], ["Latn", /\p{Script=Latin}/u],
];

/** The script of a text's letters, by ISO 15924; a name mixed with Latin letters is of the other script. */
export const scriptOf = (text: string): string | null => SCRIPTS.find(([, letters]) => letters.test(text))?.[0] ?? null;

export const isSameName = (one: string, other: string): boolean => one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();

/** "Khmer", where the script goes without saying; "Serbian, Cyrillic", where it does not; the script alone of a name of no told language. */
export function languageAndScript(text: string, language: string | null): string {
  const script = scriptOf(text);
  if (language === null) return script === null ? "" : scriptName(script);
  const name = languageName(language);
  const usual = usualScript(language);
  return script === null || script === usual || (usual === "Hans" || usual === "Hant" ? script === "Hani" : false) ? name : `${name}, ${scriptName(script)}`;
}

function usualScript(language: string): string | null {
  try {
    return new Intl.Locale(language).maximize().script ?? null;
  } catch {
    return null;
  }
}
