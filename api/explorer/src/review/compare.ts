/** Two sides' facts laid side by side: what is the same, what differs, what one side alone tells. */

import type { Question, Told } from "./types";

export interface Value {
  value: string;
  /** Each announcement's words for it. */
  told: Told[];
}

export type Agreement = "same" | "partly" | "differs" | "one-sided";

export interface Row {
  fact: string;
  values: [Value[], Value[]];
  agreement: Agreement;
}

export function rowsOf({ one, other, told }: Pick<Question, "one" | "other" | "told">): Row[] {
  const sides = [gather(told[one] ?? []), gather(told[other] ?? [])] as const;
  const facts = new Set([...sides[0].keys(), ...sides[1].keys()]);
  return ordered([...facts], [...sides[0].keys()], [...sides[1].keys()]).map((fact) => {
    const values: Row["values"] = [sides[0].get(fact) ?? [], sides[1].get(fact) ?? []];
    return { fact, values, agreement: agreementOf(values) };
  });
}

/** Facts by name, each value once with all who tell it, in the order in which they are told. */
function gather(told: readonly Told[]): Map<string, Value[]> {
  const facts = new Map<string, Value[]>();
  for (const one of told) {
    const values = facts.get(one.fact) ?? [];
    const known = values.find(({ value }) => value === one.value);
    if (known) known.told.push(one);
    else values.push({ value: one.value, told: [one] });
    facts.set(one.fact, values);
  }
  return facts;
}

/** The server's order holds on each side; what the second side alone tells goes behind what stands before it there. */
function ordered(facts: readonly string[], ones: readonly string[], others: readonly string[]): string[] {
  const list = [...ones];
  others.forEach((fact, place) => {
    if (list.includes(fact)) return;
    const before = others.slice(0, place).reverse().find((one) => list.includes(one));
    list.splice(before === undefined ? 0 : list.indexOf(before) + 1, 0, fact);
  });
  return list.filter((fact) => facts.includes(fact));
}

function agreementOf([ones, others]: Row["values"]): Agreement {
  if (ones.length === 0 || others.length === 0) return "one-sided";
  const told = new Set(others.map(({ value }) => value));
  const common = ones.filter(({ value }) => told.has(value)).length;
  if (common === 0) return "differs";
  return common === ones.length && common === told.size ? "same" : "partly";
}

export interface Reasons {
  forIt: [string, number][];
  against: [string, number][];
  /** The weight that fills a bar. */
  most: number;
}

/** What speaks for and what against, the weightiest first. */
export function reasonsOf({ reasons }: Pick<Question, "reasons">): Reasons {
  const weighed = Object.entries(reasons).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return {
    forIt: weighed.filter(([, weight]) => weight > 0),
    against: weighed.filter(([, weight]) => weight < 0),
    most: Math.max(1, ...weighed.map(([, weight]) => Math.abs(weight))),
  };
}

export const keyOf = ({ one, other }: Pick<Question, "one" | "other">): string => `${one} ${other}`;
