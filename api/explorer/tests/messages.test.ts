import { expect, test } from "vitest";
import { LANGUAGES } from "../src/text/messages";

type Messages = Readonly<Record<string, string>>;

const files = import.meta.glob<Messages>("../src/messages/*/*.json", { eager: true, import: "default" });
const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });

const areas = Object.keys(files).filter((path) => path.includes("/en/")).map((path) => path.slice(path.lastIndexOf("/") + 1));
const of = (language: string, area: string): Messages => files[`../src/messages/${language}/${area}`] ?? {};
/** Plural forms are the languages' own affair. */
const withoutForms = (messages: Messages) => new Set(Object.keys(messages).map((key) => key.replace(/\.(zero|one|two|few|many|other)$/, "")));
const places = (message: string) => [...message.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

const translated = Object.keys(LANGUAGES).filter((language) => language !== "en").flatMap((language) => areas.map((area) => [language, area] as const));

test.each(translated)("%s says all of %s", (language, area) => {
  expect(withoutForms(of(language, area))).toEqual(withoutForms(of("en", area)));
});

const spoken = Object.keys(LANGUAGES).flatMap((language) => areas.map((area) => [language, area] as const));

test.each(spoken)("%s has a form for any count in %s", (language, area) => {
  const messages = of(language, area);
  const counted = Object.keys(messages).map((key) => /^(.*)\.(?:zero|one|two|few|many)$/.exec(key)?.[1]).filter((key) => key !== undefined);
  expect(counted.filter((key) => messages[`${key}.other`] === undefined)).toEqual([]);
});

test.each(translated)("%s fills the same places in %s", (language, area) => {
  const english = of("en", area);
  for (const [key, message] of Object.entries(of(language, area))) {
    const other = english[key] ?? english[key.replace(/\.\w+$/, ".other")] ?? "";
    // "One thing" need not show its count.
    const missing = places(other).filter((place) => !places(message).includes(place) && place !== "{count}");
    expect({ key, missing }).toEqual({ key, missing: [] });
  }
});

test("every message that is asked for is there, and every one that is there is asked for", () => {
  const code = Object.values(sources).join("\n");
  const known = new Set(areas.flatMap((area) => [...withoutForms(of("en", area))].map((key) => `${area.replace(".json", "")}.${key}`)));
  const asked = new Set([...code.matchAll(/\btn?\(\s*"([^"]+)"/g)].map(([, key]) => key ?? ""));
  // A key put together from parts, t(`kinds.${kind}`), asks for all that begin with its first part.
  const begun = [...code.matchAll(/\btn?\(\s*`([^$`]+)\$\{/g)].map(([, start]) => start ?? "");
  expect([...asked].filter((key) => !known.has(key))).toEqual([]);
  expect([...known].filter((key) => !asked.has(key) && !begun.some((start) => key.startsWith(start)))).toEqual([]);
});
