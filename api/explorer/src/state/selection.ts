/** What the side panel tells about. */

export type Selection =
  | { what: "node"; id: string }
  | { what: "stack"; id: string }
  | { what: "edge"; source: string; relation: string; target: string }
  /** The steps are found by the server; an address names the ends alone. */
  | { what: "path"; a: string; b: string; ids: readonly string[]; edges: readonly string[]; through?: Through; ways?: Ways };

/** Whether a path may lead by anything, or by parts taken in operations alone. */
export type Through = "anything" | "operations";

/** Which of the shortest paths is shown, of those that came, of all there are. */
export interface Ways {
  at: number;
  listed: readonly { ids: readonly string[]; edges: readonly string[] }[];
  total: number;
}

export const selectNode = (id: string): Selection => ({ what: "node", id });

export function isSame(a: Selection | null, b: Selection | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
