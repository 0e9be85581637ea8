/** Cytoscape behind one class: it draws the store's picture, and turns clicks into actions. */

import cytoscape, { type Core, type EventObject, type NodeCollection } from "cytoscape";
import fcose from "cytoscape-fcose";
import { type Picture } from "../state/picture";
import type { Point } from "../state/scene";
import { pictureOf, type State } from "../state/store";
import { prefersStillness } from "../theme";
import { layOut, seed } from "./arrange";
import { drawBadges } from "./badges";
import { elementsOf } from "./elements";
import { look } from "./look";
import { MOST_NAMED, paint } from "./paint";
import { savePicture } from "./save";

cytoscape.use(fcose);

/** Room for the tools above and the labels around; less of it where the canvas is small. */
const PADDING = 64;
const CLOSEST = 1.25;
/** On a phone, everything at once would be dots without names: rather a legible part, with what is selected in its middle. */
const SMALL = 600;
const LEGIBLE = 0.72;

export interface CanvasEvents {
  onNode(id: string): void;
  onNodeTwice(id: string): void;
  onLine(id: string): void;
  onNothing(): void;
  onDrag(id: string, to: Point): void;
  onSettled(at: Record<string, Point>): void;
}

export class Canvas {
  readonly cy: Core;
  private picture: Picture | null = null;
  private state: State | null = null;
  private fitTurn = 0;
  private busy = false;

  constructor(
    container: HTMLElement,
    private readonly badges: HTMLCanvasElement,
    private readonly events: CanvasEvents,
  ) {
    this.cy = cytoscape({ container, style: look(), minZoom: 0.08, maxZoom: 3, boxSelectionEnabled: false });
    this.cy.on("render", () => drawBadges(this.cy, this.badges));
    this.listen();
  }

  private listen(): void {
    const { cy, events } = this;
    cy.on("tap", "node", (event: EventObject) => events.onNode(event.target.id()));
    cy.on("dbltap", "node", (event: EventObject) => events.onNodeTwice(event.target.id()));
    cy.on("tap", "edge", (event: EventObject) => events.onLine(event.target.id()));
    cy.on("tap", (event: EventObject) => {
      if (event.target === cy) events.onNothing();
    });
    cy.on("dragfree", "node", (event: EventObject) => events.onDrag(event.target.id(), { ...event.target.position() }));
    cy.on("mouseover", "node, edge", (event: EventObject) => this.hover(event, true));
    cy.on("mouseout", "node, edge", (event: EventObject) => this.hover(event, false));
  }

  private hover(event: EventObject, on: boolean): void {
    const { target } = event;
    target.toggleClass("hover", on);
    const lines = target.isNode() ? target.connectedEdges() : this.cy.collection();
    if (lines.length <= MOST_NAMED) lines.toggleClass("beside", on);
    this.cy.container()?.classList.toggle("pointing", on);
  }

  /** Bring the canvas in step with the store. Calls during a layout wait for its end. */
  async show(state: State): Promise<void> {
    this.state = state;
    if (this.busy) return;
    const picture = pictureOf(state);
    const loose = picture === this.picture ? this.unplaced(state) : this.rebuild(picture, state);
    this.picture = picture;
    this.move(state, loose);
    paint(this.cy, state, picture);
    if (loose.nonempty()) await this.arrange(loose);
    else this.fitIfAsked(state);
  }

  private unplaced(state: State): NodeCollection {
    const { at } = state.history.present;
    return this.cy.nodes().filter((node) => at[node.id()] === undefined) as NodeCollection;
  }

  private async arrange(loose: NodeCollection): Promise<void> {
    this.busy = true;
    const at = await layOut(this.cy, loose);
    this.busy = false;
    const first = this.cy.nodes().length === loose.length;
    this.events.onSettled(at);
    if (first) this.fit(true);
    else this.reveal();
    if (this.state) await this.show(this.state);
  }

  /** Add and remove elements; returns the nodes that have no place yet. */
  private rebuild(picture: Picture, state: State): NodeCollection {
    const elements = elementsOf(picture);
    const wanted = new Set(elements.map(({ data }) => data.id as string));
    const origins = this.origins(picture);
    this.cy.batch(() => {
      this.cy.elements().filter((element) => !wanted.has(element.id())).remove();
      for (const element of elements) {
        const known = this.cy.getElementById(element.data.id as string);
        if (known.empty()) this.cy.add(element);
        else known.data(element.data);
        if (known.nonempty() && known.isNode()) known.toggleClass("faded", element.classes === "faded");
      }
    });
    const loose = this.unplaced(state);
    seed(loose, origins);
    return loose;
  }

