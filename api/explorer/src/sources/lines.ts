/** Sources as lines of a file. */

import type { Source } from "./types";

const sentences = ({ sentences: counts }: Source, status: string): number => counts[status] ?? 0;

export const totalOf = ({ sentences: counts }: Source): number => Object.values(counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

export const sourceLines = (sources: readonly Source[]): string[][] => [
  ["iri", "title", "published", "publisher", "announced_by", "announced_by_ids", "countries", "language", "operations", "facts", "sentences", "used", "in_scope", "plan", "background", "not_understood", "outcome", "copy_of", "copies", "loaded", "url"],
  ...sources.map((source) => [
    source.node.iri, source.title ?? source.node.label, source.published ?? "", source.publisher ?? "",
    source.speakers.map(({ label }) => label).join("; "), source.speakers.map(({ id }) => id).join("; "), source.countries.map(({ label }) => label).join("; "),
    source.language ?? "", String(source.operations), String(source.facts), String(totalOf(source)),
    ...["used", "in-scope", "plan", "background", "not-understood"].map((status) => String(sentences(source, status))),
    source.outcome ?? "", source.copy_of ?? "", String(source.copies), source.loaded ?? "", source.url ?? "",
  ]),
];
