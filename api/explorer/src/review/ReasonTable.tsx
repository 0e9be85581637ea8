/** What speaks for two members being one and what against: a table whose cells also draw the weights as bars. */

import { tenths } from "../text/dates";
import { t } from "../text/messages";
import { reasonInWords } from "../text/vocabulary";
import { reasonsOf } from "./compare";
import type { Question } from "./types";

export function ReasonTable({ question }: { question: Question }) {
  const { forIt, against, most } = reasonsOf(question);
  return (
    <details class="reasons" open>
      <summary>{t("review.reasons")}</summary>
      <div class="reason-tables">
        <Weighed title={t("review.speaks-for")} reasons={forIt} most={most} side="for" />
        <Weighed title={t("review.speaks-against")} reasons={against} most={most} side="against" />
      </div>
      <p><small>{t("review.weights-hint")}</small></p>
    </details>
  );
}

function Weighed({ title, reasons, most, side }: { title: string; reasons: readonly [string, number][]; most: number; side: "for" | "against" }) {
  return (
    <table class={`weighed ${side}`}>
      <caption>{title}</caption>
      <thead class="unseen"><tr><th scope="col">{t("review.reason")}</th><th scope="col">{t("review.weight")}</th></tr></thead>
      <tbody>
        {reasons.map(([reason, weight]) => (
          <tr key={reason}>
            <th scope="row">{reasonInWords(reason)}</th>
            <td>
              <span class="bar" aria-hidden="true"><i style={{ width: `${(Math.abs(weight) / most) * 100}%` }} /></span>
              <span class="weight">{weight > 0 ? "+" : "−"}{tenths(Math.abs(weight))} <span class="unseen">{strength(weight)}</span></span>
            </td>
          </tr>
        ))}
        {reasons.length === 0 && <tr><td colSpan={2}>{t("review.no-reason")}</td></tr>}
      </tbody>
    </table>
  );
}

function strength(weight: number): string {
  const size = Math.abs(weight);
  if (size >= 2) return t("review.strongly");
  return size >= 0.7 ? t("review.clearly") : t("review.slightly");
}
