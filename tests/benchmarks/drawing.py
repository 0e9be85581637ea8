"""How smoothly the explorer's network moves beside a bare Cytoscape page, and how soon a large scene has its places.

`python -m tests.benchmarks.drawing [THINGS…]` prints three tables.

A headless Chromium without a GPU, before the real server over an invented graph in memory. A scene of so many labelled
things is opened by its address, its stacks opened too. Then a thing with three lines is dragged, the thing with most
lines, and the ground. The same things, lines, names and places stand on a page with nothing but Cytoscape as it comes;
both are dragged by turns, each twice, and the better of the two counts. What is counted is what Cytoscape draws, not
the browser's frames, most of which are empty where a drawing takes long; a hand of Playwright's moves at most 60 times
a second. What the page's process takes of the processor for a drawing is told too: it hardly changes when others share
the machine, as drawings a second do.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from crackdown.graph.drawing.placing import place
from crackdown.graph.linking.network import network_of
from crackdown.graph.storage.store import Store
from tests.benchmarks.bare_cytoscape import open_bare
from tests.browser.conftest import CHROMIUM, QUIET, Served

SIZES = (200, 1_000)
PLACED = (500, 1_000, 1_500)
_DRAWN = ("agency/", "official/", "operation/")
_KINDS = ("raid", "arrest", "deportation", "rescue", "repatriation", "seizure")
_NAMES = (
    "Harbour",
    "Border",
    "Customs",
    "Immigration",
    "Security",
    "Inspection",
    "Finance",
    "Justice",
    "Signals",
    "Transport",
)
_PREFIXES = (
    "@base <https://w3id.org/crackdown/> . @prefix crk: <https://w3id.org/crackdown/ontology#> . "
    "@prefix kind: <https://w3id.org/crackdown/kind/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
_SECONDS = 4.0
_ROUNDS = 2
CY = "document.querySelector('#canvas')._cyreg.cy"
COUNT_FRAMES = "window.frames_ = 0; (function next() { window.frames_ += 1; requestAnimationFrame(next); })();"


# Where the mouse takes hold: a thing with three lines in sight, the thing with most lines in sight, the ground.
_HOLDS = f"""(() => {{
  const cy = {CY}, [width, height] = [cy.width(), cy.height()];
  const seen = cy.nodes().filter(node => {{
    const {{ x, y }} = node.renderedPosition();
    return x > 60 && y > 60 && x < width - 120 && y < height - 60;
  }}).sort((a, b) => b.degree() - a.degree());
  const usual = seen.filter(node => node.degree() === 3);
  return [usual[Math.floor(usual.length / 2)], seen[0]].map(node => {{
    const {{ x, y }} = node.renderedPosition();
    return [x, y];
  }}).concat([[4, height - 4]]);
}})()"""
_COUNT_DRAWN = f"window.frames_ = 0; {CY}.on('render', () => {{ window.frames_ += 1; }}); 0"


@dataclass(frozen=True)
class Moved:
    """One drag: frames a second, and milliseconds of the processor a frame."""

    frames_a_second: float
    processor_ms: float

    def cell(self) -> str:
        """One cell of the table."""
        return f"{self.frames_a_second:.0f} ({self.processor_ms:.1f} ms)"


@dataclass(frozen=True)
class Drawn:
    """One scene: what stands in it, and how it is moved by each hold, here and on the bare page."""

    nodes: int
    lines: int
    names: int
    first_seconds: float
    ours: list[Moved]
    bare: list[Moved]

    def rows(self) -> list[str]:
        """Three rows of the table."""
        return [
            f"| {self.nodes:,} | {self.lines:,} | {what} | {ours.cell()} | {bare.cell()} "
            f"| {ours.frames_a_second / bare.frames_a_second:.1f} × | {ours.processor_ms / bare.processor_ms:.1f} × |"
            for what, ours, bare in zip(
                ("a thing with 3 lines", "with most lines", "the ground"), self.ours, self.bare, strict=True
            )
        ]


def invent(size: int) -> str:
    """Write a graph like ours in TriG: agencies, their officials, operations that link them; no country."""
    chance = random.Random(size)
    agencies, officials = max(6, size // 12), size // 6
    lines = [
        _thing("agency", n, "Agency", f"Invented Department of {_NAMES[n % len(_NAMES)]} {n}") for n in range(agencies)
    ]
    lines += [_thing("official", n, "Official", f"{_NAMES[n % len(_NAMES)]} Invented {n}") for n in range(officials)]
    lines += [f"<official/{n}> crk:servesIn <agency/{n % agencies}> ." for n in range(officials)]
    for n in range(size - agencies - officials):
        lines.append(f"<operation/{n}> a crk:Operation ; crk:kind kind:{chance.choice(_KINDS)} .")
        for part in ("carriedOutBy", "withPartner")[: chance.randint(1, 2)]:
            # Few agencies do much and most do little, as in the announcements.
            lines.append(f"<operation/{n}> crk:{part} <agency/{int(agencies * chance.random() ** 2)}> .")
        lines.append(f"<operation/{n}> crk:ledBy <official/{chance.randrange(officials)}> .")
    return _PREFIXES + "<announcement/invented> {\n" + "\n".join(lines) + "\n}"


def _thing(path: str, number: int, class_: str, name: str) -> str:
    return f'<{path}/{number}> a crk:{class_} ; rdfs:label "{name}"@en .'


def placing() -> list[str]:
    """Time the places of large scenes, alone; of the processor, as others may share the machine."""
    rows = []
    for size in PLACED:
        with Store.open(None) as store:
            store.writer().put_graphs(invent(size).encode())
            network = network_of(store.view())
            ids = [id_ for id_ in network.nodes if id_.startswith(_DRAWN)]
            links = [(edge.source, edge.target) for edge in network.edges_among(ids)]
        begin = time.process_time()
        place(ids, links)
        rows.append(f"| {len(ids):,} | {len(links):,} | {time.process_time() - begin:.2f} |")
    return rows


def measure(browser: Browser, address: str, ids: list[str]) -> Drawn:
    """Open a scene with no stack left in it, and drag it and a bare page's by turns."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    opened: list[str] = []
    while True:
        begin = time.perf_counter()
        page.goto("about:blank")
        page.goto(f"{address}/#show={','.join(ids)}&open={','.join(opened)}")
        _settle(page)
        first = time.perf_counter() - begin
        stacks: list[str] = page.evaluate(f"{CY}.nodes('[stack]').map(node => node.id())")
        if not stacks:
            break
        opened += stacks
    nodes, lines, names = page.evaluate(f"[{CY}.nodes().length, {CY}.edges().length, {CY}.scratch('names')().length]")
    bare = open_bare(browser, page)
    page.evaluate(_COUNT_DRAWN)
    bare.evaluate(_COUNT_DRAWN)
    moved: dict[Page, list[list[Moved]]] = {page: [], bare: []}
    for _ in range(_ROUNDS):
        for one, rounds in moved.items():
            one.bring_to_front()
            rounds.append([_hold(one, which) for which in range(3)])
    ours, peer = (
        [min(turns, key=lambda turn: turn.processor_ms) for turns in zip(*rounds, strict=True)]
        for rounds in moved.values()
    )
    page.close()
    bare.close()
    return Drawn(nodes, lines, names, first, ours, peer)


