/** What a call makes of an answer that is none. */

import { afterEach, expect, test, vi } from "vitest";
import { call, Problem, ServerGone } from "../src/api/client";

afterEach(() => vi.unstubAllGlobals());

const answerWith = (response: Response) => vi.stubGlobal("fetch", () => Promise.resolve(response));

function brokenOff(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"nodes": ['));
      controller.error(new TypeError("network error"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

test.each([
  ["breaks off in the middle", brokenOff()],
  ["is cut short", new Response('{"nodes": [')],
  ["is the page by which a network asks for a login", new Response("<!doctype html><title>Log in</title>")],
])("an answer that %s is told as that of a server that is gone", async (_, response) => {
  answerWith(response);
  await expect(call("graph")).rejects.toBeInstanceOf(ServerGone);
});

test("who goes on while an answer is coming is told nothing", async () => {
  const gone = new DOMException("The user aborted a request.", "AbortError");
  answerWith({ ok: true, json: () => Promise.reject(gone) } as Response);
  await expect(call("graph")).rejects.toBe(gone);
});

test("a problem is told in the server's words", async () => {
  answerWith(new Response(JSON.stringify({ detail: "nothing of that id is in the graph", code: "not-found" }), { status: 404 }));
  await expect(call("entity")).rejects.toMatchObject({ status: 404, message: "nothing of that id is in the graph", code: "not-found" });
  await expect(call("entity")).rejects.toBeInstanceOf(Problem);
});
