import { afterEach, expect, test } from "vitest";
import { pageOf } from "../src/kinds";
import { speak } from "../src/text/messages";

afterEach(() => speak("en"));

test("a page is opened in the language that was chosen", async () => {
  await speak("km");
  expect([pageOf("agency/kh-gdi"), pageOf("lite")]).toEqual(["agency/kh-gdi?lang=km", "lite?lang=km"]);
});

test("an address of signs beyond ASCII is encoded part by part", () => {
  expect(pageOf("agency/kh-ក#1")).toBe("agency/kh-%E1%9E%80%231?lang=en");
});
