/** What is shown, as the server takes it to make a file of it: `POST /api/scene/{format}`. */

import type { Picture } from "../state/picture";
import type { Scene } from "../state/scene";

export interface DrawnMark {
  id: string;
  x: number;
  y: number;
  /** Its label, as it is broken into lines on the canvas. */
  lines: string[];
  /** Of a stack: the things that it stands for. */
  members: string[];
}

export interface SceneWanted {
  ids: string[];
  drawn: DrawnMark[];
}

const MOST_LINES = 8;
const LONGEST_LINE = 200;
const LONGEST_WAY = 1_000_000;

/** Only what is in view: neither what the period nor what the legend hides. `texts` are the canvas' labels by mark. */
export function sceneWanted(picture: Picture, scene: Scene, texts: ReadonlyMap<string, string>): SceneWanted {
  const marks = [
    ...picture.nodes.map(({ id }) => ({ id, members: [] as string[] })),
    ...picture.stacks.map(({ id, members }) => ({ id, members: members.map((member) => member.id) })),
  ];
  const shown = new Set(marks.flatMap(({ id, members }) => (members.length > 0 ? members : [id])));
  return {
    ids: scene.ids.filter((id) => shown.has(id)),
    drawn: marks.flatMap(({ id, members }) => {
      const point = scene.at[id];
      if (point === undefined || Math.max(Math.abs(point.x), Math.abs(point.y)) > LONGEST_WAY) return [];
      return [{ id, x: Math.round(point.x * 10) / 10, y: Math.round(point.y * 10) / 10, lines: linesOf(texts.get(id) ?? ""), members }];
    }),
  };
}

/** On the canvas each line is isolated (U+2068…U+2069); files isolate text by other means. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.replace(/^\u2068|\u2069$/g, "").slice(0, LONGEST_LINE));
  return lines.filter((line) => line.trim() !== "").slice(0, MOST_LINES);
}
