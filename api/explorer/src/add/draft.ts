/** What was pasted or chosen, with what is said of it: kept in the window's session until it is stored. */

/** What the server reads, as one file a request; a mailbox of many mails is loaded by `crackdown load`. */
export type FileKind = "text/plain" | "text/html" | "application/pdf" | "message/rfc822" | typeof DOCX;
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export interface ChosenFile {
  name: string;
  mediaType: FileKind;
  size: number;
  /** Of a text, which is read here; of others the bytes in base64, or null where they are too many to be kept. */
  content: string | null;
}

export interface Draft {
  text: string;
  /** What the pasted text is: the words, or a page's source. */
  as: "text" | "html";
  file: ChosenFile | null;
  title: string;
  url: string;
  publisher: string;
  published: string;
  language: string;
}

export const EMPTY_DRAFT: Draft = { text: "", as: "text", file: null, title: "", url: "", publisher: "", published: "", language: "" };

export const isEmpty = ({ text, file }: Draft): boolean => file === null && text.trim() === "";

/** A page's source pasted as it is: nobody writes an announcement that begins so. */
export const looksLikeHtml = (text: string): boolean => /^\s*(<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>])/i.test(text);

const KEY = "crackdown-draft";

export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Tells whether all of it could be kept; a file that is too large is left out, what was pasted never without saying so. */
export function keepDraft(draft: Draft, keeper: Keeper): boolean {
  if (isEmpty(draft) && draft.title === "" && draft.url === "" && draft.publisher === "") {
    attempt(() => keeper.removeItem(KEY));
    return true;
  }
  if (attempt(() => keeper.setItem(KEY, JSON.stringify(draft)))) return true;
  const without = draft.file === null ? draft : { ...draft, file: { ...draft.file, content: null } };
  attempt(() => keeper.setItem(KEY, JSON.stringify(without)));
  return false;
}

export function readDraft(keeper: Keeper): Draft {
  try {
    const kept: unknown = JSON.parse(keeper.getItem(KEY) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...EMPTY_DRAFT, ...kept } : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Refused where there is no more room, and in some private windows. */
function attempt(task: () => void): boolean {
  try {
    task();
    return true;
  } catch {
    return false;
  }
}
