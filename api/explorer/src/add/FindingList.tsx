/** What does not add up in the announcement's own numbers, in the server's words. */

import { t } from "../text/messages";
import type { Finding } from "./types";

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section class="add-findings" aria-label={t("add.findings")}>
      <h3>{t("add.findings")}</h3>
      <ul>
        {findings.map(({ text, severity }) => <li key={text} class={severity}><bdi lang="en">{text}</bdi></li>)}
      </ul>
    </section>
  );
}
