/** Cytoscape behind one class: it draws the store's picture, and turns clicks into actions. */

import cytoscape, { type Core, type NodeCollection } from "cytoscape";
import fcose from "cytoscape-fcose";
import { type Picture } from "../state/picture";
import type { Point } from "../state/scene";
import { pictureOf, type State } from "../state/store";
import { layOut, seed } from "./arrange";
import { Camera } from "./camera";
import { drawn } from "./drawn";
import { elementsOf, OWN_CLASSES } from "./elements";
import { leaveOutDashesFromAfar } from "./far";
import { look } from "./look";
import { drawMovedLines } from "./moved-lines";
import { keepStillThings } from "./moving";
import { Overlay } from "./overlay";
import { paint } from "./paint";
import { type CanvasEvents, listenToPointer } from "./pointer";

cytoscape.use(fcose);

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((part, index) => part === other[index]);

export class Canvas {
  readonly cy: Core;
  readonly camera: Camera;
  private readonly overlay: Overlay;
  private picture: Picture | null = null;
  private state: State | null = null;
  private shown: readonly unknown[] = [];
  private painted: readonly unknown[] = [];
  private fitTurn = 0;
  private fitAllTurn = 0;
  private busy = false;

  constructor(
    container: HTMLElement,
    layers: { below: HTMLCanvasElement; above: HTMLCanvasElement },
    private readonly events: CanvasEvents,
  ) {
    this.cy = cytoscape({ container, style: look(), layout: { name: "null" }, minZoom: 0.08, maxZoom: 3, boxSelectionEnabled: true, autounselectify: true });
    this.camera = new Camera(this.cy);
    this.overlay = new Overlay(this.cy, layers.above);
    drawMovedLines(this.cy, layers.below);
    keepStillThings(this.cy);
    leaveOutDashesFromAfar(this.cy);
    listenToPointer(this.cy, events, () => this.overlay.touch());
  }

  /** Bring the canvas in step with the store, where that holds something else to see. Calls during a layout wait for its end. */
  async show(state: State): Promise<void> {
    this.state = state;
    if (this.busy) return;
    const picture = pictureOf(state);
    const { history, fitTurn, fitAllTurn, selection, pathFrom, marked } = state;
    const marks = [picture, selection, pathFrom, marked];
    const seen = [history.present, fitTurn, fitAllTurn, ...marks];
    if (isSame(seen, this.shown)) return;
    this.shown = seen;
    const loose = picture === this.picture ? this.unplaced(state) : this.rebuild(picture, state);
    this.picture = picture;
    this.move(state, loose);
    if (!isSame(marks, this.painted)) paint(this.cy, state, picture);
    this.painted = marks;
    this.overlay.touch();
    if (loose.nonempty()) await this.arrange(loose);
    else this.fitIfAsked(state);
  }

  private unplaced(state: State): NodeCollection {
    const { at } = state.history.present;
    return this.cy.nodes().filter((node) => at[node.id()] === undefined);
  }

  /** What is new is drawn round what it is linked to, and only then finds its place, which takes longer than all before. */
  private async arrange(loose: NodeCollection): Promise<void> {
    this.busy = true;
    const first = this.cy.nodes().length === loose.length;
    if (first) this.camera.fit(true, false);
    this.events.onArranging(true);
    await drawn(this.cy);
    if (this.cy.destroyed()) return;
    const at = await layOut(this.cy, loose, this.picture?.stacks ?? []);
    this.busy = false;
    this.events.onSettled(at);
    if (first) this.fit(true);
    else this.camera.reveal();
    if (this.state) await this.show(this.state);
  }

  /** Add and remove elements; returns the nodes that have no place yet. */
  private rebuild(picture: Picture, state: State): NodeCollection {
    const elements = elementsOf(picture);
    const wanted = new Set(elements.map(({ data }) => data.id as string));
    const origins = this.origins(picture);
    this.cy.batch(() => {
      this.cy.elements().filter((element) => !wanted.has(element.id())).remove();
      const fresh = elements.filter(({ data }) => this.cy.getElementById(data.id as string).empty());
      for (const element of elements) {
        const known = this.cy.getElementById(element.data.id as string);
        if (known.empty()) continue;
        // Whatever is told anew is styled anew.
        if (Object.entries(element.data).some(([name, value]) => known.data(name) !== value)) known.data(element.data);
        const classes = new Set(String(element.classes ?? "").split(" "));
        for (const own of OWN_CLASSES) known.toggleClass(own, classes.has(own));
      }
      this.cy.add(fresh);
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

  private fitIfAsked({ fitTurn, fitAllTurn }: State): void {
    if (fitAllTurn !== this.fitAllTurn) this.fit();
    else if (fitTurn !== this.fitTurn) this.fit(true);
  }

  fit(legible = false): void {
    this.fitTurn = this.state?.fitTurn ?? 0;
    this.fitAllTurn = this.state?.fitAllTurn ?? 0;
    this.camera.fit(legible);
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

  restyle(): void {
    this.overlay.restyle();
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
    this.events.onArranging(false);
  }
}
