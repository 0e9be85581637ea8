/** Answers that come late: when something else was asked for, or shown, or another language spoken. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showPath } from "../src/actions/path";
import { refreshSummary } from "../src/actions/refresh";
import { clear, openById, select } from "../src/actions/scene";
import { changeLanguage } from "../src/actions/start";
import { getAnnouncement } from "../src/api/client";
import { openTogether } from "../src/flows/open";
import { follow } from "../src/keep/browsing";
import { selectNode } from "../src/state/selection";
import { FIRST_STATE, getState, update } from "../src/state/store";
import { currentLanguage, speak } from "../src/text/messages";
import { makeNode } from "./scenes";

interface Asked {
  address: string;
  answer: (body: unknown) => Promise<void>;
}

let asked: Asked[] = [];
const inScene = () => getState().history.present.ids;
const settled = () => new Promise<void>((resolve) => { setTimeout(resolve); });

beforeEach(() => {
  asked = [];
  vi.stubGlobal("window", { location: { hash: "", href: "http://here/", pathname: "/", search: "" }, history: { pushState() {}, replaceState() {} }, localStorage: { getItem: () => null } });
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("fetch", (address: string) =>
    new Promise((resolve) => {
      const answer = async (body: unknown) => {
        resolve(new Response(JSON.stringify(body)));
        await settled();
      };
      asked.push({ address, answer });
    }));
  update(() => FIRST_STATE);
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await speak("en");
});

const neighbourhood = (id: string) => ({ center: makeNode(id), nodes: [], edges: [], total: 0, left: 0, relations: [] });
const answerTo = (part: string): Asked["answer"] => {
  const found = asked.find(({ address }) => address.includes(part));
  if (found === undefined) throw new Error(`${part} was not asked for`);
  return found.answer;
};

test("a thing that comes after one has started over is not shown", async () => {
  void openById("agency/late");
  clear();
  await asked[0]?.answer(neighbourhood("agency/late"));
  expect([inScene(), getState().selection]).toEqual([[], null]);
});

test("a thing that comes after one has gone back is not put into what is shown then", async () => {
  void openById("agency/late");
  const back = follow("#show=agency/a");
  await asked[1]?.answer({ nodes: [makeNode("agency/a")], edges: [], followed: {} });
  await back;
  await asked[0]?.answer(neighbourhood("agency/late"));
  expect(inScene()).toEqual(["agency/a"]);
});

test("of two things that are opened the one asked for last is selected, whichever comes first", async () => {
  void openById("agency/one");
  void openById("agency/two");
  await asked[1]?.answer(neighbourhood("agency/two"));
  await asked[0]?.answer(neighbourhood("agency/one"));
  expect([[...inScene()].sort(), getState().selection]).toEqual([["agency/one", "agency/two"], selectNode("agency/two")]);
});

test("what was chosen meanwhile stays chosen", async () => {
  void openById("agency/late");
  select(selectNode("agency/here"));
  await asked[0]?.answer(neighbourhood("agency/late"));
  expect([inScene(), getState().selection]).toEqual([["agency/late"], selectNode("agency/here")]);
});

test("of two paths the one asked for last is shown", async () => {
  const path = (id: string) => ({ total: 1, paths: [{ nodes: ["agency/a", id], edges: [] }], nodes: [makeNode("agency/a"), makeNode(id)], edges: [] });
  void showPath("agency/a", "agency/one");
  void showPath("agency/a", "agency/two");
  await asked[1]?.answer(path("agency/two"));
  await asked[0]?.answer(path("agency/one"));
  expect(getState().selection).toMatchObject({ b: "agency/two" });
  expect(inScene()).toEqual(["agency/a", "agency/two"]);
});

test("operations that are opened together do not come after one has started over", async () => {
  void openTogether(["operation/late"]);
  clear();
  await asked[0]?.answer({ nodes: [makeNode("operation/late")], edges: [], followed: {} });
  expect(inScene()).toEqual([]);
});

test("the language chosen last is spoken, and what it names stays named so", async () => {
  const summary = (version: string) => ({ version });
  update(() => ({ summary: summary("1") as never }));
  const changed = [changeLanguage("fr"), changeLanguage("km")];
  await vi.waitFor(() => expect(currentLanguage()).toBe("km"));
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1));
  expect(asked.every(({ address }) => address.includes("lang=km"))).toBe(true);
  await answerTo("summary")(summary("km"));
  await answerTo("graph")({ nodes: [], edges: [], followed: {} });
  await Promise.all(changed);
  expect([currentLanguage(), getState().language, getState().summary?.version]).toEqual(["km", "km", "km"]);
});

test("names that come after another language was chosen are not taken over", async () => {
  update(() => ({ summary: { version: "en" } as never }));
  void changeLanguage("fr");
  await vi.waitFor(() => expect(asked.length).toBe(2));
  void changeLanguage("km");
  await vi.waitFor(() => expect(currentLanguage()).toBe("km"));
  await asked[0]?.answer({ version: "fr" });
  await asked[1]?.answer({ nodes: [], edges: [], followed: {} });
  expect(getState().summary?.version).toBe("en");
});

test("an announcement is asked for anew once something was written", async () => {
  void getAnnouncement("announcement/a");
  void getAnnouncement("announcement/a");
  expect(asked.length).toBe(1);
  void refreshSummary();
  void getAnnouncement("announcement/a");
  expect(asked.filter(({ address }) => address.includes("announcement?")).length).toBe(2);
  await answerTo("summary")({ version: "2" });
});
