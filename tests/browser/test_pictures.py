"""Named sample graphs look as they did: network, map and flows, light and dark, compared with small pictures kept here.

After a wanted change of looks: CRACKDOWN_KEEP_PICTURES=1 pytest tests/browser/test_pictures.py, then look at what it
wrote into tests/browser/pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from crackdown.graph.storage.store import Store
from tests.browser.pictures import Small, apart
from tests.browser.test_map import AIRPORTS, OPERATIONS, announcement

# Places are given, as a layout makes room for names, which are as wide as a machine's fonts.
NETWORK = (
    "/#show=country/KH,agency/kh-harbour-immigration-office,/kh-harbour-court-of-appeal,official/kh-lin-invented"
    "&xy=0:0,220:-120,-200:90,240:150"
)
HIDE_NAMES = """() => document.querySelectorAll('svg text, .badges, .borders, .notice').forEach(one => {
  one.style.visibility = 'hidden';
})"""
# The ribbons without the room for names at either side, which is as wide as these are.
AROUND = """selector => {
  const boxes = [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map(box => box.left)), Math.min(...boxes.map(box => box.top))];
  const [right, bottom] = [Math.max(...boxes.map(box => box.right)), Math.max(...boxes.map(box => box.bottom))];
  return { x: left, y: top, width: right - left, height: bottom - top };
}"""


@pytest.fixture(scope="module")
def flows_address(serve: Any) -> Iterator[str]:
    with Store.open(None) as store:
        writer = store.writer()
        record, text = announcement("first", OPERATIONS, AIRPORTS)
        writer.put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        writer.flush()
        yield serve(store)


@pytest.fixture
def small(browser: Any) -> Iterator[Small]:
    page = browser.new_page()
    yield Small(page)
    page.close()


@pytest.fixture
def shoot(open_explorer: Any, address: str, flows_address: str) -> Any:
    """Return what opens a sample graph and makes a screenshot of what is drawn, without names."""

    def picture(name: str, scheme: str = "light", more: str = "") -> bytes:
        options: dict[str, Any] = {"color_scheme": scheme, "device_scale_factor": 1}
        if name == "network":
            explorer = open_explorer(NETWORK + more, **options).settle()
            # Names count where all is brought into view: here the camera stands, and the cut is of one size.
            explorer.ask("viewport({ zoom: 1, pan: { x: 320, y: 220 } }).zoom()")
            part = "#canvas"
        else:
            explorer = open_explorer(f"/#view={name}{more}", at=flows_address, **options)
            part = {"map": ".world", "flows": ".sankey-node rect"}[name]
            explorer.page.wait_for_selector({"map": ".marks .spot", "flows": ".ribbon"}[name], state="attached")
        page = explorer.page
        page.wait_for_load_state("networkidle")
        page.evaluate(HIDE_NAMES)
        clip = page.evaluate(AROUND, part)
        if name == "network":
            clip |= {"width": 640, "height": 440}
        return page.screenshot(clip=clip)

    return picture


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["network", "map", "flows"])
def test_a_sample_graph_looks_as_it_did(small: Small, shoot: Any, name: str, scheme: str) -> None:
    cells = small.of(shoot(name, scheme))
    if os.environ.get("CRACKDOWN_KEEP_PICTURES"):
        small.keep(f"{name}-{scheme}", cells)
    found = apart(cells, small.kept(f"{name}-{scheme}"))
    assert found.is_alike, f"{found}; after a wanted change run this file with CRACKDOWN_KEEP_PICTURES=1"


@pytest.mark.parametrize(
    ("name", "scheme", "more"),
    [
        ("network", "light", "&notypes=official"),
        ("network", "light", "&nolines=carriedOutBy,inCountry,country,servesIn,departedFrom"),
        ("map", "light", "&kind=arrest"),
        ("map", "dark", ""),
        ("flows", "light", "&kind=deportation"),
        ("flows", "light", "&width=operations"),
    ],
)
def test_another_picture_is_told_apart(small: Small, shoot: Any, name: str, scheme: str, more: str) -> None:
    found = apart(small.of(shoot(name, scheme, more)), small.kept(f"{name}-light"))
    assert not found.is_alike
