/** The address of what is shown now. */

import type { Address } from "../state/address";
import { toParams } from "../state/filters";
import { pictureOf, type State } from "../state/store";

export function addressOf(state: State): Address {
  const { ids, opened, at, pinned, filters } = state.history.present;
  const { stacks } = pictureOf(state);
  const stacked = new Set(stacks.flatMap(({ members }) => members.map(({ id }) => id)));
  // A member of a stack stands where its stack does; where it stood before is of no use.
  const placed = [...ids.filter((id) => !stacked.has(id)), ...stacks.map(({ id }) => id)];
  return {
    ids,
    opened,
    at: Object.fromEntries(placed.flatMap((id) => (at[id] ? [[id, at[id]]] : []))),
    pinned: pinned.filter((id) => placed.includes(id)),
    selection: state.selection,
    period: state.period,
    view: state.view,
    params: { ...state.params, ...toParams(filters) },
  };
}

/** What makes a step that the browser's Back takes back: other things in view, or another way of looking. Where they stand, what is
 * selected and what period is shown belongs to the step before. */
export const stepOf = ({ history, view }: State): string => JSON.stringify([history.present.ids, history.present.opened, view]);
