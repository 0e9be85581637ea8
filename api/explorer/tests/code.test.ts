import { expect, test, vi } from "vitest";
import { fetchCode } from "../src/stage/code";

test("after something did not come nothing more is fetched, as its stylesheet would not be", async () => {
  const later = vi.fn(() => Promise.resolve("later"));
  expect(await fetchCode(() => Promise.resolve("before"))).toBe("before");
  await expect(fetchCode(() => Promise.reject(new Error("away")))).rejects.toThrow("away");
  await expect(fetchCode(later)).rejects.toThrow("did not come");
  expect(later).not.toHaveBeenCalled();
});
