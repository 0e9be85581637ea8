/** Mouse and finger on the canvas, told as what was meant. */

import type { Core, EventObject, SingularElementReturnValue } from "cytoscape";
import type { Point } from "../state/scene";
import { MOST_NAMED } from "./paint";

export interface CanvasEvents {
  onNode(id: string): void;
  onNodeTwice(id: string): void;
  onLine(id: string): void;
  onNothing(): void;
  onDrag(id: string, to: Point): void;
  /** Things are being laid out, or no longer. */
  onArranging(is: boolean): void;
  onSettled(at: Record<string, Point>): void;
  /** Of a thing, a line or the ground (null), at a place on the canvas. */
  onMenu(id: string | null, at: Point): void;
  /** One more or one fewer of several things. */
  onMark(id: string): void;
  onBox(ids: readonly string[]): void;
}

/** What an event came from; cytoscape's types do not know that it is a node or a line where a selector says so. */
const on = (event: EventObject): SingularElementReturnValue => event.target as SingularElementReturnValue;

const isMarking = ({ originalEvent }: EventObject): boolean => {
  const { shiftKey, ctrlKey, metaKey } = originalEvent;
  return shiftKey || ctrlKey || metaKey;
};

/** `onHover` is told that names have changed. */
export function listenToPointer(cy: Core, events: CanvasEvents, onHover: () => void): void {
  // The finger that held a thing until its menu came is lifted: that is no tap.
  let isHeld = false;
  const unlessHeld = (act: (event: EventObject) => void) => (event: EventObject) => {
    if (!isHeld) act(event);
    isHeld = false;
  };
  cy.on("tapstart", () => {
    isHeld = false;
  });
  cy.on("tap", "node", unlessHeld((event) => (isMarking(event) ? events.onMark(on(event).id()) : events.onNode(on(event).id()))));
  cy.on("dbltap", "node", (event) => {
    if (!isMarking(event)) events.onNodeTwice(on(event).id());
  });
  cy.on("tap", "edge", unlessHeld((event) => events.onLine(on(event).id())));
  cy.on("tap", (event: EventObject) => {
    if (event.target === cy && !isMarking(event)) unlessHeld(() => events.onNothing())(event);
  });
  const menu = (event: EventObject) => events.onMenu(event.target === cy ? null : on(event).id(), { ...event.renderedPosition });
  cy.on("cxttap", menu);
  cy.on("taphold", (event) => {
    // A mouse has its own button for it, and holds a thing to drag it.
    if (event.originalEvent instanceof MouseEvent) return;
    isHeld = true;
    menu(event);
  });
  cy.on("dragfree", "node", (event) => events.onDrag(on(event).id(), { ...on(event).position() }));
  listenToBox(cy, (ids) => events.onBox(ids));
  const hover = (event: EventObject, isOn: boolean) => {
    // While something is dragged, whatever lies on its way stays as it is.
    if (isOn && (event.originalEvent).buttons > 0) return;
    const target = on(event);
    if (target.hasClass("hover") === isOn) return;
    target.toggleClass("hover", isOn);
    const lines = target.isNode() ? target.connectedEdges() : cy.collection();
    if (lines.length <= MOST_NAMED) lines.toggleClass("beside", isOn);
    cy.container()?.classList.toggle("pointing", isOn);
    onHover();
  };
  cy.on("mouseover", "node, edge", (event) => hover(event, true));
  cy.on("mouseout", "node, edge", (event) => hover(event, false));
}

/** Cytoscape tells of each thing in a box that was drawn with Shift; they are told together. */
function listenToBox(cy: Core, onBox: (ids: readonly string[]) => void): void {
  let caught: string[] = [];
  cy.on("box", "node", (event) => {
    if (caught.length === 0) {
      queueMicrotask(() => {
        onBox(caught);
        caught = [];
      });
    }
    caught.push(on(event).id());
  });
}