def _hold(page: Page, which: int) -> Moved:
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = page.evaluate(_HOLDS)[which]
    return drag(page, box["x"] + x, box["y"] + y)


def _settle(page: Page) -> None:
    page.wait_for_selector("[data-ready=true]")
    until = time.monotonic() + 60
    while page.evaluate(
        f"!document.querySelector('#canvas')?._cyreg || document.querySelector('.busy') !== null "
        f"|| {CY}.nodes().empty() || !{CY}.scratch('names')"
    ):
        if time.monotonic() > until:
            raise TimeoutError("the scene did not come")
        page.wait_for_timeout(30)
    page.wait_for_timeout(500)


def drag(page: Page, x: float, y: float) -> Moved:
    """Count the frames that are drawn while the mouse goes back and forth, and what they take."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y - 5)
    before, taken, begin, step = int(page.evaluate("window.frames_")), processor(page), time.perf_counter(), 0
    while (spent := time.perf_counter() - begin) < _SECONDS:
        step += 1
        page.mouse.move(x + 5 + 60 * abs((step % 60) / 30 - 1), y - 5 - 40 * abs((step % 40) / 20 - 1))
    frames = int(page.evaluate("window.frames_")) - before
    taken = processor(page) - taken
    page.mouse.up()
    return Moved(frames / spent, 1000 * taken / frames)


def processor(page: Page) -> float:
    """Return how many seconds of the processor the pages' processes have taken."""
    assert page.context.browser is not None
    session = page.context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))


def table(sizes: tuple[int, ...] = SIZES) -> str:
    """Measure, and write down."""
    rows, scenes = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for size in sizes:
            with Store.open(None) as store:
                store.writer().put_graphs(invent(size).encode())
                ids = [id_ for id_ in network_of(store.view()).nodes if id_.startswith(_DRAWN)]
                with Served(store) as served:
                    drawn = measure(browser, served.address, ids)
            rows += drawn.rows()
            scenes.append(f"| {drawn.nodes:,} | {drawn.lines:,} | {drawn.names} | {drawn.first_seconds:.1f} |")
        browser.close()
    return "\n".join([
        f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.",
        "",
        "| things | lines | dragged | ours: drawings/s (processor a drawing) | bare Cytoscape "
        "| drawings, ours : bare | processor, ours : bare |",
        "|---|---|---|---|---|---|---|",
        *rows,
        "",
        "| things | lines | names | first, s |",
        "|---|---|---|---|",
        *scenes,
        "",
        "| things placed by the server | links | s of the processor |",
        "|---|---|---|",
        *placing(),
    ])  # fmt: skip


if __name__ == "__main__":
    print(table(tuple(int(size) for size in sys.argv[1:]) or SIZES))
