"""Keeping a finding: the address, the browser's Back, saved views, and the menus."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from crackdown.graph.storage.store import Store
from tests.browser.conftest import Explorer, Served

COMPETENCY = Path(__file__).parents[1] / "ontology" / "competency.trig"
REPLACED = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
SAVED, EXPORT = ".page-tools .menu > button:text-is('Saved')", ".page-tools .menu > button:text-is('Export')"


def rounded(explorer: Explorer) -> dict[str, list[int]]:
    return {id_: [round(part) for part in place] for id_, place in explorer.places().items()}


def hash_of(explorer: Explorer) -> str:
    return str(explorer.page.evaluate("window.location.hash"))


def reload(explorer: Explorer) -> Explorer:
    explorer.page.reload()
    explorer.page.wait_for_selector("[data-ready=true]")
    return explorer.settle()


# The address


def test_a_reload_brings_back_things_places_pins_and_hidden_types(hub):
    hub.page.locator("#canvas").focus()
    hub.page.keyboard.press("p")
    hub.page.click(".legend >> text=Airports")
    hub.settle()
    before = sorted(hub.drawn()), rounded(hub), hub.ask("nodes('.pinned').map(node => node.id())")
    assert before[2]
    reload(hub)
    assert (sorted(hub.drawn()), rounded(hub), hub.ask("nodes('.pinned').map(node => node.id())")) == before
    assert hub.page.get_attribute(".legend button:has-text('Airports')", "aria-pressed") == "false"


def test_a_link_opens_the_same_picture_elsewhere(hub, open_explorer):
    places = rounded(hub)
    other = open_explorer(f"/{hash_of(hub)}").settle()
    assert rounded(other) == places


def test_an_opened_stack_is_open_after_a_reload(hub):
    stack = next(id_ for id_ in hub.drawn() if id_.startswith("stack:"))
    hub.click(stack, times=2)
    hub.settle()
    drawn = sorted(hub.drawn())
    assert stack not in drawn
    assert sorted(reload(hub).drawn()) == drawn


def test_back_takes_back_a_step_and_forward_makes_it_again(hub):
    first, places = sorted(hub.drawn()), rounded(hub)
    hub.open("harbour court")
    second = sorted(hub.drawn())
    assert second != first
    hub.page.go_back()
    hub.settle()
    assert sorted(hub.drawn()) == first
    assert rounded(hub) == places
    hub.page.go_forward()
    hub.settle()
    assert sorted(hub.drawn()) == second


def test_back_leads_from_a_first_search_to_the_start_page_and_forward_returns(hub):
    drawn = sorted(hub.drawn())
    hub.page.go_back()
    hub.page.wait_for_selector("text=Who acts against online scams")
    hub.page.go_forward()
    hub.settle()
    assert sorted(hub.drawn()) == drawn


def test_selecting_and_dragging_are_no_steps_of_their_own(hub):
    steps = hub.page.evaluate("window.history.length")
    agency = next(id_ for id_ in hub.drawn() if id_.startswith("agency/"))
    hub.page.keyboard.press("Escape")
    hub.click(agency)
    hub.page.locator("#canvas").focus()
    hub.page.keyboard.press("p")
    hub.settle()
    assert "pin=" in hash_of(hub)
    assert hub.page.evaluate("window.history.length") == steps


def test_back_returns_from_the_table_to_the_network(hub):
    hub.page.click("nav >> text=Table")
    hub.page.wait_for_selector("table")
    hub.page.go_back()
    hub.page.wait_for_selector("table", state="detached")


@pytest.fixture(scope="module")
def merged(browser: Any) -> Iterator[tuple[str, str, str]]:
    """A server whose graph knows a thing that was merged, its old id, and its new one."""
    with Store.open(None) as store:
        store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {"))
        quad = next(iter(store.view().engine.quads_for_pattern(None, REPLACED, None, ox.DefaultGraph())))
        old, new = (one.value.split("/crackdown/", 1)[1] for one in (quad.subject, quad.object))
        with Served(store) as served:
            yield served.address, old, new


def test_a_merged_thing_is_followed_and_told_once(merged, open_explorer):
    address, old, new = merged
    explorer = open_explorer(f"/#show={old},country/KH&xy=40:-60&pin={old}&at={old}", at=address).settle()
    explorer.page.wait_for_selector("text=1 thing has since been merged into another.")
    assert new in explorer.drawn()
    assert rounded(explorer)[new] == [40, -60]
    assert old not in hash_of(explorer)
    assert explorer.ask("nodes('.pinned.selected').map(node => node.id())") == [new]
    reload(explorer)
    assert not explorer.page.is_visible("text=has since been merged")


def test_a_link_to_a_merged_thing_alone_selects_what_it_became(merged, open_explorer):
    address, old, new = merged
    explorer = open_explorer(f"/#at={old}", at=address).settle()
    assert explorer.ask("nodes('.selected').map(node => node.id())") == [new]


def test_what_is_gone_is_named_and_the_rest_shown(hub, open_explorer):
    kept = next(id_ for id_ in hub.drawn() if id_.startswith("agency/"))
    explorer = open_explorer(f"/#show={kept},official/long-gone").settle()
    explorer.page.wait_for_selector("text=No longer in the graph: official/long-gone")
    assert explorer.drawn() == [kept]


def test_a_view_too_large_for_a_link_stays_in_this_browser_and_says_so(hub, open_explorer):
    long = f"{hash_of(hub)}&note={'x' * 9000}"
    drawn = sorted(hub.drawn())
    explorer = open_explorer(f"/{long}").settle()
    explorer.page.wait_for_selector("text=too large for a link")
    kept = hash_of(explorer)
    assert re.fullmatch(r"#kept=\w+", kept)
    assert sorted(reload(explorer).drawn()) == drawn
    elsewhere = open_explorer(f"/{kept}")
    elsewhere.page.wait_for_selector("text=Ask for it as a file")


# Saved views


def save_view(explorer: Explorer, name: str) -> None:
    explorer.page.click(SAVED)
    explorer.page.get_by_label("Name of this view").fill(name)
    explorer.page.click("text=Save this view")
    explorer.page.wait_for_selector(f".saved-list >> text={name}")


def test_a_saved_view_is_opened_from_the_start_page(hub):
    places = rounded(hub)
    save_view(hub, "<b>The harbour</b>")
    hub.page.keyboard.press("Escape")
    hub.page.click(".brand")
    hub.page.click(".saved-on-start >> text=<b>The harbour</b>")
    hub.settle()
    assert rounded(hub) == places


def test_saved_views_outlive_the_page_and_are_renamed_and_deleted(hub):
    save_view(hub, "First")
    reload(hub).page.click(SAVED)
    hub.page.click("text=Rename")
    hub.page.get_by_label("New name").fill("Second")
    hub.page.keyboard.press("Enter")
    hub.page.wait_for_selector(".saved-list >> text=Second")
    hub.page.click("text=Delete")
    hub.page.wait_for_selector("text=None yet.")
    assert hub.page.evaluate("window.localStorage.getItem('crackdown-saved')") == "[]"


def test_saved_views_travel_as_a_file(hub, open_explorer, tmp_path):
    save_view(hub, "For a colleague")
    with hub.page.expect_download() as download:
        hub.page.click("text=Save all as a file")
    file = tmp_path / "views.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["views"][0]["name"] == "For a colleague"
    other = open_explorer().open("harbour court")
    other.page.click(SAVED)
    other.page.set_input_files(".menu-files input", file)
    other.page.click(".saved-list >> text=For a colleague")
    other.settle()
    assert sorted(other.drawn()) == sorted(hub.drawn())


def test_a_file_of_something_else_is_refused_in_words(hub, tmp_path):
    (tmp_path / "x.json").write_text('{"views": [{"name": 1}]}')
    hub.page.click(SAVED)
    hub.page.set_input_files(".menu-files input", tmp_path / "x.json")
    hub.page.wait_for_selector("text=This file holds no saved views.")


# Menus


def test_escape_closes_a_menu_and_returns_to_its_button(hub):
    hub.page.click(EXPORT)
    hub.page.get_by_label("Title").fill("ehf")
    hub.page.keyboard.press("Escape")
    assert not hub.page.is_visible(".menu-panel")
    assert hub.page.evaluate("document.activeElement.textContent") == "Export"
    assert hub.page.is_visible("#panel")


def test_a_phone_has_its_menu_within_its_screen(open_explorer):
    phone = open_explorer(width=390, height=844).open("harbour immigration")
    phone.page.click(".everything > button")
    box = phone.page.locator(".menu-panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
