/** What the side panel tells about. */

export type Selection =
  | { what: "node"; id: string }
  | { what: "stack"; id: string }
  | { what: "edge"; source: string; relation: string; target: string }
  /** The steps are found by the server; an address names the ends alone. */
  | { what: "path"; a: string; b: string; ids: readonly string[]; edges: readonly string[] };

export const selectNode = (id: string): Selection => ({ what: "node", id });

export function isSame(a: Selection | null, b: Selection | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
