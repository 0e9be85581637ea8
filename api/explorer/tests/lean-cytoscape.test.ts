import { expect, test } from "vitest";
import whole from "../node_modules/cytoscape/dist/cytoscape.esm.mjs?raw";
import { cutCytoscape } from "../bundling/lean-cytoscape";

test("what is cut out of Cytoscape is found where it is looked for", () => {
  const lean = cutCytoscape(whole);
  expect(lean).toContain("impl: PresetLayout");
  expect(lean).not.toMatch(/impl: (?:Cose|Grid)Layout|CoseLayout\.prototype\.run =|\.initWebgl =/);
});

test("a Cytoscape that is built otherwise is told, not taken whole", () => {
  expect(() => cutCytoscape(whole.replace("var layout = [{", "const layout = [{"))).toThrow("the list of layouts");
});
