/** The countries, on a canvas: a hundred thousand corners are too many for elements that move. */

import { useEffect, useRef, useState } from "preact/hooks";
import { onTheme } from "../theme";
import type { Camera, Screen } from "./camera";
import type { World } from "./world";

interface LandsProperties {
  world: World;
  camera: Camera;
  screen: Screen;
  /** How strongly each country is coloured, by its code, from 0 to 1. */
  tints: ReadonlyMap<string, number>;
}

const FAINTEST = 0.1;
const STRONGEST = 0.34;

export function Lands({ world, camera, screen, tints }: LandsProperties) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => onTheme(() => setTurn((old) => old + 1)), []);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, { world, camera, screen, tints });
  }, [world, camera.k, camera.dx, camera.dy, screen.width, screen.height, tints, turn]);
  return <canvas ref={canvas} class="lands" />;
}

function draw(canvas: HTMLCanvasElement, { world, camera, screen, tints }: LandsProperties): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const density = window.devicePixelRatio;
  canvas.width = screen.width * density;
  canvas.height = screen.height * density;
  const colours = getComputedStyle(canvas);
  const colour = (name: string): string => colours.getPropertyValue(name);
  pen.setTransform(density * camera.k, 0, 0, density * camera.k, density * camera.dx, density * camera.dy);
  pen.lineWidth = 0.7 / camera.k;
  pen.lineJoin = "round";
  pen.strokeStyle = colour("--edge");
  for (const { code, path } of world.outlines) {
    pen.globalAlpha = 1;
    pen.fillStyle = colour("--land");
    pen.fill(path);
    const tint = code === null ? undefined : tints.get(code);
    if (tint !== undefined) {
      pen.globalAlpha = FAINTEST + (STRONGEST - FAINTEST) * tint;
      pen.fillStyle = colour("--country");
      pen.fill(path);
      pen.globalAlpha = 1;
    }
    pen.stroke(path);
  }
}
