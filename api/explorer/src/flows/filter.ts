/** Which operations are added up, as plain data: read from the state, where the address keeps it. */

import type { NodeType } from "../api/types";
import type { Period } from "../state/period";
import { type By, BYS } from "./types";

/** Kinds of operations that bring people from one country to another. */
export const MOVES: readonly string[] = ["deportation", "repatriation", "extradition"];

export interface Filter {
  by: By;
  /** "all", "moves", or one kind. */
  kind: string;
  period: Period | null;
  /** Part each flow by the airport on the way. */
  airports: boolean;
  /** The operations of the scene, or null for the whole graph. */
  ids: readonly string[] | null;
  language: string;
}

interface Seen {
  params: Readonly<Record<string, string>>;
  period: Period | null;
  language: string;
  history: { present: { ids: readonly string[] } };
  library: { nodes: ReadonlyMap<string, { type: NodeType }> };
}

/** What a view shows until a kind is chosen differs: flows are of people who moved, the map is of everything. */
export function filterOf(state: Seen, kind: "all" | "moves"): Filter {
  const { params, period, language } = state;
  // `by` is the timeline's too; links from before that was so still name the ends there.
  const by = BYS.find((one) => one === (params.ends || params.by)) ?? "nationality";
  const scene = operationsOf(state);
  return {
    by,
    kind: params.kind ?? kind,
    period,
    airports: params.airports === "yes" && by !== "airport",
    ids: scene.length === 0 || params.of === "graph" ? null : scene,
    language,
  };
}

/** The operations of the scene; without one, the whole graph is what there is to see. */
export const operationsOf = ({ history, library }: Pick<Seen, "history" | "library">): string[] =>
  history.present.ids.filter((id) => library.nodes.get(id)?.type === "operation");

export const kindsAsked = (kind: string): string => (kind === "all" ? "" : kind === "moves" ? MOVES.join(",") : kind);

export const keyOf = (filter: Filter): string => JSON.stringify(filter);
