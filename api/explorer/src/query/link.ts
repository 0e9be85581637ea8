/** A query in a link: short enough to survive mail programs and chats, or not at all. */

/** Longer addresses are cut by some of the programs that pass them on. */
export const LONGEST_LINK = 6000;

export const fitsInLink = (query: string, page: string): boolean => page.length + encodeURIComponent(query).length <= LONGEST_LINK;

/** The address under which the endpoint itself answers a query, for programs and downloads. */
export function endpointAddress(query: string, more: Readonly<Record<string, string>>): string {
  const fields = new URLSearchParams({ query });
  for (const [name, value] of Object.entries(more)) if (value !== "") fields.set(name, value);
  return `sparql?${fields.toString()}`;
}

/** The formats in which the endpoint answers, by the sort of answer: the name for `format=`, the end of the file's name. */
export const FORMATS = {
  rows: [["csv", "csv"], ["tsv", "tsv"], ["json", "srj"], ["xml", "srx"]],
  graph: [["turtle", "ttl"], ["ntriples", "nt"], ["jsonld", "jsonld"], ["rdfxml", "rdf"], ["trig", "trig"], ["nquads", "nq"]],
} as const;
