/** What the page says, in the reader's language: a file of messages for each area and language, `messages/fr/views.json`.
 *
 * Only the language that is spoken is fetched. None stands in for another: a test sees to it that each says all that English says.
 * `{name}` in a message is a place to be filled. A message that counts has a form for each of its language's plural
 * categories (CLDR): `added.one`, `added.other`.
 */

import { kept } from "./kept";

export const LANGUAGES = { en: "English", fr: "Français", zh: "中文", km: "ខ្មែរ", th: "ไทย" } as const;

export type Language = keyof typeof LANGUAGES;
export type Values = Readonly<Record<string, string | number>>;
type Messages = Readonly<Record<string, string>>;

const KEY = "crackdown-language";
type Areas = Readonly<Record<string, Messages>>;
const FILES: Readonly<Record<Language, () => Promise<{ default: Areas }>>> = {
  en: () => import("../messages/en"),
  fr: () => import("../messages/fr"),
  zh: () => import("../messages/zh"),
  km: () => import("../messages/km"),
  th: () => import("../messages/th"),
};

let language: Language = "en";
let messages: Messages = {};

const pluralsIn = kept((tag: Language) => new Intl.PluralRules(tag));
const numbersIn = kept((tag: Language) => new Intl.NumberFormat(tag));

export const currentLanguage = (): Language => language;

/** The message of a key such as `views.table`, its places filled; the key itself where nobody wrote one. */
export function t(key: string, values: Values = {}): string {
  const message = messages[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (place, name: string) => shown(values[name]) ?? place);
}

/** The form of a message that goes with a count, as `things.other` ("{count} things") goes with 3. */
export function tn(key: string, count: number, values: Values = {}): string {
  const form = pluralsIn(language).select(count);
  const counted = `${key}.${form}`;
  return t(messages[counted] === undefined ? `${key}.other` : counted, { count, ...values });
}

const shown = (value: string | number | undefined): string | undefined =>
  typeof value === "number" ? numbersIn(language).format(value) : value;

/** The reader's choice, else the first of the browser's languages that is spoken here, else English. */
export function preferredLanguage(): Language {
  const liked = [remembered() ?? "", ...navigator.languages].map((tag) => tag.split("-")[0] ?? "");
  return liked.find(isLanguage) ?? "en";
}

let wanted = 0;

/** Speak a language from here on; its messages are fetched first. Tells whether it is spoken: not where another was wanted meanwhile. */
export async function speak(chosen: Language): Promise<boolean> {
  wanted += 1;
  const turn = wanted;
  const found = gather((await FILES[chosen]()).default);
  if (turn !== wanted) return false;
  messages = found;
  language = chosen;
  return true;
}

export function remember(chosen: Language): void {
  try {
    window.localStorage.setItem(KEY, chosen);
  } catch {
    // Refused in some private windows: it lasts as long as the page.
  }
}

function remembered(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const isLanguage = (tag: string): tag is Language => tag in LANGUAGES;

/** `messages/en/views.json` holds `table`, which is asked for as `views.table`. */
function gather(files: Areas): Messages {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, file]) => {
      const area = path.slice(path.lastIndexOf("/") + 1, -".json".length);
      return Object.entries(file).map(([name, message]) => [`${area}.${name}`, message]);
    }),
  );
}
