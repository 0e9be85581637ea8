/** Kinds of operations: their order and colours. No icons here, so that tests need no bundler. */

/** In the order in which the timeline stacks them. */
export const OPERATION_KINDS = [
  "raid",
  "arrest",
  "deportation",
  "rescue",
  "repatriation",
  "extradition",
  "seizure",
  "sanction",
  "conviction",
  "other",
] as const;

/** CSS variable of a kind's colour; a kind that is not listed takes that of "other". */
export function kindColour(kind: string): string {
  const known = (OPERATION_KINDS as readonly string[]).includes(kind);
  return `var(--kind-${known ? kind : "other"})`;
}
