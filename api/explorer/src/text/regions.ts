/** Countries' names in the reader's language, from the browser's own lists. */

import { currentLanguage } from "./messages";

/** The name that goes with an ISO 3166-1 code; the code itself where no such country is known. */
export function regionName(code: string): string {
  try {
    return new Intl.DisplayNames(currentLanguage(), { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
