/** What comes out when numbers are held against each other, in words, with the passage behind each number. */

import { useState } from "preact/hooks";
import { t } from "../text/messages";
import { ClaimView } from "./ClaimView";
import type { Finding } from "./types";

export function FindingView({ finding }: { finding: Finding }) {
  const { severity, text, claims } = finding;
  const [isOpen, setOpen] = useState(severity !== "confirmation");
  return (
    <details class={`finding ${severity}`} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><em class={`severity ${severity}`}>{t(`figures.severity-${severity}`)}</em> {text}</summary>
      {isOpen && claims.map((claim) => <ClaimView key={claim.number.claim} claim={claim} scale={null} opened />)}
    </details>
  );
}
