/** The exact words behind a fact, in their own language, with who said them, when, and the way to the whole text. */

import type { Evidence } from "../api/types";
import { pageOf } from "../kinds";
import { directionOf } from "../text/bidi";
import { inWords, languageName } from "../text/dates";
import { Text } from "../text/Text";
import { Passage } from "./Passage";

/** The announcement's page, at the passage: it highlights what the fragment names. */
export function passageAddress({ announcement, start, end }: Evidence): string {
  return `${pageOf(announcement)}#char=${start},${end}`;
}

const percent = (confidence: number): string => `${Math.round(confidence * 100)}%`;

export function Quote({ evidence }: { evidence: Evidence }) {
  const { language, announcement_label: label, published, url, confidence, read_by: model = null } = evidence;
  return (
    <blockquote dir={directionOf(language)}>
      <p>
        <Passage evidence={evidence} />
      </p>
      <footer dir="ltr">
        <a href={passageAddress(evidence)} class="passage">
          <Text>{label}</Text>
        </a>
        <span class="facts-line">
          <abbr class="language" title={languageName(language)}>{language ?? "und"}</abbr>
          {published !== null && <time dateTime={published}>{inWords(published)}</time>}
          {confidence !== null && <span title="How surely the words were read, not how true they are">confidence {percent(confidence)}</span>}
          {model !== null && <span title="A language model read this; the program checked it against the words">read by <Text>{model}</Text></span>}
          {isWebAddress(url) && <a href={url} rel="noreferrer external">original</a>}
        </span>
      </footer>
    </blockquote>
  );
}

/** An address comes from outside: only the web's schemes become links. */
const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

/** The first quote, the others behind a switch. */
export function Quotes({ evidence }: { evidence: readonly Evidence[] }) {
  const [first, ...others] = evidence;
  if (first === undefined) return null;
  return (
    <>
      <Quote evidence={first} />
      {others.length > 0 && (
        <details class="more">
          <summary>{others.length === 1 ? "1 more quote" : `${others.length} more quotes`}</summary>
          {others.map((one, index) => (
            <Quote key={index} evidence={one} />
          ))}
        </details>
      )}
    </>
  );
}
