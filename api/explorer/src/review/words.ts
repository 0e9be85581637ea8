/** Facts and their values in the reader's language. */

import { countryName } from "../text/countries";
import { number, spanInWords } from "../text/dates";
import { t } from "../text/messages";

const COUNTRIES = new Set(["country", "countries", "destination", "accredited_to"]);
const NUMBERS = new Set(["persons", "women", "men", "numbers"]);

/** The graph's own keys ("KH", "2026-02-08 to 2026-02-09", "online_scam") as words; a name stays as it is. */
export function valueInWords(fact: string, value: string): string {
  if (COUNTRIES.has(fact)) return countryName(value);
  if (NUMBERS.has(fact) && /^\d+$/.test(value)) return number(Number(value));
  if (fact === "kind") return t(`told.kind-${value}`);
  if (fact === "offences") return t(`told.offence-${value.replaceAll("_", "-")}`);
  if (fact === "date" || fact === "dates" || fact === "published") {
    const [from = "", to = from] = value.split(" to ");
    return spanInWords(from, to);
  }
  if (fact === "nationalities") {
    const [code = "", count] = value.split(" ");
    return count === undefined ? countryName(code) : `${countryName(code)} ${number(Number(count))}`;
  }
  return value;
}
