"""How smoothly the explorer's network moves, and how soon a large scene has its places.

`python -m tests.benchmarks.drawing [THINGS…]` prints two tables.

A headless Chromium without a GPU, before the real server over an invented graph in memory. A scene of so many labelled
things is opened by its address, its stacks opened too; then a thing is dragged, and the ground, while the frames that
the page draws are counted. Chromium draws at most 60 a second. What the page's process takes of the processor for a
frame is told too: it hardly changes when others share the machine, as frames a second do.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

from crackdown.graph.drawing.placing import place
from crackdown.graph.linking.network import network_of
from crackdown.graph.storage.store import Store
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
_CY = "document.querySelector('#canvas')._cyreg.cy"
COUNT_FRAMES = "window.frames_ = 0; (function next() { window.frames_ += 1; requestAnimationFrame(next); })();"


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
    """One scene: what stands in it, and frames a second while a thing and while the ground is dragged."""

    nodes: int
    lines: int
    names: int
    first_seconds: float
    thing: Moved
    ground: Moved

    def row(self) -> str:
        """One row of the table."""
        return (
            f"| {self.nodes:,} | {self.lines:,} | {self.names} | {self.first_seconds:.1f} "
            f"| {self.thing.cell()} | {self.ground.cell()} |"
        )


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


def measure(page: Page, address: str, ids: list[str]) -> Drawn:
    """Open a scene with no stack left in it, and drag."""
    opened: list[str] = []
    while True:
        begin = time.perf_counter()
        page.goto("about:blank")
        page.goto(f"{address}/#show={','.join(ids)}&open={','.join(opened)}")
        _settle(page)
        first = time.perf_counter() - begin
        stacks: list[str] = page.evaluate(f"{_CY}.nodes('[stack]').map(node => node.id())")
        if not stacks:
            break
        opened += stacks
    page.evaluate(COUNT_FRAMES)
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    thing: list[float] = page.evaluate(
        f"(() => {{ const p = {_CY}.nodes().sort((a, b) => b.degree() - a.degree())[0].renderedPosition(); "
        "return [p.x, p.y]; })()"
    )
    on_thing = drag(page, box["x"] + thing[0], box["y"] + thing[1])
    on_ground = drag(page, box["x"] + 4, box["y"] + box["height"] - 4)
    counted: Any = page.evaluate(f"[{_CY}.nodes().length, {_CY}.edges().length, {_CY}.scratch('names')().length]")
    return Drawn(*counted, first, on_thing, on_ground)


def _settle(page: Page) -> None:
    page.wait_for_selector("[data-ready=true]")
    until = time.monotonic() + 60
    while page.evaluate(
        f"!document.querySelector('#canvas') || document.querySelector('.busy') !== null || {_CY}.nodes().empty() "
        f"|| !{_CY}.scratch('names')"
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
    before, taken, begin, step = int(page.evaluate("window.frames_")), _processor(page), time.perf_counter(), 0
    while (spent := time.perf_counter() - begin) < _SECONDS:
        step += 1
        page.mouse.move(x + 5 + 60 * abs((step % 60) / 30 - 1), y - 5 - 40 * abs((step % 40) / 20 - 1))
    frames = int(page.evaluate("window.frames_")) - before
    taken = _processor(page) - taken
    page.mouse.up()
    return Moved(frames / spent, 1000 * taken / frames)


def _processor(page: Page) -> float:
    """Return how many seconds of the processor the pages' processes have taken."""
    assert page.context.browser is not None
    session = page.context.browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(one["cpuTime"] for one in processes if one["type"] == "renderer"))


def table(sizes: tuple[int, ...] = SIZES) -> str:
    """Measure, and write down."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for size in sizes:
            with Store.open(None) as store:
                store.writer().put_graphs(invent(size).encode())
                ids = [id_ for id_ in network_of(store.view()).nodes if id_.startswith(_DRAWN)]
                with Served(store) as served:
                    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
                    rows.append(measure(page, served.address, ids).row())
                    page.close()
        browser.close()
    return "\n".join([
        "| things | lines | names | first, s | a thing dragged: frames/s (processor a frame) | the ground |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "| things placed by the server | links | s of the processor |",
        "|---|---|---|",
        *placing(),
    ])  # fmt: skip


if __name__ == "__main__":
    print(table(tuple(int(size) for size in sys.argv[1:]) or SIZES))
