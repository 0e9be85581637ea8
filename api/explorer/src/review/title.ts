/** What a member is called: its name, or of an operation what was done, to how many, when and where. */

import { t } from "../text/messages";
import type { Question, Side } from "./types";
import { valueInWords } from "./words";

const SHOWN = ["kind", "persons", "date", "country"] as const;

export function sideTitle({ type, sides, told }: Pick<Question, "type" | "sides" | "told">, member: string): string {
  const side = sides.find(({ iri }) => iri === member);
  const name = side?.names[0]?.text;
  if (type !== "operation" && name !== undefined) return name;
  const facts = told[member] ?? [];
  const parts = SHOWN.flatMap((fact) => {
    const one = facts.find((known) => known.fact === fact);
    if (one === undefined) return [];
    const words = valueInWords(fact, one.value);
    return [fact === "persons" ? t("review.persons", { count: words }) : words];
  });
  return parts.length > 0 ? parts.join(" · ") : (side?.goes_by ?? member);
}

/** The names by which announcements call it, each as it is written there, in whichever script. */
export function namesOf({ told, sides }: Pick<Question, "sides" | "told">, member: string): Side["names"] {
  const printed = (told[member] ?? []).filter(({ fact }) => fact === "name").map(({ quote, language }) => ({ text: quote, language }));
  const all = [...(sides.find(({ iri }) => iri === member)?.names ?? []), ...printed];
  return all.filter(({ text }, place) => all.findIndex((one) => one.text === text) === place);
}
