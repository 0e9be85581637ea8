/** The ways of looking: each is one line here, and its code comes when it is first opened. */

import type { ComponentType } from "preact";
import { t } from "./text/messages";

export interface View {
  /** Stands in the address: `#view=table`. */
  id: string;
  /** Shows what is in the scene, beside legend and panel; or the whole graph, on a page of its own. */
  of: "scene" | "graph";
  /** Where the header leads to it: itself, from the list of more; views of the scene are chosen above the scene. */
  header: "place" | "more" | null;
  /** None for the network, which stays on the stage below the others, as its places must be kept. */
  load: (() => Promise<ComponentType>) | null;
}

/** Its name in the reader's language: `messages/…/views.json` holds one for each id. */
export const labelOf = ({ id }: View): string => t(`views.${id}`);

export const NETWORK = "network";

export const VIEWS: readonly View[] = [
  { id: NETWORK, of: "scene", header: null, load: null },
  { id: "table", of: "scene", header: null, load: async () => (await import("./looks")).Table },
  { id: "timeline", of: "scene", header: null, load: async () => (await import("./looks")).Lanes },
  { id: "figures", of: "scene", header: null, load: async () => (await import("./looks")).Figures },
  { id: "overview", of: "graph", header: "place", load: async () => (await import("./looks")).Overview },
  { id: "map", of: "graph", header: "place", load: async () => (await import("./looks")).MapView },
  { id: "flows", of: "graph", header: "place", load: async () => (await import("./looks")).Flows },
  { id: "ledger", of: "graph", header: "place", load: async () => (await import("./looks")).Ledger },
  { id: "sources", of: "graph", header: "place", load: async () => (await import("./looks")).Sources },
  { id: "query", of: "graph", header: "more", load: async () => (await import("./query/Query")).Query },
  { id: "review", of: "graph", header: "more", load: async () => (await import("./looks")).Review },
  { id: "add", of: "graph", header: "more", load: async () => (await import("./looks")).Add },
];

/** The view of an address; anybody can write a link, so an unknown one is the network. */
export const viewOf = (id: string | undefined): View => VIEWS.find((view) => view.id === id) ?? (VIEWS[0] as View);
