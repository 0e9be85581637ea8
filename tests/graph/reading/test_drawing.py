"""The drawing opens offline, asks nobody for anything, and lets no text become markup."""

from __future__ import annotations

import json
import math
import re
from xml.etree import ElementTree

import pytest

from crackdown.errors import NotFound
from crackdown.graph.drawing.layout import rings
from crackdown.graph.drawing.page import choose_scene, draw
from crackdown.graph.drawing.scene import Scene
from crackdown.graph.drawing.svg import to_svg
from crackdown.graph.linking.network import Network
from crackdown.graph.storage.store import Store, View

GDI = "agency/kh-general-department-of-immigration"
EVIL = '</script><script>alert(1)</script><img src=x onerror=alert(2) href="x">'


@pytest.fixture(scope="module")
def page(view: View) -> str:
    return draw(view, GDI)


def told(page: str) -> dict[str, dict[str, dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_nothing_is_loaded_from_elsewhere(page: str) -> None:
    assert re.findall(r"<(?:link|img|iframe)\b[^>]*>|<script\b[^>]*\bsrc\b[^>]*>|@import", page) == []


def test_a_policy_forbids_outside_requests(page: str) -> None:
    assert "default-src 'none'" in page


def test_the_page_is_one_document_in_utf8(page: str) -> None:
    assert (page.count("<html"), page.count("<body>"), page.count('charset="utf-8"')) == (1, 1, 1)
    assert page.startswith("<!doctype html>")


def test_what_it_shows_is_the_scene(page: str, network: Network) -> None:
    scene = choose_scene(network, GDI)
    assert (set(told(page)["nodes"]), set(told(page)["edges"])) == (set(scene.nodes), {e.id for e in scene.edges})


def test_a_line_has_its_quotes(page: str) -> None:
    quotes = [quote for edge in told(page)["edges"].values() for quote in edge["quotes"]]
    assert "Leur vol spécial a décollé de l'aéroport international de Techo" in [quote["text"] for quote in quotes]


def test_the_note_says_what_was_left_out(view: View) -> None:
    assert re.search(r"5 things, \d+ relations\. \d+ more are not drawn\.", draw(view, "country/KH", most_nodes=5))


def test_an_unknown_thing_is_not_found(view: View) -> None:
    with pytest.raises(NotFound):
        draw(view, "agency/nobody")


def test_text_never_becomes_markup() -> None:
    store = Store.open(None)
    agency = "<https://w3id.org/crackdown/agency/evil>"
    label = json.dumps(EVIL + "\u202e", ensure_ascii=False)
    store.writer().put_graphs(
        f"<https://w3id.org/x> {{ {agency} a <https://w3id.org/crackdown/ontology#Agency> ; "
        f"<http://www.w3.org/2000/01/rdf-schema#label> {label} }}".encode()
    )
    page = draw(store.view(), "agency/evil")
    assert "<script>alert(1)" not in page
    assert "<img" not in page
    assert "popup.innerHTML" not in page
    assert "\u202e" not in page
    assert told(page)["nodes"]["agency/evil"]["label"] == EVIL + "[RLO]"


def test_a_picture_is_xml_whatever_a_title_holds() -> None:
    picture = to_svg(Scene(None, {}, [], 0, "a\ufffe\uffff\x0b\x00b"), {}, {})
    assert ElementTree.fromstring(picture).get("aria-label") == "ab"


def test_no_two_nodes_stand_on_one_another(network: Network) -> None:
    scene = choose_scene(network, "country/KH")
    positions = list(rings(scene.center.id, scene.nodes, scene.edges).values())
    gaps = [math.dist(one, other) for at, one in enumerate(positions) for other in positions[:at]]
    assert min(gaps) > 100


def test_positions_are_the_same_in_every_run(network: Network) -> None:
    scene = choose_scene(network, GDI)
    assert rings(scene.center.id, scene.nodes, scene.edges) == rings(scene.center.id, scene.nodes, scene.edges)
