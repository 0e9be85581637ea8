/** Asking the server for a file of what is shown, and handing it to the browser's downloads. */

import { problemOf, ServerGone, whole } from "../api/client";
import { elementsOf } from "../graph/elements";
import { getState, pictureOf } from "../state/store";
import { saveFile } from "../text/files";
import { currentLanguage } from "../text/messages";
import { currentTheme } from "../theme";
import { toPng } from "./png";
import { whatTheAddressLacks } from "./browsing";
import { sceneWanted } from "./scene-wanted";

export const FORMATS = ["png", "svg", "html", "pack", "gexf", "csv", "trig"] as const;
export type Format = (typeof FORMATS)[number];

export interface Choice {
  title: string;
  withTexts: boolean;
}

/** Make a file and save it; returns its name. */
export async function exportScene(format: Format, choice: Choice): Promise<string> {
  const { name, content } = await ask(routeOf(format, choice), choice.title);
  const file = format === "png" ? { name: name.replace(/svg$/, "png"), content: await toPng(content) } : { name, content };
  saveFile(file.content, file.name);
  return file.name;
}

function routeOf(format: Format, { withTexts }: Choice): string {
  if (format === "png") return "svg";
  return format === "pack" && !withTexts ? "pack-without-texts" : format;
}

async function ask(format: string, title: string): Promise<{ name: string; content: Blob }> {
  const body = JSON.stringify(wanted(title));
  let response: Response;
  try {
    response = await fetch(`api/scene/${format}`, { method: "POST", headers: { "content-type": "application/json" }, body });
  } catch {
    throw new ServerGone("The server does not answer.");
  }
  if (!response.ok) throw await problemOf(response);
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  return { name: name ?? `crackdown-scene.${format}`, content: await whole(response.blob()) };
}

function wanted(title: string) {
  const state = getState();
  const picture = pictureOf(state);
  const texts = new Map(elementsOf(picture).map(({ data }) => [data.id as string, (data.text as string | undefined) ?? ""]));
  return {
    ...sceneWanted(picture, state.history.present, texts),
    title: title.slice(0, 200),
    address: whatTheAddressLacks() === "everything" ? "" : window.location.href,
    query: state.params.q ?? "",
    language: currentLanguage(),
    dark: currentTheme() === "dark",
  };
}
