"""How soon the overview of the whole graph is laid out, how smoothly it moves, how soon a hub is opened from it.

`python -m tests.benchmarks.whole [THINGS…]` prints two tables.

The graph is invented: agencies of sixty countries, their officials, operations most of which agencies of one country
carry out. It is put into a store in memory as one graph; the real server lays it out and sends it, and a headless
Chromium without a GPU moves it, at most 60 frames a second. What the page's process takes of the processor for a frame
is told too, as in `drawing.py`: it hardly changes when others share the machine.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import sys
import time
import urllib.request
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from crackdown.graph.drawing.overview import make_overview
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.storage.store import Store
from tests.benchmarks.drawing import COUNT_FRAMES, Moved, drag
from tests.browser.conftest import CHROMIUM, QUIET, Served

SIZES = (10_000, 50_000)
KINDS = ("raid", "arrest", "deportation", "rescue", "repatriation", "seizure")
COUNTRIES = 60
_PREFIXES = (
    "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> . "
    "@prefix kind: <https://w3id.org/crackdown/kind/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)


def invent_world(size: int) -> str:
    """Write a graph of about so many things in TriG."""
    chance = random.Random(size)
    countries = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(COUNTRIES)]
    agencies, officials = size // 14, size // 8
    home = [int(COUNTRIES * chance.random() ** 2) for _ in range(agencies)]
    at_home = [[n for n in range(agencies) if home[n] == c] or [0] for c in range(COUNTRIES)]
    lines = [
        f'<agency/{n}> a crk:Agency ; rdfs:label "Invented Office {n}"@en ; '
        f"crk:country <country/{countries[home[n]]}> ."
        for n in range(agencies)
    ]
    lines += [
        f'<official/{n}> a crk:Official ; rdfs:label "Official Invented {n}"@en ; '
        f"crk:servesIn <agency/{n % agencies}> ."
        for n in range(officials)
    ]
    for n in range(size - agencies - officials):
        country = int(COUNTRIES * chance.random() ** 2)
        near = at_home[country]
        lead = near[int(len(near) * chance.random() ** 3)]
        partner = near[int(len(near) * chance.random() ** 2)] if chance.random() < 0.8 else chance.randrange(agencies)
        lines.append(
            f"<operation/{n}> a crk:Operation ; crk:kind kind:{chance.choice(KINDS)} ; "
            f"crk:carriedOutBy <agency/{lead}> ; crk:withPartner <agency/{partner}> ; "
            f"crk:inCountry <country/{countries[country]}> ; crk:ledBy <official/{lead if lead < officials else 0}> ."
        )
    return _PREFIXES + "<announcement/invented> {\n" + "\n".join(lines) + "\n}"


@dataclass(frozen=True)
class Shown:
    """One overview: what it holds, what making and sending it takes, and how it moves; from afar, then from near."""

    things: int
    links: int
    areas: int
    reading: float
    layout: float
    kilobytes: float
    zipped: float
    first: float
    afar: Moved
    near: Moved

    def row(self) -> str:
        """One row of the first table."""
        return (
            f"| {self.things:,} | {self.links:,} | {self.areas} | {self.reading:.1f} | {self.layout:.1f} "
            f"| {self.kilobytes:,.0f} / {self.zipped:,.0f} | {self.first:.1f} "
            f"| {self.afar.cell()} | {self.near.cell()} |"
        )


@dataclass(frozen=True)
class Opened:
    """The best connected agency, opened from the overview: milliseconds of answers, seconds until it is drawn."""

    things: int
    degree: int
    answer: float
    picture: float
    added: float

    def row(self) -> str:
        """One row of the second table."""
        return f"| {self.things:,} | {self.degree:,} | {self.answer:.0f} | {self.picture:.1f} | {self.added:.1f} |"


def measure(browser: Browser, size: int) -> tuple[Shown, Opened]:
    """Measure one size."""
    with Store.open(None) as store:
        store.writer().put_graphs(invent_world(size).encode())
        begin = time.process_time()
        network = network_of(store.view())
        reading, begin = time.process_time() - begin, time.process_time()
        overview = make_overview(network)
        layout = time.process_time() - begin
        with Served(store) as served:
            body = urllib.request.urlopen(f"{served.address}/api/overview").read()
            page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            begin = time.perf_counter()
            page.goto(f"{served.address}/#view=overview")
            page.wait_for_selector(".whole-list li")
            page.wait_for_selector(".whole[data-painted]")
            first = time.perf_counter() - begin
            moved = _move(page)
            opened = _open(page, served.address, network)
            page.close()
    shown = Shown(
        len(overview.ids), len(overview.links), len(overview.areas), reading, layout, len(body) / 1000,
        len(gzip.compress(body, 6)) / 1000, first, *moved,
    )  # fmt: skip
    return shown, opened


def _move(page: Page) -> tuple[Moved, Moved]:
    """Drag the ground as soon as there is anything beyond the edges, and again from nearer."""
    page.evaluate(COUNT_FRAMES)
    box = page.locator(".whole").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    found = []
    for steps in (1, 4):
        for _ in range(steps):
            page.locator(".map-zoom button").first.click()
        found.append(drag(page, x, y))
    return found[0], found[1]


def _open(page: Page, address: str, network: Network) -> Opened:
    hub = max(
        (node for node in network.nodes.values() if node.type == "agency"), key=lambda node: (node.degree, node.id)
    )
    wanted = json.dumps({"id": hub.id, "limit": 20, "have": []}).encode()
    request = urllib.request.Request(
        f"{address}/api/neighbourhood", wanted, {"content-type": "application/json"}, method="POST"
    )
    taken = []
    for _ in range(9):
        begin = time.perf_counter()
        urllib.request.urlopen(request).read()
        taken.append(1000 * (time.perf_counter() - begin))
    page.goto("about:blank")
    page.goto(f"{address}/#view=overview&thing={hub.id}")
    page.wait_for_selector("button.primary")
    begin = time.perf_counter()
    page.click("button.primary")
    _wait_until_drawn(page)
    picture = time.perf_counter() - begin
    page.wait_for_timeout(500)
    before, begin = page.url, time.perf_counter()
    page.keyboard.press("Shift+E")
    while page.url == before:  # it names what is shown
        page.wait_for_timeout(10)
    _wait_until_drawn(page)
    return Opened(len(network.nodes), hub.degree, statistics.median(taken), picture, time.perf_counter() - begin)


def _wait_until_drawn(page: Page) -> None:
    """Wait until the network stands, everything in its place, with its names."""
    cy = "document.querySelector('#canvas')?._cyreg?.cy"
    until = time.monotonic() + 120
    while not page.evaluate(f"!document.querySelector('.busy') && {cy}?.nodes().nonempty() && !!{cy}.scratch('names')"):
        if time.monotonic() > until:
            raise TimeoutError("the network did not come")
        page.wait_for_timeout(20)


def table(sizes: tuple[int, ...] = SIZES) -> str:
    """Measure, and write down."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        found = [measure(browser, size) for size in sizes]
        browser.close()
    return "\n".join([
        "| things | links | areas | network read, s | laid out, s | kB / zipped | first, s "
        "| dragged, from afar | from near |",
        "|---|---|---|---|---|---|---|---|---|",
        *(shown.row() for shown, _ in found),
        "",
        "| things | linked to the hub | 20 neighbours, ms | opened, s | 20 more, s |",
        "|---|---|---|---|---|",
        *(opened.row() for _, opened in found),
    ])  # fmt: skip


if __name__ == "__main__":
    print(table(tuple(int(size) for size in sys.argv[1:]) or SIZES))
