/** The exact words behind a fact, in their own language, with who said them, when, and the way to the whole text. */

import type { Evidence } from "../api/types";
import { pageOf } from "../kinds";
import { directionOf } from "../text/bidi";
import { openReader } from "../reader/address";
import { isPlainClick } from "../reader/plain-click";
import { inWords, languageName, percent } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { Passage } from "./Passage";

/** The announcement's page, at the passage: it highlights what the fragment names. A plain click opens the reader instead. */
export function passageAddress({ announcement, start, end }: Pick<Evidence, "announcement" | "start" | "end">): string {
  return `${pageOf(announcement)}#char=${start},${end}`;
}

export function read(event: MouseEvent, { announcement, start, end }: Pick<Evidence, "announcement" | "start" | "end">): void {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  openReader(announcement, { start, end });
}

export function Quote({ evidence }: { evidence: Evidence }) {
  const { language, announcement_label: label, published, url, confidence, read_by: model = null } = evidence;
  return (
    <blockquote dir={directionOf(language)}>
      <p>
        <Passage evidence={evidence} />
      </p>
      <footer dir="ltr">
        <a href={passageAddress(evidence)} class="passage" title={t("panel.read-whole")} onClick={(event) => read(event, evidence)}>
          <Text>{label}</Text>
        </a>
        <span class="facts-line">
          <abbr class="language" title={languageName(language)}>{language ?? "und"}</abbr>
          {published !== null && <time dateTime={published}>{inWords(published)}</time>}
          {confidence !== null && <span title={t("panel.confidence-hint")}>{t("panel.confidence", { percent: percent(confidence) })}</span>}
          {model !== null && <span title={t("panel.read-by-hint")}>{t("panel.read-by")} <Text>{model}</Text></span>}
          {isWebAddress(url) && <a href={url} rel="noreferrer external">{t("panel.original")}</a>}
        </span>
      </footer>
    </blockquote>
  );
}

/** An address comes from outside: only the web's schemes become links. */
export const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

/** The first quote, the others behind a switch. */
export function Quotes({ evidence }: { evidence: readonly Evidence[] }) {
  const [first, ...others] = evidence;
  if (first === undefined) return null;
  return (
    <>
      <Quote evidence={first} />
      {others.length > 0 && (
        <details class="more">
          <summary>{tn("panel.more-quotes", others.length)}</summary>
          {others.map((one, index) => (
            <Quote key={index} evidence={one} />
          ))}
        </details>
      )}
    </>
  );
}