  /** Where a stack's members, or the stack of former members, come from: a stack opens and closes in place. */
  private origins(next: Picture): Map<string, Point> {
    const place = (id: string): Point | undefined => {
      const node = this.cy.getElementById(id);
      return node.nonempty() ? { ...node.position() } : undefined;
    };
    const origins = new Map<string, Point>();
    for (const { id, members } of this.picture?.stacks ?? []) {
      const point = place(id);
      if (point) for (const member of members) origins.set(member.id, point);
    }
    for (const { id, members } of next.stacks) {
      // At a member's own place: the middle of all of them is where their anchor stands.
      const [point] = members.flatMap((member) => place(member.id) ?? []);
      if (point) origins.set(id, point);
    }
    return origins;
  }

  private move(state: State, loose: NodeCollection): void {
    const { at, pinned } = state.history.present;
    const pins = new Set(pinned);
    this.cy.nodes().difference(loose).nodes().forEach((node) => {
      const to = at[node.id()];
      const now = node.position();
      if (to && (Math.abs(to.x - now.x) > 0.5 || Math.abs(to.y - now.y) > 0.5) && !node.grabbed()) node.position({ ...to });
    });
    this.cy.nodes().forEach((node) => void node.toggleClass("pinned", pins.has(node.id())));
  }

  private fitIfAsked({ fitTurn }: State): void {
    if (fitTurn === this.fitTurn) return;
    this.fitTurn = fitTurn;
    this.fit(true);
  }

  /** Everything into view, but never magnified beyond reading size; `legible` rather keeps names readable on a small canvas. */
  fit(legible = false): void {
    if (this.cy.nodes().empty()) return;
    this.fitTurn = this.state?.fitTurn ?? 0;
    const box = this.cy.elements().boundingBox();
    const [width, height] = [this.cy.width(), this.cy.height()];
    const [aside, below] = [Math.min(PADDING, width * 0.04), Math.min(PADDING, height * 0.05)];
    const above = Math.min(PADDING, height * 0.22);
    const zoom = Math.min((width - 2 * aside) / box.w, (height - above - below) / box.h, CLOSEST);
    const target = Math.max(zoom, legible && width < SMALL ? LEGIBLE : this.cy.minZoom());
    const chosen = this.cy.$("node.selected");
    const middle = target > zoom && chosen.nonempty() ? chosen.boundingBox() : box;
    const pan = {
      x: width / 2 - (middle.x1 + middle.w / 2) * target,
      y: above + (height - above - below) / 2 - (middle.y1 + middle.h / 2) * target,
    };
    this.cy.stop();
    if (prefersStillness()) this.cy.viewport({ zoom: target, pan });
    else this.cy.animate({ zoom: target, pan }, { duration: 260 });
  }

  /** Fit only when something fell outside; otherwise the view stays as the user left it. */
  private reveal(): void {
    const seen = this.cy.extent();
    const box = this.cy.elements().boundingBox();
    if (box.x1 < seen.x1 || box.x2 > seen.x2 || box.y1 < seen.y1 || box.y2 > seen.y2) this.fit(true);
  }

  /** The linked thing that lies nearest to a direction, for walking with the arrow keys. */
  towards(id: string, angle: number): string | null {
    const node = this.cy.getElementById(id);
    if (node.empty()) return null;
    const from = node.position();
    const turn = (other: Point): number => {
      const difference = Math.atan2(other.y - from.y, other.x - from.x) - angle;
      return Math.abs(Math.atan2(Math.sin(difference), Math.cos(difference)));
    };
    const near = node.neighborhood("node").nodes().map((other) => ({ id: other.id(), turn: turn(other.position()) }));
    return near.sort((a, b) => a.turn - b.turn)[0]?.id ?? null;
  }

  save(): Promise<void> {
    return savePicture(this.cy, this.badges);
  }

  restyle(): void {
    this.cy.style(look());
  }

  /** A sheet that opens over a phone's screen leaves another canvas: the picture moves into it. */
  resize(): void {
    const before = this.cy.height();
    this.cy.resize();
    if (Math.abs(this.cy.height() - before) > 60) this.fit(true);
  }

  destroy(): void {
    this.cy.destroy();
  }
}
