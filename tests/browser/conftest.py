"""Headless Chromium before the real server, over a store in memory that holds four invented announcements.

Their facts are made up. They hold what breaks explorers: a hub with more operations of one kind than can be drawn
singly, long Khmer and Arabic names, and an agency whose name is mark-up with a reordering character. Every page is
watched: a request that leaves this machine, a console error or an uncaught exception fails its test.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

from crackdown.api.app import create_app
from crackdown.graph.announcement.record import (
    Agency,
    Airport,
    Evidence,
    EvidenceMap,
    Official,
    Operation,
    Record,
    Sentence,
)
from crackdown.graph.storage.store import Store

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
# Without these Chromium itself asks for updates and lists.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
BUILT = Path(__file__).parents[2] / "api/static/index.html"

HUB = "Harbour Immigration Office"
COURT = "Harbour Court of Appeal"
KHMER = "ស្នងការដ្ឋាននគរបាលរាជធានីភ្នំពេញនៃអគ្គស្នងការដ្ឋាននគរបាលជាតិព្រះរាជាណាចក្រកម្ពុជា"
ARABIC = "الأمانة العامة للجنة مكافحة الاحتيال عبر الإنترنت التابعة لمجلس الوزراء"
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> \u202elicnuoC"
MONTHS = ["January", "February", "March", "April", "May", "June"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find(text: str, words: str, **more: Any) -> Evidence:
    start = text.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)


def make_record(
    stem: str, language: str, text: str, agencies: list[str], operations: list[Operation], **more: Any
) -> Record:
    digest = hashlib.sha256(stem.encode()).hexdigest()
    return Record(
        id=stem, title=stem, language=language, published="2026-06-30", sha256=digest,
        outcome="facts_found", announced_by=agencies[:1],
        agencies=[Agency(name=n, country="KH", kind="other", evidence={"name": find(text, n)}) for n in agencies],
        operations=operations, **more,
        evidence={"announced_by": {agencies[0]: find(text, agencies[0])}, "published": find(text, "2026-06-30")},
    )  # fmt: skip


def english() -> tuple[Record, str]:
    sentences = [f"On 8 {month} 2026 it sent out {400 + number} people." for number, month in enumerate(MONTHS)]
    text = "\n".join([
        f"Invented for tests, 2026-06-30. The {HUB} of Cambodia reports. Its head is Lin Invented, commissioner.",
        *sentences,
        "The people of June left through Techo International Airport.",
        f"On 9 June 2026 the {COURT} convicted 12 people.",
        "Xyzzy plugh.",
    ])  # fmt: skip
    operations = [
        Operation(
            kind="deportation", date=f"2026-{number + 1:02}-08", persons=400 + number, country="KH", agencies=[HUB],
            airports=["KTI"] if month == "June" else [],
            evidence={
                "kind": find(text, sentence), "date": find(text, f"8 {month} 2026"), "country": find(text, "Cambodia"),
                "persons": find(text, f"{400 + number} people", printed=str(400 + number)),
                "agencies": {HUB: find(text, sentence)},
                **({"airports": {"KTI": find(text, "Techo International Airport")}} if month == "June" else {}),
            })
        for number, (month, sentence) in enumerate(zip(MONTHS, sentences, strict=True))
    ]  # fmt: skip
    convicted = f"the {COURT} convicted 12 people"
    operations.append(Operation(
        kind="conviction", date="2026-06-09", persons=12, country="KH", agencies=[COURT],
        evidence={
            "kind": find(text, "convicted"), "date": find(text, "9 June 2026"), "country": find(text, "Cambodia"),
            "persons": find(text, "12 people", printed="12"), "agencies": {COURT: find(text, convicted)},
        }))  # fmt: skip
    head: EvidenceMap = {field: find(text, words) for field, words in {
        "name": "Lin Invented", "role": "commissioner", "agency": "Its head is Lin Invented"}.items()}  # fmt: skip
    official = Official(name="Lin Invented", role="commissioner", agency=HUB, evidence=head)
    name = "Techo International Airport"
    airport = Airport(name=name, iata="KTI", country="KH", evidence={"name": find(text, name)})
    return make_record(
        "en-invented", "en", text, [HUB, COURT], operations, officials=[official], airports=[airport],
        sentences=[
            Sentence(start=find(text, line).start, end=find(text, line).end, status=(
                "not_understood" if line.startswith("Xyzzy") else "used"))
            for line in text.split("\n")
        ],
    ), text  # fmt: skip


def in_script(stem: str, language: str, agency: str, sentence: str, persons: int) -> tuple[Record, str]:
    text = f"2026-06-30\n{agency}\n{sentence}"
    operation = Operation(
        kind="arrest", date="2026-05", persons=persons, country="KH", agencies=[agency],
        evidence={
            "kind": find(text, sentence), "date": find(text, sentence), "country": find(text, sentence),
            "persons": find(text, sentence, printed=str(persons)), "agencies": {agency: find(text, sentence)},
        })  # fmt: skip
    return make_record(stem, language, text, [agency], [operation]), text


def announcements() -> list[tuple[Record, str]]:
    return [
        english(),
        in_script("km-invented", "km", KHMER, "បានឃាត់ខ្លួនមនុស្ស ៣១ នាក់ នៅថ្ងៃទី៣ ខែឧសភា", 31),
        in_script("ar-invented", "ar", ARABIC, "ألقت القبض على 32 شخصا في 3 مايو في كمبوديا", 32),
        in_script(
            "xx-invented", "en", HOSTILE, "<script>document.title='owned'</script> took 33 people\u202e on 3 May", 33
        ),
    ]


class Served:
    """One server in a thread, on a free port of the loopback interface."""

    def __init__(self, store: Store) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> Served:
        self.thread.start()
        until = time.monotonic() + 90
        while not self.server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(90)


@pytest.fixture(scope="module")  # its event loop must not go on in this thread under other tests
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on PATH; on Debian: apt-get install chromium")
    if not BUILT.is_file():
        pytest.skip("the explorer is not built; pip install -e . builds it where Node is at hand")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(browser: Any) -> Iterator[str]:
    with Store.open(None) as store:
        writer = store.writer()
        for record, text in announcements():
            writer.put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        writer.flush()
        with Served(store) as served:
            yield served.address


Serve = Callable[[Store], str]


@pytest.fixture(scope="module")
def serve(browser: Any) -> Iterator[Serve]:
    """Return what serves a store of a test's own until the module ends, and gives its address."""
    with ExitStack() as running:
        yield lambda store: running.enter_context(Served(store)).address


