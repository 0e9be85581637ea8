/** A number as it was told: what was printed, what the words allow, who said it and when; opened, the words themselves. */

import { useState } from "preact/hooks";
import { Quote } from "../panel/Quote";
import { inShort, number } from "../text/dates";
import { t } from "../text/messages";
import { Text } from "../text/Text";
import { Plot } from "./Plot";
import type { Scale } from "./scale";
import type { Claim, Told } from "./types";

export function ClaimView({ claim, scale, opened = false }: { claim: Claim; scale: Scale | null; opened?: boolean }) {
  const [isOpen, setOpen] = useState(opened);
  const { number: told, speakers, publisher, announced, evidence } = claim;
  return (
    <details class="claim" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="claim-number">
          {hedge(told) !== "" && <small>{hedge(told)} </small>}
          <b>{number(told.value)}</b>
          {told.printed !== null && isOtherwise(told) && <small> “<Text language={evidence?.language ?? null}>{told.printed}</Text>”</small>}
          <small class="allows">{allowed(told)}</small>
        </span>
        {scale && <Plot number={told} scale={scale} />}
        <span class="claim-by">
          {speakers.length > 0 ? speakers.map((speaker, index) => <span key={speaker}>{index > 0 && "; "}<Text>{speaker}</Text></span>) : publisher !== null ? <Text>{publisher}</Text> : t("figures.nobody")}
          {announced !== null && <small> · {t("figures.announced", { when: inShort(announced) })}</small>}
        </span>
      </summary>
      {isOpen && (evidence === null ? <p class="none">{t("figures.no-words")}</p> : <Quote evidence={evidence} />)}
    </details>
  );
}

const isOtherwise = ({ printed, value }: Told): boolean => printed !== null && printed.replace(/[\s,.'’]/g, "") !== String(value);

const hedge = ({ precision }: Told): string => (precision === null || precision === "exactly" ? "" : t(`figures.precision-${precision}`));

/** The bounds in words, for those who cannot see the bar. */
function allowed({ value, low, high, precision }: Told): string {
  if (low === value && high === value) return "";
  if (low !== null && high !== null) return ` ${t("figures.between", { low, high })}`;
  if (low !== null) return ` ${t("figures.from", { low })}`;
  if (high !== null) return ` ${t("figures.to", { high })}`;
  return precision === null ? "" : ` ${t("figures.unbounded")}`;
}
