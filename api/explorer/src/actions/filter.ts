/** Leaving things out of the picture, and letting them back in. */

import { type Facet, type Filters, NO_FILTERS, toggle } from "../state/filters";
import { filter } from "../state/scene";
import { say, update } from "../state/store";
import { t } from "../text/messages";
import { changeScene } from "./scene";

const set = (next: (filters: Filters) => Filters): void => changeScene((scene) => filter(scene, next(scene.filters)));

export const toggleFilter = (facet: Facet, value: string): void => set((filters) => toggle(filters, facet, value));

export const clearFacet = (facet: Facet): void => set((filters) => ({ ...filters, [facet]: [] }));

/** Everything back, whatever date it is of. */
export function showAll(): void {
  set(() => NO_FILTERS);
  update(() => ({ period: null }));
  say(t("network.all-shown"));
}
