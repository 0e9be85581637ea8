/** From the picture to Cytoscape's elements: sizes, texts, widths. */

import type { ElementDefinition } from "cytoscape";
import type { Node } from "../api/types";
import type { Line, Picture } from "../state/picture";
import { personsOf, type Stack } from "../state/stacks";
import { plain } from "../text/bidi";
import { number, spanInShort } from "../text/dates";
import { t, tn } from "../text/messages";
import { wrap } from "../text/wrap";
import { FONT } from "./look";

const LABEL_WIDTH = 124;
const LABEL_LINES = 3;
/** Figures of a stack stay on one line: "1,024–1,059 persons" broken in two would mislead. */
const STACK_WIDTH = 190;

const context = document.createElement("canvas").getContext("2d");
const texts = new Map<string, string>();

/** Each line is isolated (U+2068…U+2069), so that Arabic beside digits keeps its order. */
function labelText(label: string, width = LABEL_WIDTH): string {
  const known = texts.get(label);
  if (known !== undefined) return known;
  if (context) context.font = `600 11.5px ${FONT}`;
  const measure = (part: string): number => context?.measureText(part).width ?? part.length * 7;
  const text = wrap(plain(label), width, LABEL_LINES, measure)
    .map((line) => `\u2068${line}\u2069`)
    .join("\n");
  texts.set(label, text);
  return text;
}

/** An operation carries its date: many are called alike. */
function nodeText({ type, label, from, to }: Node): string {
  const date = type === "operation" ? spanInShort(from, to) : "";
  return date === "" ? labelText(label) : `${labelText(label)}\n${labelText(date, STACK_WIDTH)}`;
}

function stackText({ kind, members }: Stack): string {
  const { low, high, counted } = personsOf(members);
  const title = labelText(tn(`panel.kind-${kind}`, members.length), STACK_WIDTH);
  if (counted === 0) return title;
  return `${title}\n${labelText(t("network.reported", { count: `${number(low)}${high > low ? `–${number(high)}` : ""}` }), STACK_WIDTH)}`;
}

const nodeSize = (node: Node): number => {
  if (node.type === "operation") return 30 + Math.min(14, Math.sqrt(node.persons?.low ?? 1) * 0.6);
  return (node.type === "country" ? 34 : 32) + Math.min(22, Math.sqrt(node.degree) * 2);
};

function nodeElement(node: Node, picture: Picture): ElementDefinition {
  const data = {
    id: node.id,
    type: node.type,
    text: nodeText(node),
    size: nodeSize(node),
    code: node.type === "country" ? (node.code ?? "") : "",
    more: picture.hiddenNeighbours.get(node.id) ?? 0,
    weight: node.degree,
    disputed: node.disputed,
  };
  return { group: "nodes", data, classes: picture.faded.has(node.id) ? "faded" : "" };
}

function stackElement(stack: Stack): ElementDefinition {
  const size = 40 + Math.min(20, stack.members.length);
  const data = { id: stack.id, type: "operation", text: stackText(stack), size, code: "", more: 0, stack: stack.members.length, weight: stack.members.length, disputed: stack.members.some((one) => one.disputed) };
  return { group: "nodes", data };
}

/** One origin is a thin line; each doubling adds as much again. */
export const widthOf = (origins: number): number => Math.min(7, 1.2 + Math.log2(Math.max(1, origins)) * 1.25);

function classesOf({ unsaid, inferred, disputed, parallel }: Line): string {
  const said = inferred ? "inferred" : unsaid ? "listed" : "";
  return [said, disputed ? "disputed" : "", parallel ? "parallel" : ""].filter(Boolean).join(" ");
}

/** The classes that come from the picture; others are marks of the moment. */
export const OWN_CLASSES = ["faded", "inferred", "listed", "disputed", "parallel"] as const;

function lineElement(line: Line): ElementDefinition {
  const width = widthOf(line.origins);
  const { id, source, target } = line;
  const data = { id, source, target, label: plain(line.label), width, widthSelected: width + 1.5, origins: line.origins };
  return { group: "edges", data, classes: classesOf(line) };
}

export function elementsOf(picture: Picture): ElementDefinition[] {
  return [
    ...picture.nodes.map((node) => nodeElement(node, picture)),
    ...picture.stacks.map(stackElement),
    ...picture.lines.map(lineElement),
  ];
}
