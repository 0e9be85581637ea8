/** The ways of looking: each is one line here, and its code comes when it is first opened. */

import type { ComponentType } from "preact";
import { t } from "./text/messages";

export interface View {
  /** Stands in the address: `#view=table`. */
  id: string;
  /** Shows what is in the scene, beside legend and panel; or the whole graph, on a page of its own. */
  of: "scene" | "graph";
  /** None for the network, which stays on the stage below the others, as its places must be kept. */
  load: (() => Promise<ComponentType>) | null;
}

/** Its name in the reader's language: `messages/…/views.json` holds one for each id. */
export const labelOf = ({ id }: View): string => t(`views.${id}`);

export const NETWORK = "network";

export const VIEWS: readonly View[] = [
  { id: NETWORK, of: "scene", load: null },
  { id: "table", of: "scene", load: async () => (await import("./table/Table")).Table },
  { id: "timeline", of: "scene", load: async () => (await import("./timeline/Lanes")).Lanes },
  { id: "figures", of: "scene", load: async () => (await import("./figures/Figures")).Figures },
  { id: "overview", of: "graph", load: async () => (await import("./overview/Overview")).Overview },
  { id: "map", of: "graph", load: async () => (await import("./map/Map")).MapView },
  { id: "flows", of: "graph", load: async () => (await import("./flows/Flows")).Flows },
  { id: "review", of: "graph", load: async () => (await import("./review/Review")).Review },
  { id: "add", of: "graph", load: async () => (await import("./add/Add")).Add },
  { id: "query", of: "graph", load: async () => (await import("./query/Query")).Query },
  { id: "ledger", of: "graph", load: async () => (await import("./ledger/Ledger")).Ledger },
  { id: "sources", of: "graph", load: async () => (await import("./sources/Sources")).Sources },
];

/** The view of an address; anybody can write a link, so an unknown one is the network. */
export const viewOf = (id: string | undefined): View => VIEWS.find((view) => view.id === id) ?? (VIEWS[0] as View);
