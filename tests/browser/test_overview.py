"""The overview of the whole graph: the picture, the lists that say the same, and the way from it into the network."""

import time

import pytest

from tests.browser.axe import serious
from tests.browser.conftest import ARABIC, HOSTILE, HUB, KHMER

ROWS = ".whole-list button"
PICTURE = ".whole[data-painted]"
MARGIN = 30  # of free ground, as in whole.ts


@pytest.fixture
def overview(open_explorer):
    """Return what opens the view and waits until it is painted."""

    def open_view(more="", **options):
        page = open_explorer(f"/#view=overview{more}", **options).page
        page.wait_for_selector(PICTURE)
        return page

    return open_view


def until(page, holds):
    """Wait until something holds; Playwright's own waiting needs eval, which the page forbids."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it never came true"
        page.wait_for_timeout(30)


def camera(page):
    return page.get_attribute(PICTURE, "data-painted")


def place_of(page, id_):
    """Where a thing stands on the screen."""
    found = page.request.get(f"{page.url.partition('#')[0]}api/overview").json()
    number = found["ids"].index(id_)
    left, top = (min(area[axis] - area["r"] for area in found["areas"]) - MARGIN for axis in "xy")
    k, dx, dy = map(float, camera(page).split())
    box = page.locator(PICTURE).bounding_box()
    return box["x"] + k * (found["x"][number] - left) + dx, box["y"] + k * (found["y"][number] - top) + dy


def hub_of(page):
    found = page.request.get(f"{page.url.partition('#')[0]}api/overview").json()
    return found["ids"][found["names"].index(HUB)]


def tip(page):
    return page.locator(".whole .tip")


def test_the_first_screen_leads_to_it_and_its_list_names_every_community(open_explorer):
    page = open_explorer().page
    page.click("main button:has-text('Overview')")
    page.wait_for_selector(PICTURE)
    found = page.request.get(f"{page.url.partition('#')[0]}api/overview").json()
    assert page.locator(ROWS).count() == len(found["areas"])
    assert f"{len(found['ids'])} things in {len(found['areas'])} communities" in page.inner_text(".whole-legend")


def test_pointing_tells_name_and_type_and_clicking_what_it_is_linked_to(overview):
    page = overview()
    hub = hub_of(page)
    page.mouse.move(*place_of(page, hub))
    until(page, lambda: tip(page).count() and HUB in tip(page).inner_text() and "agency" in tip(page).inner_text())
    page.mouse.click(*place_of(page, hub))
    page.wait_for_selector(f".whole-name:has-text('{HUB}')")
    assert "deportation" in page.inner_text(".whole-aside").lower()
    assert f"thing={hub}" in page.url


def test_a_click_twice_opens_a_thing_in_the_network(overview):
    page = overview()
    hub = hub_of(page)
    page.mouse.dblclick(*place_of(page, hub))
    page.wait_for_selector("#canvas canvas")
    until(page, lambda: f"show={hub}" in page.url)


def test_the_list_does_the_same_by_keyboard_and_opens_a_community(overview):
    page = overview()
    page.locator(ROWS).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".whole-name")
    page.locator(".whole-aside .primary").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#canvas canvas")
    until(page, lambda: "view=" not in page.url and page.url.count(",") > 3)


def test_what_is_chosen_is_brought_into_view_and_stays_in_the_address(overview):
    page = overview()
    first = camera(page)
    page.locator(ROWS).last.click()
    until(page, lambda: camera(page) != first)
    name = page.inner_text(".whole-name")
    again = overview(page.url[page.url.index("#view=overview") + len("#view=overview") :])
    assert again.inner_text(".whole-name") == name


def test_it_moves_by_keys_buttons_wheel_and_dragging(overview):
    page = overview()
    seen = [camera(page)]
    box = page.locator(PICTURE).bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag():
        page.mouse.move(*middle)
        page.mouse.down()
        page.mouse.move(middle[0] + 40, middle[1] + 30)
        page.mouse.up()

    page.focus(PICTURE)
    for act in (
        lambda: page.keyboard.press("+"),
        lambda: page.keyboard.press("ArrowDown"),
        lambda: page.click(".map-zoom button >> nth=0"),
        lambda: (page.mouse.move(*middle), page.mouse.wheel(0, -300)),
        drag,
    ):
        act()
        until(page, lambda: camera(page) != seen[-1])
        seen.append(camera(page))
    assert page.locator(".whole-name").count() == 0  # a drag chooses nothing
    page.focus(PICTURE)
    page.keyboard.press("0")
    until(page, lambda: camera(page) == seen[0])


def test_a_type_is_left_out_and_the_address_says_so(overview):
    page = overview()
    hub = hub_of(page)
    page.click(".whole-legend button:has-text('Agencies')")
    until(page, lambda: page.url.endswith("without=agency"))
    page.mouse.move(*place_of(page, hub))
    until(page, lambda: tip(page).count() and "agency" not in tip(page).inner_text())
    again = overview("&without=agency,operation")
    assert again.locator(".whole-legend button[aria-pressed=false]").count() == 2


def test_names_in_any_script_stand_whole_in_the_lists_and_hostile_ones_are_text(overview):
    page = overview()
    found = page.request.get(f"{page.url.partition('#')[0]}api/overview").json()
    for name in (KHMER, ARABIC, HOSTILE):
        page = overview(f"&thing={found['ids'][found['names'].index(name)]}")
        assert page.inner_text(".whole-name").replace("RLO", "\u202e") == name
    assert page.title() != "owned"


@pytest.mark.parametrize("language", ["fr", "km", "th", "zh-CN"])
def test_it_speaks_the_readers_language(overview, language):
    page = overview(locale=language)
    assert "Communities" not in page.inner_text(".whole-aside")
    assert "Cambodia" not in page.inner_text(".whole-aside") or language == "fr"


def test_a_phone_shows_all_without_moving_sideways_and_takes_a_tap(overview):
    page = overview(width=390, height=844, has_touch=True)
    assert page.evaluate("document.querySelector('main').scrollWidth <= 390")
    page.touchscreen.tap(*place_of(page, hub_of(page)))
    page.wait_for_selector(f".whole-name:has-text('{HUB}')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("more", ["", "&area=country/KH"])
def test_axe_finds_nothing_serious(overview, scheme, more):
    assert serious(overview(more, color_scheme=scheme)) == []


def test_an_empty_graph_says_so(open_explorer, empty_address):
    page = open_explorer("/#view=overview", at=empty_address).page
    page.wait_for_selector(".overview-page .nothing")
