/** Kinds of facts, by what they answer: who, what, where, when, how many; and who says so. */

import type { PassageFact } from "../api/types";

export const FACT_KINDS = ["who", "what", "where", "when", "many", "source", "other"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

const OF: Readonly<Record<string, FactKind>> = {
  label: "who", prefLabel: "who", altLabel: "who", carriedOutBy: "who", directedBy: "who", withPartner: "who", member: "who",
  organization: "who", postIn: "who", inPost: "who", holdsPost: "who", role: "who", roleAsStated: "who", rank: "who",
  rankAsStated: "who", servesIn: "who", unitOf: "who",
  kind: "what", offence: "what", partOf: "what", isTotal: "what",
  inCountry: "where", country: "where", atPlace: "where", departedFrom: "where", arrivedAt: "where", sentTo: "where", basedIn: "where",
  date: "when", earliestDate: "when", latestDate: "when", attestedOn: "when",
  count: "many", total: "many", value: "many", nationalsOf: "many", capacity: "many",
  announcedBy: "source", issued: "source", reports: "source",
};

const PLACES = new Set(["airport", "place", "country"]);

/** The last part of a property's IRI tells enough: no two vocabularies in the graph use one for two things. A place's name says where. */
export function kindOf({ property, subject }: Pick<PassageFact, "property" | "subject">): FactKind {
  const kind = OF[property.split(/[#/]/).at(-1) ?? ""] ?? "other";
  return kind === "who" && PLACES.has(subject.type) ? "where" : kind;
}

/** A passage is coloured by the first kind that it answers, in the order above. */
export function kindOfPassage(facts: readonly PassageFact[]): FactKind {
  const kinds = new Set(facts.map(kindOf));
  return FACT_KINDS.find((kind) => kinds.has(kind)) ?? "other";
}
