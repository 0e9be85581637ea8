/** Figures as claims: each group's numbers, and at a click who gave each, when, in which words. None is chosen. */

import { useState } from "preact/hooks";
import { call, query } from "../api/client";
import type { Figure, Node } from "../api/types";
import { useStore } from "../state/store";
import { inWords, number } from "../text/dates";
import { t, tn } from "../text/messages";
import { Text } from "../text/Text";
import { type FigureGroup, groupFigures } from "./figure-groups";
import { Quote } from "./Quote";
import { useLoad } from "./useLoad";

interface Report {
  announcement: Node;
  copies: readonly Report[];
}

/** The number of the independent origin whose words an announcement carries, counted from 1. */
type Origins = ReadonlyMap<string, number>;

export function Figures({ id, isTotal, figures }: { id: string; isTotal: boolean; figures: readonly Figure[] }) {
  const { summary } = useStore();
  const groups = groupFigures(figures);
  // Where nobody repeats a figure, whose words it is need not be told apart.
  const isRepeated = groups.some(({ claims }) => claims.length > 1);
  const loaded = useLoad(JSON.stringify(["origins", id, isRepeated, summary?.version]), async () => (isRepeated ? await getOrigins(id) : null));
  const origins = loaded.status === "done" ? loaded.value : null;
  return (
    <>
      {groups.map((group, index) => (
        <Group key={group.group} group={group} origins={origins} isTotal={isTotal} isOpen={index === 0} />
      ))}
    </>
  );
}

async function getOrigins(id: string): Promise<Origins> {
  const { origins } = await call<{ origins: { reports: Report[] }[] }>(`origins?${query({ id })}`);
  const found = new Map<string, number>();
  const take = (report: Report, origin: number): void => {
    found.set(report.announcement.id, origin);
    for (const copy of report.copies) take(copy, origin);
  };
  origins.forEach(({ reports }, index) => reports.forEach((report) => take(report, index + 1)));
  return found;
}

function Group({ group: { group, isEverybody, claims, values, agreement }, origins, isTotal, isOpen }: { group: FigureGroup; origins: Origins | null; isTotal: boolean; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  const among = new Set(claims.map(({ evidence }) => evidence && origins?.get(evidence.announcement)).filter((one) => typeof one === "number")).size;
  // Different numbers of a running total need not contradict each other.
  const told = agreement === "disputed" && isTotal ? "total" : agreement;
  return (
    <div class="figure-group">
      <h3>
        <button type="button" class="figure-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <b class="value">{values.map(number).join(" · ")}</b> {isEverybody ? t("panel.everybody") : <Text>{group}</Text>}
        </button>
        {told === "disputed" && <em class="disputed">{t("panel.disputed")}</em>}
      </h3>
      <p class="sayer">
        {t(`panel.agreement-${told}`)} · {tn("panel.claims", claims.length)}
        {among > 0 && <> · {tn("panel.origins", among)}</>}
      </p>
      {open && (
        <div class="figures">
          {claims.map((figure, index) => <Claim key={index} figure={figure} origin={(figure.evidence && origins?.get(figure.evidence.announcement)) ?? null} />)}
        </div>
      )}
    </div>
  );
}

function Claim({ figure, origin }: { figure: Figure; origin: number | null }) {
  const { value, printed, precision, low, high, capacity, announced_by: sayer, evidence } = figure;
  return (
    <div class="figure">
      <p class="value">
        <b>{value !== null ? number(value) : (printed ?? "?")}</b>
        {precision !== null && precision !== "exactly" && <span>{t(`figures.precision-${precision.replaceAll(" ", "-")}`)}</span>}
        {capacity && <span>{t("panel.as-capacity", { capacity })}</span>}
        {low !== high && <span>{boundsInWords(low, high)}</span>}
      </p>
      {printed !== null && printed !== String(value) && <p class="sayer">{t("panel.printed")} <Text language={evidence?.language ?? null}>{printed}</Text></p>}
      <p class="sayer">
        {sayer === null ? t("panel.sayer-unknown") : <>{t("panel.said-by")} <Text>{sayer}</Text></>}
        {evidence?.published && <> · {t("panel.announced-on", { date: inWords(evidence.published) })}</>}
        {origin !== null && <> · {t("panel.origin-number", { origin })}</>}
      </p>
      {evidence !== null && <Quote evidence={evidence} />}
    </div>
  );
}

function boundsInWords(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return `${number(low)}–${number(high)}`;
  return low !== null ? `≥ ${number(low)}` : `≤ ${number(high ?? 0)}`;
}
