import { fetched } from "../api/client";
import { authorization } from "../token/token";
import type { Draft } from "./draft";
import { fromBase64 } from "./file";
import type { Placed, Read, Stored } from "./types";

/** What a draft is sent as. Kinds that no form of another site can send: without a token only these are taken. */
export function requestOf(draft: Draft): { query: string; init: RequestInit } {
  const stated = statedOf(draft);
  const { file } = draft;
  if (file === null || file.mediaType === "text/plain") {
    const text = file?.content ?? draft.text;
    const words = file === null && draft.as === "html" ? { html: text } : { text };
    return { query: "", init: initOf("application/json", JSON.stringify({ ...words, ...stated })) };
  }
  const stem = file.name.replace(/\.\w+$/, "").slice(0, 120);
  const query = new URLSearchParams({ ...(stem === "" ? {} : { name: stem }), ...stated }).toString();
  return { query: `?${query}`, init: initOf(file.mediaType, fromBase64(file.content ?? "")) };
}

const initOf = (mediaType: string, body: BodyInit): RequestInit => ({
  method: "POST",
  headers: { accept: "application/json", "content-type": mediaType, ...authorization() },
  body,
});

function statedOf({ title, url, publisher, published, language }: Draft): Record<string, string> {
  const given = { title: title.trim(), url: url.trim(), publisher: publisher.trim(), published: published.trim(), language: language.trim() };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

export function readDraftOver(draft: Draft, signal: AbortSignal): Promise<Read> {
  const { query, init } = requestOf(draft);
  return fetched<Read>(`api/read${query}`, { ...init, signal });
}

export function storeDraft(draft: Draft, signal: AbortSignal): Promise<Stored> {
  const { query, init } = requestOf(draft);
  return fetched<Stored>(`announcements${query}`, { ...init, signal });
}

export const getStored = (id: string): Promise<Placed> => fetched<Placed>(`api/announcement?${new URLSearchParams({ id }).toString()}`);
