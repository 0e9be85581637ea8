/** The canvas' stylesheet, from the page's own colours, so that light and dark come from one place. */

import type { StylesheetJson } from "cytoscape";
import { NODE_TYPES } from "../api/types";
import { LOOKS } from "../kinds";

export const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Khmer", "Noto Sans Arabic", "Noto Sans Thai", "Noto Sans CJK SC", sans-serif';

export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export function look(): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(text)",
        "font-size": 11.5,
        "font-family": FONT,
        color: colour("ink"),
        "text-valign": "bottom",
        "text-margin-y": 5,
        "text-wrap": "wrap",
        // Lines are broken in wrap.ts; the canvas would cut Khmer and Thai inside a syllable.
        "text-max-width": "400px",
        "line-height": 1.15,
        // Names are drawn by names.ts; layouts still keep room for them.
        "text-opacity": 0,
        "border-width": 2,
        "border-color": colour("canvas"),
        "overlay-opacity": 0,
      },
    },
    ...NODE_TYPES.map((type) => typeLook(type)),
    { selector: "node[stack]", style: { "font-weight": 600, "border-width": 5, "border-style": "double" as const } },
    { selector: "node.pinned", style: { "border-color": colour("soft"), "border-style": "double" as const, "border-width": 4 } },
    { selector: "node.marked", style: { "outline-color": colour("accent"), "outline-width": 3, "outline-offset": 3 } },
    { selector: "node.hover", style: { "border-color": colour("accent"), "z-index": 20 } },
    { selector: "node.selected", style: { "border-color": colour("accent"), "border-width": 4, "font-weight": 700, "z-index": 30 } },
    { selector: "node.path", style: { "border-color": colour("accent"), "border-width": 4, "font-weight": 600 } },
    ...lineLook(),
    { selector: ".dim", style: { opacity: 0.28 } },
    { selector: "node.faded", style: { opacity: 0.35 } },
  ] as StylesheetJson;
}

function typeLook(type: (typeof NODE_TYPES)[number]) {
  const { shape, icon } = LOOKS[type];
  const inner = type === "operation" ? "48%" : "56%";
  // A country carries its code instead of an icon; badges.ts writes it.
  const image = type === "country" ? {} : { "background-image": icon, "background-width": inner, "background-height": inner };
  return { selector: `node[type="${type}"]`, style: { "background-color": colour(type), shape, ...image } };
}

function lineLook() {
  return [
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": colour("edge"),
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "target-arrow-color": colour("edge"),
        "arrow-scale": 0.75,
        // Lines between the same two things run side by side, with room for a name on each.
        "control-point-step-size": 46,
        "overlay-opacity": 0,
      },
    },
    { selector: "edge.inferred", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge.listed", style: { "line-style": "dotted" } },
    // From afar as dark as their dashes and dots would make them.
    { selector: "edge.inferred.far, edge.listed.far", style: { "line-style": "solid", "line-opacity": 0.55 } },
    { selector: "edge.disputed", style: { "line-color": colour("disputed"), "target-arrow-color": colour("disputed") } },
    { selector: "edge.near", style: { "line-color": colour("near"), "target-arrow-color": colour("near"), "z-index": 8 } },
    { selector: "edge.named, edge.beside", style: { "z-index": 12 } },
    {
      selector: "edge.selected, edge.path, edge.hover",
      style: { "line-color": colour("accent"), "target-arrow-color": colour("accent"), "z-index": 15 },
    },
    { selector: "edge.selected, edge.path", style: { width: "data(widthSelected)" } },
    // Drawn by moved-lines.ts until the thing is let go.
    { selector: "edge.moved", style: { display: "none" as const } },
  ];
}
