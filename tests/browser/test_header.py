"""The header: where one is, where one can go, and that it has room in every language and on every screen."""

import pytest

from tests.browser.axe import serious
from tests.browser.header import go

HUB = "agency/kh-harbour-immigration-office"
LANGUAGES = ["en", "fr", "zh", "km", "th"]
# What sticks out of the header, or is cut off at the right of the window.
OUTSIDE = """() => {
  const box = document.querySelector('.top').getBoundingClientRect();
  return [...document.querySelectorAll('.top :is(button, a, input, select)')].filter(one => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left < box.left || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
  }).map(one => one.outerHTML);
}"""
# Pairs of neighbours in the header that lie over each other.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.top :is(button, input, select)')].map(
    one => [one.textContent || one.type, one.getBoundingClientRect()]);
  return boxes.flatMap(([a, one], at) => boxes.slice(at + 1).filter(([, other]) =>
    one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1
  ).map(([b]) => [a, b]));
}"""


@pytest.mark.parametrize("width", [390, 820, 1280, 1440])
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_the_header_has_room(open_explorer, language, width):
    page = open_explorer(f"/#show={HUB}&view=table", locale=language, width=width).page
    page.wait_for_selector(".ways [aria-current]")
    assert page.get_attribute("html", "lang") == language
    assert (page.evaluate(OUTSIDE), page.evaluate(OVERLAPS)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "document.querySelector('.places').scrollWidth <= document.querySelector('.places').clientWidth"
    )


@pytest.mark.parametrize("view", ["Overview", "Map", "Flows", "Ledger", "Sources", "Query", "Review", "Add"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_header_leads_everywhere_and_tells_where_one_is(open_explorer, view, width):
    page = open_explorer(width=width).page
    go(page, view)
    page.wait_for_selector(f"main.alone[aria-label={view}]")
    told = page.locator(".places > button[aria-current=page], .places > .here > button")
    assert told.all_inner_texts() == [view]


def test_the_title_tells_what_is_shown(hub):
    assert hub.page.title() == "Harbour Immigration Office – Crackdown"
    go(hub.page, "Ledger")
    hub.page.wait_for_selector("main.alone")
    assert hub.page.title() == "Ledger – Crackdown"
    hub.page.click(".brand")
    hub.page.wait_for_selector(".start")
    assert hub.page.title() == "Crackdown"


def test_the_ways_of_looking_at_the_network_stand_above_it(hub):
    for way in ["Table", "Timeline", "Figures", "Network"]:
        hub.page.click(f".ways >> text={way}")
        hub.page.wait_for_selector(f".stage[aria-label={way}]")
        assert hub.page.locator(".ways [aria-current=page]").all_inner_texts() == [way]
        assert hub.page.locator(".places [aria-current=page]").all_inner_texts() == ["Explore"]


def test_explore_leads_back_to_the_network(hub):
    before = sorted(hub.drawn())
    go(hub.page, "Map")
    hub.page.wait_for_selector("main.alone")
    go(hub.page, "Explore")
    assert sorted(hub.settle().drawn()) == before


def test_the_list_of_more_is_worked_by_keyboard(open_explorer):
    page = open_explorer().page
    page.focus(".places .menu > button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".more-list")
    page.keyboard.press("Escape")
    page.wait_for_selector(".more-list", state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("main.alone[aria-label=Query]")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious_in_header_and_lists(open_explorer, width, scheme):
    page = open_explorer(f"/#show={HUB}", width=width, color_scheme=scheme).settle().page
    assert serious(page, "body") == []
    page.click(".places .menu > button")
    page.wait_for_selector(".more-list")
    assert serious(page, "body") == []


@pytest.fixture
def phone(open_explorer):
    explorer = open_explorer(width=390, height=844, has_touch=True, is_mobile=True).open("harbour immigration")
    explorer.page.tap("[aria-label='Close the details']")
    return explorer


def test_on_a_phone_the_filters_are_a_sheet(phone):
    page = phone.page
    assert page.locator(".rail").count() == 0
    page.tap("text=Filters")
    page.tap("dialog summary:has-text('Relations')")
    page.tap("dialog .chooser button:has-text('carried out by')")
    page.tap("dialog .legend button:has-text('Countries')")
    assert serious(page, "dialog") == []
    page.tap("dialog .primary")
    page.wait_for_selector("dialog", state="detached")
    phone.wait("getElementById('country/KH').empty()")
    assert page.inner_text(".filters-button") == "Filters · 2"
    assert phone.ask("edges('[label = \"carried out by\"]').length") == 0


def test_on_a_phone_no_button_covers_the_network_and_all_of_it_can_be_seen(phone):
    canvas = phone.page.locator("#canvas").bounding_box()
    over = "[...document.querySelectorAll('.graph button')].filter(one => one.checkVisibility()).length"
    assert phone.page.evaluate(over) == 0
    button = phone.page.locator(".tools [aria-label='Fit all']")
    box = button.bounding_box()
    assert box["y"] + box["height"] <= canvas["y"]
    phone.ask("viewport({ zoom: 3, pan: { x: -2000, y: 0 } }) && 1")
    button.tap()
    phone.wait(
        "nodes().every(node => { const { x, y } = node.renderedPosition();"
        f" return x > 0 && y > 0 && x < {canvas['width']} && y < {canvas['height']}; }})"
    )


def test_on_a_phone_one_list_holds_what_is_done_with_the_page(phone):
    page = phone.page
    page.tap("[aria-label='Save, share, language']")
    page.wait_for_selector(".everything .menu-panel")
    for wanted in ["Share", "Save this view", "Picture (PNG)"]:
        assert page.locator(f".everything button:has-text('{wanted}')").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.select_option(".everything select", "km")
    page.wait_for_selector("html[lang=km]")
