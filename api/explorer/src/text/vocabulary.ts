/** What the server names by a key, in the reader's language; what the messages do not know yet, of a newer server, in English. */

import { t } from "./messages";

/** An offence by the last part of its IRI, as `online-scam`. */
export function offenceInWords(id: string): string {
  const words = t(`told.offence-${id}`);
  return words === `told.offence-${id}` ? id.replaceAll("-", " ") : words;
}

/** Why two things may be one, as the server words it in English. */
export function reasonInWords(reason: string): string {
  const words = t(`reasons.${slug(reason)}`);
  return words === `reasons.${slug(reason)}` ? reason : words;
}

/** The name of a reason's message: its letters, the rest as hyphens. */
export const slug = (reason: string): string =>
  reason
    .toLowerCase()
    .replace(/[^a-z]+/g, "-")
    .replace(/^-|-$/g, "");
