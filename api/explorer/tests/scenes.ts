/** Small graphs for the tests of the state functions. */

import type { Edge, Node, NodeType } from "../src/api/types";
import { EMPTY_LIBRARY, learn, type Library } from "../src/state/library";
import { add, EMPTY_SCENE, type Scene } from "../src/state/scene";

export function makeNode(id: string, more: Partial<Node> = {}): Node {
  return {
    id,
    iri: `https://w3id.org/crackdown/${id}`,
    type: id.slice(0, id.indexOf("/")) as NodeType,
    label: id,
    detail: "",
    degree: 3,
    code: null,
    kind: null,
    from: null,
    to: null,
    persons: null,
    disputed: false,
    total: false,
    countries: [],
    offences: [],
    ...more,
  };
}

export function makeEdge(source: string, target: string, more: Partial<Edge> = {}): Edge {
  const relation = more.relation ?? "carriedOutBy";
  return {
    id: `${source}|${relation}|${target}`,
    source,
    target,
    relation,
    label: "carried out by",
    claims: 1,
    origins: 1,
    announcements: 1,
    confidence: 0.8,
    inferred: false,
    disputed: false,
    ...more,
  };
}

export const AGENCY = "agency/kh-gdi";
export const COUNTRY = "country/kh";

/** An agency with so many operations of one kind, one a month of 2026, all in one country. */
export function withOperations(count: number, kind = "deportation"): { library: Library; scene: Scene } {
  const operations = Array.from({ length: count }, (_, index) => {
    const date = `2026-${String(index + 1).padStart(2, "0")}-08`;
    return makeNode(`operation/kh-${kind}-${index}`, { kind, from: date, to: date, persons: { low: 10, high: 12 } });
  });
  const nodes = [makeNode(COUNTRY, { code: "KH" }), makeNode(AGENCY), ...operations];
  const edges = operations.flatMap(({ id }) => [
    makeEdge(id, COUNTRY, { relation: "tookPlaceIn", label: "took place in", inferred: true }),
    makeEdge(id, AGENCY),
  ]);
  return { library: learn(EMPTY_LIBRARY, { nodes, edges }), scene: add(EMPTY_SCENE, nodes.map(({ id }) => id)) };
}
