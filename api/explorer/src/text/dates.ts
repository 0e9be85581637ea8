/** Dates, numbers and languages in words, in the reader's language. A year, a month or a day each show as much as they are. */

import { firstDay, lastDay } from "../state/period";
import { kept } from "./kept";
import { currentLanguage, t } from "./messages";

type Look = Intl.DateTimeFormatOptions;

const YEAR: Look = { timeZone: "UTC", year: "numeric" };
const MONTH: Look = { ...YEAR, month: "short" };
const DAY: Look = { ...YEAR, month: "long", day: "numeric" };
const SHORT_DAY: Look = { ...DAY, month: "short" };

/** British English for its order of day and month; everywhere the calendar and digits of the announcements' own dates. */
const locale = (): string => `${currentLanguage() === "en" ? "en-GB" : currentLanguage()}-u-ca-gregory-nu-latn`;

const daysIn = kept((tag: string) => kept((look: Look) => new Intl.DateTimeFormat(tag, look)));
const numbersIn = kept((tag: string) => new Intl.NumberFormat(tag));
const tenthsIn = kept((tag: string) => new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
const percentIn = kept((tag: string) => new Intl.NumberFormat(tag, { style: "percent" }));
const namesIn = kept((type: "language" | "script") => kept((tag: string) => new Intl.DisplayNames([tag], { type, fallback: "none" })));

/** What is no date stays as it is: JavaScript would read one into "soon (1)". */
function format(date: string, day: Look): string {
  const [, year, month, dayOfMonth] = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?$/.exec(date) ?? [];
  if (year === undefined) return date;
  const moment = new Date(`${year}-${month ?? "01"}-${dayOfMonth ?? "01"}`);
  if (Number.isNaN(moment.getTime())) return date;
  if (currentLanguage() === "km") return inKhmer(Number(year), Number(month ?? 0), Number(dayOfMonth ?? 0));
  return daysIn(locale())(dayOfMonth ? day : month ? MONTH : YEAR).format(moment);
}

const KHMER_MONTHS = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"];

/** Chromium knows no Khmer dates: it would say "2026 M02 9". */
const inKhmer = (year: number, month: number, day: number): string =>
  [day || "", KHMER_MONTHS[month - 1] ?? "", year].filter((part) => part !== "").join(" ");

/** Nor does it know what languages are called in Khmer; these are the names of CLDR. */
const KHMER_LANGUAGES: Readonly<Record<string, string>> = {
  ar: "អារ៉ាប់", bn: "បង់ក្លាដែស", de: "អាល្លឺម៉ង់", en: "អង់គ្លេស", es: "អេស្ប៉ាញ", fa: "ភឺសៀន", fil: "ហ្វ៊ីលីពីន", fr: "បារាំង", hi: "ហិណ្ឌី",
  id: "ឥណ្ឌូណេស៊ី", it: "អ៊ីតាលី", ja: "ជប៉ុន", km: "ខ្មែរ", ko: "កូរ៉េ", lo: "ឡាវ", ms: "ម៉ាឡេ", my: "ភូមា", ne: "នេប៉ាល់",
  pt: "ព័រទុយហ្គាល់", ru: "រុស្ស៊ី", si: "ស្រីលង្កា", ta: "តាមីល", th: "ថៃ", tr: "ទួរគី", ur: "អ៊ូរឌូ", vi: "វៀតណាម", zh: "ចិន",
  "zh-Hans": "ចិន​អក្សរ​កាត់", "zh-Hant": "ចិន​អក្សរ​ពេញ",
};

/** The day that a clock on the wall shows, as the messages' own dates are written; UTC may be a day behind or ahead. */
export const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

export const inWords = (date: string): string => format(date, DAY);

/** "8 Feb 2026", for narrow columns. */
export const inShort = (date: string): string => format(date, SHORT_DAY);

/** A span of days that is a whole month or year is told as that. */
function wholeSpan(from: string, to: string): string | null {
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith("-01-01") && to.endsWith("-12-31")) return from.slice(0, 4);
  const month = from.slice(0, 7);
  return month === to.slice(0, 7) && from === firstDay(month) && to === lastDay(month) ? month : null;
}

function span(from: string | null, to: string | null, say: (date: string) => string): string {
  if (from === null || to === null || from === to) return say(from ?? to ?? "");
  const whole = wholeSpan(from, to);
  return whole === null ? `${say(from)} – ${say(to)}` : say(whole);
}

export const spanInWords = (from: string | null, to: string | null): string => span(from, to, inWords);

export const spanInShort = (from: string | null, to: string | null): string => span(from, to, inShort);

/** A fact's value, of which a day or a month is told in words; a number of four digits is no year. */
export const literalInWords = (value: string): string => (/^\d{4}-\d\d(-\d\d)?$/.test(value) ? inWords(value) : value);

/** Replaces the ISO days in a line by words. */
export const withDatesInWords = (line: string): string => line.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (date) => inShort(date));

export const number = (value: number): string => numbersIn(locale()).format(value);

/** With one digit behind the point or comma, as weights are compared by. */
export const tenths = (value: number): string => tenthsIn(locale()).format(value);

export const percent = (share: number): string => percentIn(locale()).format(share);

/** "Khmer" for "km"; the code itself where it is none. */
export function languageName(code: string | null): string {
  if (code === null || code === "" || code === "und") return t("panel.language-unknown");
  return (currentLanguage() === "km" ? KHMER_LANGUAGES[code] : undefined) ?? nameOf(code, "language");
}

/** "Arabic" for "Arab"; scripts go by ISO 15924. */
export const scriptName = (code: string): string => nameOf(code, "script");

function nameOf(code: string, type: "language" | "script"): string {
  try {
    const names = namesIn(type);
    return names(locale()).of(code) ?? names("en").of(code) ?? code;
  } catch {
    return code;
  }
}
