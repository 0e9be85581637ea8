"""How soon a click shows new things in the network: `python -m tests.benchmarks.expanding STORE [HUBS]`.

A headless Chromium without a GPU, before `crackdown serve` over a store's folder, which has read what it reads as it
starts. Each of the best connected agencies is opened on an empty scene by searching for it and taking the first answer,
then twenty more of its neighbours are added, and again; then a thing beside it with few neighbours left is expanded,
and another answer is opened beside what is there. No agency was asked for before.

"Shown" is from the key that was pressed until the first drawing with the new things in it is on the screen; "at rest"
until the last drawing, when everything has its place. Beside it stands a page with nothing but Cytoscape as it comes:
the same things and lines, added to the same scene in places that are given, until they are on the screen. What the
page's process and the server take of the processor is told too, as it hardly changes when others share the machine.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.asking import free_port, memory_mb, processor_seconds, server, wait_until_idle
from tests.benchmarks.bare_cytoscape import add_to_bare, open_bare
from tests.benchmarks.drawing import CY, processor
from tests.benchmarks.stores import readable
from tests.browser.conftest import CHROMIUM, QUIET

HUBS: Final = 5
_QUIET_MS: Final = 700  # without a drawing: nothing moves any more
# Cytoscape draws within an animation frame; what is posted from there runs when the frame has been handed on, what is
# urgent before the page's own timers, one of which finds places for what was drawn.
_WATCH = """
window.drawn_ = null;
window.watch_ = () => {
  const told = window.drawn_ = { from: null, shown: null, last: null, count: 0 };
  const count = cy => cy?.nodes().reduce((sum, one) => sum + (one.data('stack') ?? 1), 0) ?? 0;
  const had = count(document.querySelector('#canvas')?._cyreg?.cy);
  addEventListener('keydown', event => { told.from ??= event.timeStamp; }, { capture: true, once: true });
  const listen = cy => cy.on('render', () => {
    if (window.drawn_ !== told || told.from === null) return;
    const isNew = count(cy) > had; // an operation may have come into a stack
    scheduler.postTask(() => {
      if (isNew) told.shown ??= performance.now();
      told.last = performance.now();
      told.count += 1;
    }, { priority: 'user-blocking' });
  });
  (function look() {
    const cy = document.querySelector('#canvas')?._cyreg?.cy;
    if (cy) listen(cy); else if (window.drawn_ === told) requestAnimationFrame(look);
  })();
};
"""
_RESTS = f"""!document.querySelector('.busy') && window.drawn_?.shown
  && performance.now() - window.drawn_.last > {_QUIET_MS}
  && [window.drawn_.from, window.drawn_.shown, window.drawn_.last]"""
_FEW_LEFT = f"""(() => {{
  const few = {CY}.nodes().filter(one => one.data('more') > 0 && one.data('more') <= 20 && !one.data('stack'));
  return few.length ? few.sort((a, b) => b.data('more') - a.data('more'))[0].id() : null;
}})()"""
_PLACE = f"""id => {{
  const box = document.querySelector('#canvas').getBoundingClientRect();
  const at = {CY}.getElementById(id).renderedPosition();
  return [box.x + at.x, box.y + at.y];
}}"""
_HAS_NETWORK = "performance.getEntriesByType('resource').some(one => /Graph.*js/.test(one.name) && one.responseEnd > 0)"
_STEPS: Final = ("a search answer, first", "20 more", "20 more again", "all of a thing with few", "an answer beside")


@dataclass(frozen=True)
class Taken:
    """One click: things drawn before and after, milliseconds, and those of the processor."""

    before: int
    after: int
    shown: float
    rest: float
    page: float
    server: float
    bare: float
    bare_page: float


class Clicking:
    """One page, the server behind it, and a bare page beside it."""

    def __init__(self, browser: Browser, address: str, pid: int, *, moves: bool) -> None:
        motion: Any = "no-preference" if moves else "reduce"
        self._browser, self._pid = browser, pid
        self.page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion=motion)
        self.page.add_init_script(_WATCH)
        self.page.goto(f"{address}/")
        self.page.wait_for_selector("[data-ready=true]")
        while not self.page.evaluate(_HAS_NETWORK):  # it is fetched once the first page stands
            self.page.wait_for_timeout(50)
        self.page.wait_for_timeout(500)

    def measure(self, act: Callable[[], None]) -> Taken:
        """Do something that draws new things; tell what it took, here and on the bare page."""
        before = self.page.evaluate(f"document.querySelector('#canvas')?._cyreg ? {CY}.nodes().length : 0")
        bare = open_bare(self._browser, self.page) if before else None
        self.page.bring_to_front()
        self.page.evaluate("window.watch_()")
        page, served = processor(self.page), processor_seconds(self._pid)
        act()
        until = time.monotonic() + 40
        while not (told := self.page.evaluate(_RESTS)):
            if time.monotonic() > until:
                raise TimeoutError("nothing new was drawn")
            self.page.wait_for_timeout(50)
        page, served = processor(self.page) - page, processor_seconds(self._pid) - served
        begin, shown, last = told
        peer = bare or open_bare(self._browser, self.page, empty=True)
        peer.bring_to_front()
        bare_page = processor(peer)
        alone = add_to_bare(peer, self.page)
        bare_page = processor(peer) - bare_page
        peer.close()
        after = self.page.evaluate(f"{CY}.nodes().length")
        return Taken(
            before, after, shown - begin, last - begin, 1000 * page, 1000 * served, alone, 1000 * bare_page
        )  # fmt: skip

    def search(self, words: str) -> Taken:
        """Search, and take the first answer."""
        self.page.fill("#search", words)
        self.page.wait_for_selector(".answer")
        self.page.wait_for_timeout(300)
        return self.measure(lambda: self.page.press("#search", "Enter"))

    def more(self) -> Taken:
        """Add the next neighbours of what is selected."""
        return self.measure(lambda: self.page.keyboard.press("Shift+E"))

    def expand_a_small_one(self) -> Taken | None:
        """Select a thing with few neighbours left, and add those."""
        id_ = self.page.evaluate(_FEW_LEFT)
        if id_ is None:
            return None
        self.page.mouse.click(*self.page.evaluate(_PLACE, id_))
        self.page.wait_for_timeout(_QUIET_MS)
        return self.measure(lambda: self.page.keyboard.press("e"))


def click_through(browser: Browser, address: str, pid: int, names: list[str], *, moves: bool) -> dict[str, list[Taken]]:
    """Open each of some agencies, and add to it."""
    found: defaultdict[str, list[Taken]] = defaultdict(list)
    for name, other in pairwise(names):
        clicking = Clicking(browser, address, pid, moves=moves)
        found[_STEPS[0]].append(clicking.search(name))
        found[_STEPS[1]].append(clicking.more())
        found[_STEPS[2]].append(clicking.more())
        if small := clicking.expand_a_small_one():
            found[_STEPS[3]].append(small)
        found[_STEPS[4]].append(clicking.search(other))
        clicking.page.close()
    return found


def row(step: str, taken: list[Taken]) -> str:
    """One row of the table: the middle of several."""

    def middle(value: Callable[[Taken], float]) -> float:
        return statistics.median(map(value, taken))

    return (
        f"| {step} | {middle(lambda t: t.before):.0f} → {middle(lambda t: t.after):.0f} "
        f"| {middle(lambda t: t.shown):.0f} | {middle(lambda t: t.rest):.0f} | {middle(lambda t: t.bare):.0f} "
        f"| {middle(lambda t: t.shown / t.bare):.1f} × "
        f"| {middle(lambda t: t.page):.0f} | {middle(lambda t: t.server):.0f} | {middle(lambda t: t.bare_page):.0f} |"
    )


def table(store: Path, hubs: int) -> str:
    """Measure, and write down."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "crackdown", "serve", "--store", str(store), "--port", str(port)]
    rows: list[str] = []
    with sync_playwright() as playwright, server(command, port, "/sparql") as (_, pid):
        wait_until_idle(pid)
        summary = json.load(urllib.request.urlopen(f"{address}/api/summary"))
        names = [node["label"] for node in summary["connected"] if node["type"] == "agency"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for moves in (False, True):
            chosen = names[: hubs + 1]
            found = click_through(browser, address, pid, chosen, moves=moves)
            rows += [row(f"{step}{', moving' if moves else ''}", taken) for step, taken in found.items()]
        memory = memory_mb(pid)
        browser.close()
    return "\n".join([
        f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. The server holds {memory:,.0f} MB.",
        "",
        "| | things drawn | shown, ms | at rest, ms | bare Cytoscape, ms | shown : bare "
        "| processor: page, ms | server, ms | bare page, ms |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ])  # fmt: skip


if __name__ == "__main__":
    print(table(readable(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else HUBS))
