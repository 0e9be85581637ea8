/** What comes out when the announcement's own numbers are held against each other, in the reader's language. */

import "../styles/figures.css";
import { currentLanguage, t } from "../text/messages";
import type { Finding } from "./types";

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section class="add-findings" aria-label={t("add.findings")}>
      <h3>{t("add.findings")}</h3>
      <ul>
        {findings.map(({ text, texts, severity }) => (
          <li key={text}><em class={`severity ${severity}`}>{t(`figures.severity-${severity}`)}</em> {texts[currentLanguage()]}</li>
        ))}
      </ul>
    </section>
  );
}
