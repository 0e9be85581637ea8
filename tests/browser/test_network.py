"""The network: names, groups of a hub, menus and keys, several things at once, filters, paths, lines."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from crackdown.graph.storage.store import Store
from crackdown.intake.loading import put_each, sample_folder
from crackdown.loaders import read_documents
from crackdown.loaders.document import Document
from tests.browser.conftest import Served

HUB = "agency/kh-harbour-immigration-office"
COURT = "agency/kh-harbour-court-of-appeal"
STACK = f"stack:{HUB}:deportation"
KH = "country/KH"
GDI = "agency/kh-general-department-of-immigration"


@pytest.fixture(scope="module")
def samples(browser: Any):
    """The sample announcements: a hub of 86 neighbours, parallel relations."""
    with Store.open(None) as store:
        for _ in put_each(store.writer(), read_documents([sample_folder()])):
            pass
        with Served(store) as served:
            yield served.address


@pytest.fixture(scope="module")
def contradicting(browser: Any):
    """Two announcements of one deportation, which tell of two countries that its people were sent to."""
    said = (
        "18 October 2025. On 17 October 2025 the General Department of Immigration of Cambodia, with the Chinese "
        "embassy in Cambodia, deported 64 foreigners to"
    )
    with Store.open(None) as store:
        for _ in put_each(
            store.writer(), [Document.from_text(f"{said} {home}.", name=home) for home in ("Vietnam", "China")]
        ):
            pass
        with Served(store) as served:
            yield served.address


def names(explorer) -> list[dict[str, Any]]:
    return explorer.ask("scratch('names')()")


def overlapping(drawn: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (one["id"], other["id"])
        for one, other in combinations(drawn, 2)
        if one["x1"] < other["x2"] and other["x1"] < one["x2"] and one["y1"] < other["y2"] and other["y1"] < one["y2"]
    ]


def zoom_to(explorer, zoom: float) -> None:
    # What `zoom` gives back is the whole canvas: asked for its number, or ten seconds go by until that is written down.
    explorer.ask(f"zoom({{level: {zoom}, renderedPosition: {{x: 400, y: 300}}}}).zoom()")
    explorer.page.wait_for_timeout(60)


def menu(explorer, element: str) -> None:
    """Open the menu of a thing on the canvas with the right button."""
    explorer.page.evaluate("document.activeElement.blur()")
    point = explorer.ask(f"getElementById({element!r}).renderedPosition()")
    box = explorer.page.locator("#canvas").bounding_box()
    explorer.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"], button="right")
    explorer.page.wait_for_selector(".context-menu")


# names


def test_no_two_names_overlap_at_any_zoom_in_the_hub_of_the_samples(open_explorer, samples):
    explorer = open_explorer(f"/#at={KH}", at=samples).settle()
    explorer.page.keyboard.press("e")
    explorer.page.click(".sheet-foot button:has-text('Add all')")
    explorer.wait("nodes().length > 30")
    for node in explorer.settle().ask("nodes('[stack]').map(node => node.id())"):
        explorer.click(node, times=2)
        explorer.wait(f"getElementById({node!r}).empty()")
        explorer.settle()
    counts = {}
    for zoom in (0.15, 0.3, 0.6, 1.0, 1.6):
        zoom_to(explorer, zoom)
        drawn = names(explorer)
        assert overlapping(drawn) == []
        counts[zoom] = len(drawn)
    assert 5 <= counts[0.15] < counts[1.6]


def test_the_name_of_what_is_selected_is_drawn(open_explorer, samples):
    explorer = open_explorer(f"/#at={KH}", at=samples).settle()
    zoom_to(explorer, 0.1)
    assert KH in {name["id"] for name in names(explorer)}


# places


# Pairs of things nearer to each other than half of their widths together.
LYING = """cy => cy.nodes().toArray().flatMap((one, index, all) => all.slice(index + 1).filter(other => {
  const [from, to] = [one.position(), other.position()];
  return Math.hypot(from.x - to.x, from.y - to.y) < (one.width() + other.width()) / 2;
}).map(other => [one.id(), other.id()]))"""


def test_stacks_round_a_country_open_without_laying_anything_on_another_and_close_by_undo(open_explorer, samples):
    explorer = open_explorer(f"/#at={KH}", at=samples).settle()
    explorer.page.keyboard.press("e")
    explorer.page.click(".sheet-foot button:has-text('Add all')")
    explorer.wait("nodes().length > 30")
    before = explorer.settle().places()
    stacks = explorer.ask("nodes('[stack]').map(node => node.id())")
    assert len(stacks) >= 3
    for stack in stacks:
        explorer.click(stack, times=2)
        explorer.wait(f"getElementById({stack!r}).empty()")
        assert explorer.settle().page.evaluate(f"({LYING})({explorer.cy})") == []
    for stack in reversed(stacks):
        explorer.page.keyboard.press("Control+z")
        explorer.wait(f"getElementById({stack!r}).nonempty()")
    assert explorer.settle().places() == before


# groups


def test_of_many_spellings_the_first_are_listed_and_the_others_a_click_away(open_explorer, samples):
    page = open_explorer(f"/#at={GDI}", at=samples).settle().page
    page.wait_for_selector("[aria-label='Also written'] .more:not([open])")
    listed = page.locator("[aria-label='Also written'] li")
    shown = listed.locator("visible=true")
    assert shown.count() == 6
    rest = int(re.findall(r"\d+", page.inner_text("[aria-label='Also written'] summary"))[0])
    page.click("[aria-label='Also written'] summary")
    page.wait_for_selector("[aria-label='Also written'] .more[open]")
    assert shown.count() == listed.count() == 6 + rest


def test_how_exactly_people_are_counted_is_told_in_the_readers_language(open_explorer, samples):
    more_than = "<https://w3id.org/crackdown/vocab/precision/more-than>"
    query = f"SELECT ?op {{ ?count crk:countOf ?op ; crk:precision {more_than} }} LIMIT 1"
    page = open_explorer("/", at=samples, locale="fr").page
    found = page.request.get(f"{samples}/sparql", params={"query": query, "format": "json"}).json()
    operation = found["results"]["bindings"][0]["op"]["value"]
    page.goto(f"{samples}/#at={operation.removeprefix('https://w3id.org/crackdown/')}")
    page.locator("#panel .figure .value", has_text="plus de").first.wait_for()


def test_a_hub_offers_groups_and_adds_what_was_chosen(open_explorer, samples):
    explorer = open_explorer(f"/#show={KH}&at={KH}", at=samples).settle()
    explorer.page.keyboard.press("e")
    explorer.page.click(".facet:has-text('Conviction')")
    explorer.page.wait_for_selector(".sheet-foot p:has-text('1 matches')")
    explorer.page.click(".sheet-foot button:has-text('Add 1')")
    explorer.wait("nodes().length === 2")
    assert explorer.ask(f"nodes().filter(node => node.id() !== {KH!r}).map(node => node.data('type'))") == ["operation"]


def test_groups_say_how_much_of_each_is_shown_and_follow_the_other_choices(open_explorer, samples):
    page = open_explorer(f"/#show={KH}&at={KH}", at=samples).settle().page
    page.keyboard.press("e")
    row = page.locator(".facet", has_text="Operations here")
    everything = row.locator("small").inner_text()
    assert re.fullmatch(r"0 of \d\d", everything)
    page.click(".facet:has-text('Deportation')")
    page.wait_for_function(
        "([was]) => !document.querySelector('.facet small').textContent.includes(was)", arg=[everything]
    )
    assert int(row.locator("small").inner_text().split()[-1]) < int(everything.split()[-1])


def test_a_small_neighbourhood_is_added_without_asking(hub):
    hub.click(KH, times=2)
    hub.page.wait_for_selector(".notice.on:has-text('added')")
    assert hub.page.locator("dialog").count() == 0


# menus and keys


def test_the_menu_of_a_thing_opens_by_the_right_button_and_acts(hub):
    menu(hub, KH)
    hub.page.click("[role=menuitem]:has-text('Pin')")
    hub.wait(f"getElementById({KH!r}).hasClass('pinned')")
    assert hub.page.locator(".context-menu").count() == 0


def test_the_menu_is_walked_by_keyboard_and_gives_the_focus_back(hub):
    hub.page.focus("#canvas")
    hub.page.keyboard.press("Shift+F10")
    hub.page.wait_for_selector(".context-menu :focus")
    assert hub.page.evaluate("document.activeElement.textContent").startswith("Read what is known")
    hub.page.keyboard.press("ArrowUp")
    assert "IRI" in hub.page.evaluate("document.activeElement.textContent")
    hub.page.keyboard.press("Escape")
    assert hub.page.evaluate("document.activeElement.id") == "canvas"


def test_a_long_touch_opens_the_menu_and_lifting_the_finger_chooses_nothing(open_explorer):
    explorer = open_explorer(width=390, height=844, has_touch=True, is_mobile=True).open("harbour immigration")
    explorer.page.tap("[aria-label='Close the details']")
    explorer.settle()
    point = explorer.ask(f"getElementById({KH!r}).renderedPosition()")
    box = explorer.page.locator("#canvas").bounding_box()
    touch = explorer.page.context.new_cdp_session(explorer.page)
    at = [{"x": box["x"] + point["x"], "y": box["y"] + point["y"]}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at})
    explorer.page.wait_for_selector(".context-menu")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    explorer.page.wait_for_timeout(80)
    assert explorer.page.locator(".context-menu [role=menuitem]").count() == 9
    assert not explorer.page.is_visible("#panel")


def test_the_menu_of_a_line_leaves_its_relation_out(hub):
    line = hub.ask(f'edges(\'[target = "{KH}"][label *= "took place"]\')[0].id()')
    point = hub.ask(f"getElementById({line!r}).renderedMidpoint()")
    box = hub.page.locator("#canvas").bounding_box()
    hub.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"], button="right")
    hub.page.click("[role=menuitem]:has-text('Leave out all')")
    hub.wait("edges('[label *= \"took place\"]').empty()")
    assert "nolines=inCountry" in hub.page.url


def test_the_question_mark_lists_the_keys(hub):
    hub.page.keyboard.press("?")
    hub.page.locator("dialog dt", has_text="Expand").wait_for()
    hub.page.keyboard.press("Escape")
    hub.page.wait_for_selector("dialog", state="detached")


def test_the_keyboard_alone_finds_walks_reads_and_comes_back(open_explorer):
    explorer = open_explorer(f"/#show={HUB},{COURT},{KH}").settle()
    explorer.page.focus("#canvas")
    explorer.page.keyboard.press("ArrowRight")
    explorer.wait("nodes('.selected').length === 1")
    explorer.page.keyboard.press("l")
    explorer.wait("edges('.selected').length === 1")
    explorer.page.keyboard.press("Enter")
    assert explorer.page.evaluate("document.activeElement.textContent") == "A connection"
    explorer.page.focus("#canvas")
    explorer.page.keyboard.press("Escape")
    explorer.wait("edges('.selected').empty()")
    explorer.page.keyboard.press("ArrowRight")
    explorer.page.wait_for_selector("#panel h2")
    explorer.page.keyboard.press("Enter")
    assert explorer.page.evaluate("document.activeElement.tagName") == "H2"


def test_focus_keeps_a_thing_and_what_it_is_linked_to(open_explorer):
    explorer = open_explorer(f"/#show={HUB},{COURT},{KH}&at={COURT}").settle()
    explorer.page.focus("#canvas")
    explorer.page.keyboard.press("o")
    explorer.wait("nodes().length === 2")
    assert sorted(explorer.drawn()) == [COURT, KH]


# several


def test_shift_and_a_click_marks_several_and_one_key_hides_them(hub):
    before = len(hub.drawn())
    hub.page.keyboard.down("Shift")
    hub.click(KH)
    hub.click(STACK)
    hub.page.keyboard.up("Shift")
    hub.page.wait_for_selector(".several b:has-text('2 marked')")
    hub.page.keyboard.press("h")
    hub.wait(f"nodes().length === {before - 2}")
    hub.page.keyboard.press("Control+z")
    hub.wait(f"nodes().length === {before}")


def test_a_box_drawn_with_shift_marks_what_is_in_it(hub):
    box = hub.page.locator("#canvas").bounding_box()
    hub.page.keyboard.down("Shift")
    hub.page.mouse.move(box["x"] + 3, box["y"] + 60)
    hub.page.mouse.down()
    hub.page.mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=5)
    hub.page.mouse.up()
    hub.page.keyboard.up("Shift")
    hub.page.wait_for_selector(f".several b:has-text('{len(hub.drawn())} marked')")


def test_several_are_kept_and_the_rest_goes(hub):
    hub.page.focus("#canvas")
    hub.page.keyboard.press("m")
    hub.click(KH)
    hub.page.focus("#canvas")
    hub.page.keyboard.press("m")
    hub.page.click("text=Keep only these")
    hub.wait("nodes().length === 2")
    assert sorted(hub.drawn()) == [HUB, KH]


# filters


def test_a_filter_is_told_kept_in_the_address_and_taken_back_in_one_click(hub, open_explorer):
    hub.page.click(".chooser summary:has-text('Countries')")
    hub.page.click(".legend button:has-text('Operations')")
    hub.wait(f"getElementById({STACK!r}).empty()")
    assert re.search(r"6 of \d+ left out by types", hub.page.inner_text(".filtered"))
    again = open_explorer(hub.page.url[hub.page.url.index("/", 8) :]).settle()
    assert sorted(again.drawn()) == sorted(hub.drawn())
    again.page.click(".filtered button")
    again.wait(f"getElementById({STACK!r}).nonempty()")
    assert "notypes" not in again.page.url


def test_a_filter_is_undone(hub):
    hub.page.click(".legend button:has-text('Operations')")
    hub.wait(f"getElementById({STACK!r}).empty()")
    hub.page.keyboard.press("Control+z")
    hub.wait(f"getElementById({STACK!r}).nonempty()")


def test_a_country_and_an_offence_filter_what_happened(open_explorer, samples):
    explorer = open_explorer(f"/#at={KH}", at=samples).settle()
    explorer.page.click(".chooser summary:has-text('Offences')")
    explorer.page.click(".chooser .pick:has-text('online scam')")
    explorer.page.wait_for_selector(".filtered:has-text('offences')")
    assert "offences=online-scam" in explorer.page.url
    explorer.page.click(".filtered button")
    explorer.page.click(".chooser summary:has-text('Countries')")
    agencies = "nodes('[type = \"agency\"]').length"
    before = explorer.ask(agencies)
    explorer.page.click(".chooser .pick:has-text('China')")
    explorer.page.wait_for_selector(".filtered:has-text('countries')")
    assert explorer.ask(agencies) < before
    assert "countries=CN" in explorer.page.url


# paths


def test_a_path_through_operations_alone_is_another_than_the_shortest(open_explorer, samples):
    gdi, embassy = "agency/kh-general-department-of-immigration", "agency/cn-embassy-in-kh"
    explorer = open_explorer(f"/#show={gdi},{embassy}&path={gdi},{embassy}", at=samples).settle()
    explorer.page.wait_for_selector(".path-bar:has-text('1 step')")
    explorer.page.click(".path-bar button:has-text('Through operations only')")
    explorer.page.wait_for_selector(".path-bar:has-text('2 steps')")
    assert f"path={gdi},{embassy},operations" in explorer.page.url
    explorer.page.wait_for_selector(".path blockquote")


def test_other_paths_of_the_same_length_are_counted_and_shown(open_explorer):
    explorer = open_explorer(f"/#show={HUB},{KH},{COURT}&path={HUB},{KH},operations").settle()
    explorer.page.wait_for_selector(".path-bar:has-text('path 1 of 5 (the best told of 6)')")
    explorer.page.focus("#canvas")
    explorer.page.keyboard.press("Enter")
    assert explorer.page.evaluate("document.activeElement.parentElement.matches('.panel-body')")
    first = explorer.page.inner_text(".path")
    explorer.page.click("[aria-label='Next path']")
    explorer.page.wait_for_selector(".path-bar:has-text('path 2 of 5')")
    assert explorer.page.inner_text(".path") != first


# lines


def test_parallel_relations_are_lines_side_by_side_with_names(open_explorer, samples):
    one, korea = "operation/kh-2025-10-17-deportation-64", "country/KR"
    explorer = open_explorer(f"/#show={one},{korea}", at=samples).settle()
    middles = explorer.ask("edges().map(edge => Object.values(edge.renderedMidpoint()).map(Math.round).join(' '))")
    assert len(middles) == len(set(middles)) >= 2
    zoom_to(explorer, 1.2)
    drawn = {name["id"] for name in names(explorer)}
    assert set(explorer.ask("edges().map(edge => edge.id())")) <= drawn


def test_a_disputed_line_an_inferred_one_and_a_listed_one_look_different_and_the_legend_says_so(
    open_explorer, contradicting
):
    ids = "operation/kh-2025-10-17-deportation-64,country/VN,country/CN,country/KH,agency/cn-embassy-in-kh"
    explorer = open_explorer(f"/#show={ids},{GDI}", at=contradicting).settle()
    looks = explorer.page.evaluate(
        f"""Object.fromEntries(['disputed', 'inferred', 'listed'].map(kind => {{
          const edge = {explorer.cy}.edges('.' + kind)[0];
          return [kind, edge.style('line-style') + ' ' + edge.style('line-color')];
        }}))"""
    )
    assert len(set(looks.values())) == 3
    legend = explorer.page.inner_text(".lines")
    assert all(word in legend for word in ("disputed", "follows from", "reference lists", "independent origins"))


def test_a_line_is_as_thick_as_its_claims_are_many(open_explorer, samples):
    explorer = open_explorer("/#at=agency/kh-general-department-of-immigration", at=samples).settle()
    widths = explorer.ask("edges().map(edge => [edge.data('origins'), edge.width()])")
    assert len({origins for origins, _ in widths}) > 2
    assert [width for _, width in sorted(widths)] == sorted(width for _, width in widths)


def test_it_is_drawn_once_unseen_before_the_first_click(open_explorer):
    page = open_explorer().page
    page.add_init_script("""window.unseen_ = [];
      new MutationObserver(changes => changes.forEach(({ addedNodes, removedNodes }) => {
        for (const node of addedNodes) if (node.className === 'rehearsal') window.unseen_.push('begun');
        for (const node of removedNodes) if (node.className === 'rehearsal') window.unseen_.push('gone');
      })).observe(document, { childList: true, subtree: true });""")
    page.reload()
    while page.evaluate("window.unseen_.length") < 2:
        page.wait_for_timeout(50)
    assert page.evaluate("window.unseen_") == ["begun", "gone"]
    # No layout ran, so that the first one begins from the same chance as without.
    assert page.evaluate("Math.random()") == 7 * 16807 / 2147483647
