"""How soon the explorer's first page is of use: `python -m tests.benchmarks.first_paint STORE`.

A headless Chromium without a GPU, nothing in its cache, before the real server on this machine, whose summary is made.
"Frame" is the page's frame (its first paint), "useful" the first page with the newest operations on it. Beside it, in
the same browser, an empty page that fetches nothing: what the browser itself takes.
"""

from __future__ import annotations

import statistics
import sys
import urllib.request
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from crackdown.graph.storage.store import Store
from tests.benchmarks.stores import readable
from tests.browser.conftest import CHROMIUM, QUIET, Served

ROUNDS = 5
_WATCH = """
window.at_ = {};
const shown = (name) => requestAnimationFrame(() => setTimeout(() => { window.at_[name] ??= performance.now(); }));
const note = () => {
  if (document.querySelector(".page, body > p")) shown("frame");
  if (document.querySelector(".start-columns, body > p")) shown("useful");
};
new MutationObserver(note).observe(document, { childList: true, subtree: true });
"""
_DONE = """new Promise((done) => (function look() {
  if (window.at_.useful && window.at_.frame) done(); else requestAnimationFrame(look);
})())"""
_LOADED = """performance.getEntriesByType("resource").map((one) =>
  [one.name.split("/").pop(), Math.round(one.startTime), Math.round(one.responseEnd), one.encodedBodySize])"""


def open_once(browser: Browser, address: str) -> tuple[dict[str, float], list[Any]]:
    """Open a page in a browser that knows nothing of it; return milliseconds and what was fetched."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(address)
    page.evaluate(_DONE)
    found = page.evaluate("window.at_"), page.evaluate(_LOADED)
    context.close()
    return found


def report(browser: Browser, address: str) -> str:
    """Open both pages by turns and put the medians into a table."""
    empty = "data:text/html,<p>empty</p>"
    ours, bare = [], []
    fetched: list[Any] = []
    open_once(browser, address)
    for _ in range(ROUNDS):
        at, fetched = open_once(browser, address)
        ours.append(at)
        bare.append(open_once(browser, empty)[0]["useful"])
    frame, useful = (statistics.median(one[name] for one in ours) for name in ("frame", "useful"))
    nothing = statistics.median(bare)
    scripts = sum(size for name, _, _, size in fetched if name.endswith(".js"))
    rows = [f"| {name} | {begin} | {end} | {size:,} |" for name, begin, end, size in fetched]
    return "\n".join([
        "| an empty page, ms | frame, ms | useful, ms | useful : empty | scripts fetched, kB zipped |",
        "|---|---|---|---|---|",
        f"| {nothing:.0f} | {frame:.0f} | {useful:.0f} | {useful / nothing:.1f} | {scripts / 1000:.0f} |",
        "",
        "| fetched | asked for, ms | there, ms | bytes |",
        "|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def main() -> None:
    """Measure a store's folder, which holds announcements."""
    store_folder = readable(sys.argv[1])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with Store.open(store_folder, create=False) as store, Served(store) as served:
            urllib.request.urlopen(f"{served.address}/api/summary").read()
            print(report(browser, f"{served.address}/"))
        browser.close()


if __name__ == "__main__":
    main()
