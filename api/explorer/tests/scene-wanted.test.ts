import { expect, test } from "vitest";
import { sceneWanted } from "../src/keep/scene-wanted";
import { draw } from "../src/state/picture";
import { NO_FILTERS } from "../src/state/filters";
import { filter, place } from "../src/state/scene";
import { AGENCY, COUNTRY, withOperations } from "./scenes";

const STACK = `stack:${AGENCY}:deportation`;

test("a stack is one mark with its members, its label without marks of isolation", () => {
  const { library, scene } = withOperations(4);
  const placed = place(scene, { [AGENCY]: { x: 1.234, y: -5 }, [STACK]: { x: 10, y: 20 } });
  const wanted = sceneWanted(draw(placed, library, null), placed, new Map([[STACK, "\u20684 deportations\u2069\n\u206840 reported\u2069"]]));
  expect(wanted.ids).toEqual(scene.ids);
  expect(wanted.drawn).toEqual([
    { id: AGENCY, x: 1.2, y: -5, lines: [], members: [] },
    { id: STACK, x: 10, y: 20, lines: ["4 deportations", "40 reported"], members: scene.ids.slice(2) },
  ]);
});

test("what legend or period hides is not asked for", () => {
  const { library, scene } = withOperations(4);
  const filtered = filter(scene, { ...NO_FILTERS, types: ["country"] });
  const { ids } = sceneWanted(draw(filtered, library, { from: "2026-01", to: "2026-01" }), filtered, new Map());
  expect(ids).toEqual([AGENCY, scene.ids[2]]);
  expect(ids).not.toContain(COUNTRY);
});
