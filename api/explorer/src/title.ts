/** What the window, its tab and the browser's history call the page: what is shown, then what this is. */

import { useEffect } from "preact/hooks";
import { useChosen } from "./state/store";
import { plain } from "./text/bidi";
import { labelOf, type View } from "./views";

const NAME = "Crackdown";

/** Of a scene the thing that is told about stands in the title, of the whole graph the view; at the start (null) the name alone. */
export function useTitle(view: View | null): void {
  const chosen = useChosen(({ selection, library }) => (selection?.what === "node" ? (library.nodes.get(selection.id)?.label ?? null) : null));
  const told = view === null ? null : ((view.of === "scene" ? chosen : null) ?? labelOf(view));
  useEffect(() => {
    document.title = told === null ? NAME : `${plain(told)} – ${NAME}`;
  }, [told]);
}