@pytest.fixture(scope="module")
def empty_address(browser: Any) -> Iterator[str]:
    with Store.open(None) as store, Served(store) as served:
        yield served.address


class Explorer:
    """One window of the explorer, driven as a person drives it."""

    cy = "document.querySelector('#canvas')._cyreg.cy"

    def __init__(self, page: Any, faults: list[str]) -> None:
        self.page = page
        self.faults = faults

    def forgive(self, words: str) -> None:
        """Take a fault as what the test is about; it must have happened."""
        assert [fault for fault in self.faults if words in fault]
        self.faults[:] = [fault for fault in self.faults if words not in fault]

    def open(self, words: str) -> Explorer:
        """Search, and take the first answer."""
        self.page.fill("#search", words)
        self.page.wait_for_selector(".answer")
        self.page.press("#search", "Enter")
        return self.settle()

    def settle(self) -> Explorer:
        """Wait until everything asked for has come and stands in its place."""
        self.wait("nodes().nonempty() && !document.querySelector('.busy')")
        self.page.wait_for_timeout(150)
        return self

    def wait(self, expression: str) -> None:
        """Wait until something holds of the canvas; Playwright's own waiting needs eval, which the page forbids."""
        until = time.monotonic() + 90
        while not self.page.evaluate(f"document.querySelector('#canvas')?._cyreg && {self.cy}.{expression}"):
            assert time.monotonic() < until, f"never came true: {expression}"
            self.page.wait_for_timeout(30)

    def ask(self, expression: str) -> Any:
        return self.page.evaluate(f"{self.cy}.{expression}")

    def drawn(self) -> list[str]:
        ids: list[str] = self.ask("nodes().map(node => node.id())")
        return ids

    def places(self) -> dict[str, list[float]]:
        places: dict[str, list[float]] = self.page.evaluate(
            f"Object.fromEntries({self.cy}.nodes().map(n => [n.id(), [n.position('x'), n.position('y')]]))"
        )
        return places

    def click(self, element: str, *, times: int = 1) -> None:
        """Click a thing or a line on the canvas."""
        point = self.page.evaluate(
            f"""id => {{
              const element = {self.cy}.getElementById(id);
              const box = document.querySelector('#canvas').getBoundingClientRect();
              const at = element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
              return [box.x + at.x, box.y + at.y];
            }}""",
            element,
        )
        self.page.mouse.click(*point, click_count=times)


# The layout starts from chance: here from the same chance each time, so that a click never meets another line.
STEADY = "let seed = 7; Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;"

OpenExplorer = Callable[..., Explorer]


@pytest.fixture
def open_explorer(browser: Any, address: str) -> Iterator[OpenExplorer]:
    """Open the explorer in a window of its own; afterwards nothing may have gone wrong in any of them."""
    contexts: list[Any] = []
    faults: list[str] = []

    def check(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:")):
            faults.append(f"request: {request.url}")

    def watch(page: Any) -> None:
        page.on("request", check)
        page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
        page.on(
            "console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None
        )

    def open_one(path: str = "/", at: str = address, width: int = 1280, height: int = 800, **options: Any) -> Explorer:
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(90_000)
        context.add_init_script(STEADY)
        context.on("page", watch)
        contexts.append(context)
        page = context.new_page()
        page.goto(at + path)
        page.wait_for_selector("[data-ready=true]")
        return Explorer(page, faults)

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def hub(open_explorer: OpenExplorer) -> Explorer:
    """The explorer with the agency that carried out six deportations, chosen by search."""
    return open_explorer().open("harbour immigration")


TOTALS = "SELECT ?op ?agency ?n { ?op crk:carriedOutBy ?agency ; crk:total/crk:value ?n } ORDER BY ?n"


def query_link(query: str = TOTALS, **params: str) -> str:
    """The path of the view that asks, with a query in it."""
    return f"/#view=query&q={quote(query)}" + "".join(f"&{name}={quote(value)}" for name, value in params.items())


@pytest.fixture(name="query_link")
def query_link_fixture() -> Callable[..., str]:
    return query_link


@pytest.fixture
def answered(open_explorer: OpenExplorer) -> Callable[..., Any]:
    """The view that asks, opened by a link, with its answer."""

    def open_link(query: str = TOTALS, **params: str) -> Any:
        page = open_explorer(query_link(query, **params)).page
        page.wait_for_selector(".query-told")
        return page

    return open_link
