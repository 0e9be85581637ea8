/** Leaves out of Cytoscape what the explorer never calls: its own layouts, its graph algorithms but for search, drawing by WebGL.
 *
 * Cytoscape comes as one file whose parts are put together by lists, so that no bundler can tell what is not needed. Without these
 * parts the network's code is an eighth smaller. A version in which one of the places is not found fails the build.
 */

import type { Plugin } from "vite";

interface Cut {
  part: string;
  from: RegExp;
  to: string;
}

const CUTS: readonly Cut[] = [
  // The first of the list is breadth- and depth-first search, with which components are found.
  { part: "the list of algorithms", from: /\[(elesfn\$\w+), (?:[\w$]+, ){15,}[\w$]+\](?=\.forEach)/, to: "[$1]" },
  {
    part: "the list of layouts",
    from: /var layout = \[\{[^;]+\}\];/,
    to: "var layout = [{ name: 'null', impl: NullLayout }, { name: 'preset', impl: PresetLayout }];",
  },
  // What is put into a prototype stays; a function that nobody holds goes.
  { part: "the methods of its layouts", from: /^(?:BreadthFirst|Circle|Concentric|Cose|Grid|Random)Layout\.prototype\.\w+ = (?=function\b)/gm, to: "void " },
  { part: "drawing by WebGL", from: /^[\w$]+\.initWebgl = (?=function\b)/m, to: "void " },
];

export function cutCytoscape(code: string): string {
  return CUTS.reduce((rest, { part, from, to }) => {
    if (rest.search(from) < 0) throw new Error(`Cytoscape has changed: ${part} stands elsewhere. Look at bundling/lean-cytoscape.ts.`);
    return rest.replace(from, to);
  }, code);
}

export const leanCytoscape = (): Plugin => ({
  name: "lean-cytoscape",
  apply: "build",
  transform: {
    filter: { id: /\/cytoscape\/dist\/cytoscape\.esm\.mjs$/ },
    handler: (code) => ({ code: cutCytoscape(code), map: null }),
  },
});
