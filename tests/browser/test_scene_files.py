"""What is exported from the explorer, opened by what opens it: a page from a file, offline, included."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx
import networkx as nx
import pytest

from crackdown.graph.export.pack_verification import verify_pack
from crackdown.graph.export.scene_look import DARK, LIGHT
from tests.browser.conftest import ARABIC, HUB, KHMER, Explorer

EXPORT = ".page-tools .menu > button:text-is('Export')"


def download(explorer: Explorer, words: str, folder: Path, title: str = "") -> Path:
    explorer.page.click(EXPORT)
    explorer.page.get_by_label("Title").fill(title)
    with explorer.page.expect_download() as taken:
        explorer.page.click(f".export-list >> text={words}")
    file = folder / taken.value.suggested_filename
    taken.value.save_as(file)
    explorer.page.wait_for_selector(".menu-panel", state="detached")
    return file


@pytest.fixture
def scripts(hub) -> Explorer:
    """The hub beside agencies whose names are Khmer, Arabic, and mark-up."""
    for words in (KHMER[:20], ARABIC[:20], "img src"):
        hub.open(words)
    return hub


def test_the_vector_picture_shows_what_the_canvas_shows(scripts, tmp_path):
    file = download(scripts, "Vector picture", tmp_path, "Who sent whom")
    picture = ET.parse(file).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    places = scripts.places()
    marks = [one.get("transform") for one in picture.iter(f"{svg}g") if one.get("data-things")]
    assert len(marks) == len(places)
    shown = " ".join(one.text or "" for one in picture.iter(f"{svg}text"))
    for text in scripts.ask("nodes().map(node => node.data('text'))"):
        assert all(line.strip("\u2068\u2069") in shown for line in text.split("\n"))
    assert "Who sent whom" in shown
    assert "graph " in shown


def test_the_picture_is_twice_as_fine_as_the_vector_picture(hub, tmp_path):
    picture = ET.parse(download(hub, "Vector picture", tmp_path)).getroot()
    png = download(hub, "Picture (PNG)", tmp_path).read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert abs(width - 2 * float(picture.get("width") or 0)) <= 1
    assert abs(height - 2 * float(picture.get("height") or 0)) <= 1


def test_gephi_gets_the_members_of_a_stack_round_it(hub, tmp_path):
    graph = nx.read_gexf(download(hub, "Network (GEXF)", tmp_path))
    stack = next(id_ for id_ in hub.drawn() if id_.startswith("stack:"))
    x, y = hub.places()[stack]
    operations = [data["viz"]["position"] for id_, data in graph.nodes(data=True) if "deportation" in id_]
    assert len(operations) == 6
    assert all(abs(place["x"] - x) < 90 and abs(place["y"] + y) < 90 for place in operations)


def test_what_the_legend_hides_is_not_exported(hub, tmp_path):
    hub.page.click(".legend >> text=Operations")
    hub.settle()
    graph = nx.read_gexf(download(hub, "Network (GEXF)", tmp_path))
    assert not [id_ for id_ in graph if id_.startswith("operation/")]
    assert [id_ for id_ in graph if id_.startswith("agency/")]


@pytest.fixture(scope="module")
def page_file(address, tmp_path_factory) -> Path:
    """The page of the hub, of its court, and of agencies whose names are Khmer, Arabic, and mark-up."""
    words = (HUB, "harbour court", KHMER[:20], ARABIC[:20], "img src")
    found = [httpx.get(f"{address}/api/search", params={"q": one, "limit": 1}).json()["hits"][0]["id"] for one in words]
    near = [httpx.get(f"{address}/api/neighbourhood", params={"id": one}).json()["nodes"] for one in found]
    ids = dict.fromkeys([*found, *(node["id"] for nodes in near for node in nodes if node["type"] != "announcement")])
    body = {"ids": list(ids), "title": "<script>document.title='owned'</script>"}
    answer = httpx.post(f"{address}/api/scene/html", json=body)
    assert answer.status_code == 200
    file = tmp_path_factory.mktemp("mailed") / "scene.html"
    file.write_bytes(answer.content)
    return file


@pytest.fixture
def mailed(page_file, browser) -> Iterator[Any]:
    """The page, opened from a file by a browser without a network; no request may be made, and no fault happen."""
    faults: list[str] = []
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("request", lambda request: faults.append(request.url) if request.url != page_file.as_uri() else None)
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(page_file.as_uri())
    yield page
    context.close()
    assert faults == []


def test_the_page_opens_from_a_file_and_leads_from_a_thing_to_its_words(mailed):
    thing = mailed.locator("svg a.mark", has=mailed.locator("title", has_text=HUB)).first
    thing.locator(".outline").click()
    target = mailed.locator("section:target")
    assert HUB in target.inner_text()
    assert "chosen" in (thing.get_attribute("class") or "")
    assert target.locator("blockquote mark").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_exported_in_the_dark_has_the_colours_of_its_readers_scheme(open_explorer, browser, tmp_path, scheme):
    explorer = open_explorer(color_scheme="dark").open(HUB)
    file = download(explorer, "Web page (HTML)", tmp_path)
    context = browser.new_context(offline=True, color_scheme=scheme)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        palette = {"light": LIGHT, "dark": DARK}[scheme]
        colours = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll("svg .mark .outline:not([fill=none])")].map(
              one => [one.classList[1], getComputedStyle(one).fill]))"""
        )
        assert {"agency", "operation"} <= set(colours)
        assert colours == {type_: in_rgb(palette.types[type_]) for type_ in colours}
    finally:
        context.close()


def in_rgb(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f"rgb({red}, {green}, {blue})"


def test_the_pages_quotes_stand_in_their_language_and_direction(mailed):
    assert mailed.locator("blockquote[lang=ar][dir=rtl]").count() > 0
    assert mailed.locator("blockquote[lang=km]").count() > 0


def test_hostile_names_are_inert_in_the_page(mailed):
    assert "owned" not in mailed.title().replace("<script>document.title='owned'</script>", "")
    assert mailed.locator("img").count() == 0
    assert mailed.locator("script").count() == 1


def test_the_evidence_pack_is_whole_and_verbatim(scripts, tmp_path):
    file = download(scripts, "Evidence pack", tmp_path, "The harbour")
    verdict = verify_pack(file)
    assert verdict.problems == []
    assert verdict.verbatim > 20
    assert verdict.unchecked == 0
    scene = json.loads(zipfile.ZipFile(file).read("scene.json"))
    assert scene["title"] == "The harbour"
    assert "#show=" in scene["address"]


def test_without_texts_the_pack_says_what_it_lacks(hub, tmp_path):
    hub.page.click(EXPORT)
    hub.page.uncheck(".menu-check input")
    with hub.page.expect_download() as taken:
        hub.page.click(".export-list >> text=Evidence pack")
    taken.value.save_as(tmp_path / "pack.zip")
    assert verify_pack(tmp_path / "pack.zip").verbatim == 0
