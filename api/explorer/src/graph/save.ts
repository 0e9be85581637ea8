/** The view as a picture file, with the badges that Cytoscape does not know of. */

import type { Core } from "cytoscape";
import { saveFile } from "../text/files";
import { colour } from "./look";

const SCALE = 2;

export async function savePicture(cy: Core, badges: HTMLCanvasElement): Promise<void> {
  const drawn = await createImageBitmap(cy.png({ output: "blob", scale: SCALE, bg: colour("canvas") }));
  const sheet = new OffscreenCanvas(drawn.width, drawn.height);
  const context = sheet.getContext("2d");
  if (context === null) return;
  context.drawImage(drawn, 0, 0);
  context.drawImage(badges, 0, 0, drawn.width, drawn.height);
  saveFile(await sheet.convertToBlob({ type: "image/png" }), "crackdown-network.png");
}
