/** A file that was dropped or chosen: what it is, whether it can be read here, and its content. */

import { type ChosenFile, DOCX, type FileKind } from "./draft";

const BY_ENDING: Readonly<Record<string, FileKind>> = {
  txt: "text/plain",
  html: "text/html",
  htm: "text/html",
  pdf: "application/pdf",
  docx: DOCX,
  eml: "message/rfc822",
};

/** For the browser's own dialogue: by ending, and by kind where a file has none. */
export const ACCEPTED = [...Object.keys(BY_ENDING).map((ending) => `.${ending}`), ...new Set(Object.values(BY_ENDING))].join(",");

/** Why a file is not taken: the name of its message, `add.file-…`. */
export type Refusal = "kind" | "empty" | "large" | "letters" | "unreadable";

export function kindOf(name: string, type: string): FileKind | null {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const known = BY_ENDING[ending];
  if (known) return known;
  return Object.values(BY_ENDING).find((media) => media === type.split(";")[0]?.trim()) ?? null;
}

export async function takeFile(file: File, mostBytes: number): Promise<ChosenFile | Refusal> {
  const mediaType = kindOf(file.name, file.type);
  if (mediaType === null) return "kind";
  if (file.size === 0) return "empty";
  if (file.size > mostBytes) return "large";
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return "unreadable";
  }
  const content = mediaType === "text/plain" ? decode(bytes) : toBase64(bytes);
  if (content === null) return "letters";
  return { name: file.name, mediaType, size: file.size, content };
}

/** UTF-8, or UTF-16 that says so by its first two bytes; another charset cannot be told from the bytes. */
export function decode(bytes: Uint8Array): string | null {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  try {
    return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const STEP = 0x8000; // a call takes so many arguments at most

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += STEP) binary += String.fromCharCode(...bytes.subarray(start, start + STEP));
  return btoa(binary);
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
