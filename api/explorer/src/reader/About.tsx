/** Where an announcement comes from: title, publisher, day, language, address, the digest of the file that was read. */

import type { Announcement, Node } from "../api/types";
import { pageOf } from "../kinds";
import { NodeLink } from "../panel/NodeLink";
import { isWebAddress } from "../panel/Quote";
import { directionOf } from "../text/bidi";
import { inWords, languageName } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";

/** How a reading may end, where that has to be said. */
const OUTCOMES = ["language-not-read", "partly-read", "nothing-found"];

export function About({ announcement }: { announcement: Announcement }) {
  const { node, title, language, published, publisher, url, sha256, outcome, copy_of: original, copies, announced_by: speakers } = announcement;
  return (
    <header class="reader-about">
      <h2 dir={directionOf(language)}><Text language={language}>{title ?? node.label}</Text></h2>
      <p class="facts-line">
        {published !== null && <time dateTime={published}>{inWords(published)}</time>}
        {publisher !== null && <span><Text>{publisher}</Text></span>}
        <span>{languageName(language)}</span>
        {isWebAddress(url) && <a href={url} rel="noreferrer external">{t("reader.original")}</a>}
        <a href={pageOf(node.id)} title={t("reader.page-hint")}>{t("reader.page")}</a>
      </p>
      {isWebAddress(url) && <p class="reader-address" dir="ltr">{url}</p>}
      {sha256 !== null && <p class="reader-hash" title={t("reader.hash-hint")}>SHA-256 <code dir="ltr">{sha256}</code></p>}
      <Others label={t("reader.announced-by")} nodes={speakers} />
      <Others label={t("reader.reports")} nodes={announcement.operations} />
      {original && <Others label={t("reader.copy-of")} nodes={[original]} />}
      <Others label={t("reader.copied-by")} nodes={copies} />
      <Earlier ids={announcement.earlier} />
      {outcome !== null && OUTCOMES.includes(outcome) && <p class="reader-outcome">{t(`reader.outcome-${outcome}`)}</p>}
    </header>
  );
}

/** Links to the pages of what the announcement said before it was changed, the first said first. */
function Earlier({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p class="reader-others">
      <span class="property">{t("reader.earlier")}</span>
      {ids.map((id, at) => <span key={id}><a href={pageOf(id)}>{at + 1}</a></span>)}
    </p>
  );
}

function Others({ label, nodes }: { label: string; nodes: readonly Node[] }) {
  if (nodes.length === 0) return null;
  return (
    <p class="reader-others">
      <span class="property">{label}</span>
      {nodes.map((node) => <span key={node.id}><NodeLink node={node} /></span>)}
    </p>
  );
}
