"""The page round the network: time, address, themes, small screens, hostile text, and what is missing."""

import re

from crackdown.api.http import health

HUB = "agency/kh-harbour-immigration-office"
STACK = f"stack:{HUB}:deportation"


def drag_along_timeline(page, start: float, end: float) -> None:
    box = page.locator(".chart svg").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, y, steps=4)
    page.mouse.up()


def test_the_brush_filters_network_and_counts(hub):
    drag_along_timeline(hub.page, 0.05, 0.3)
    hub.wait(f"getElementById({STACK!r}).empty()")
    assert len([node for node in hub.settle().drawn() if "deportation" in node]) == 2
    assert hub.page.inner_text(".choice b") == "Jan 2026 – Feb 2026"
    assert "2 operations" in hub.page.inner_text(".choice")


def test_the_brush_filters_the_panel(hub):
    drag_along_timeline(hub.page, 0.05, 0.3)
    row = hub.page.locator(".relations > li", has=hub.page.locator(".mark-operation")).first
    row.locator(".count", has_text="of 2").wait_for()


def test_all_dates_come_back(hub):
    drag_along_timeline(hub.page, 0.05, 0.3)
    hub.page.click("text=Show all dates")
    hub.wait(f"getElementById({STACK!r}).nonempty()")
    assert hub.page.inner_text(".choice b") == "All dates"


def test_the_lists_choose_a_period_by_keyboard(hub):
    hub.page.select_option("select[aria-label=From]", "2026-05")
    hub.wait(f"getElementById({STACK!r}).empty()")
    assert "dates=2026-05..2026-06" in hub.page.url


def test_a_link_reopens_the_scene(hub, open_explorer):
    hub.click(STACK)
    hub.page.wait_for_selector(".stack-members")
    path = hub.page.url[hub.page.url.index("/", 8) :]
    again = open_explorer(path).settle()
    assert sorted(again.drawn()) == sorted(hub.drawn())
    assert "6 deportations" in again.page.inner_text("#panel h2")


def test_a_link_with_removed_things_names_them(open_explorer):
    explorer = open_explorer(f"/#show={HUB},agency/kh-gone")
    explorer.page.wait_for_selector(".notice.on:has-text('agency/kh-gone')")
    assert explorer.settle().drawn() == [HUB]


def test_the_theme_follows_the_system_until_chosen_and_is_remembered(open_explorer):
    page = open_explorer(color_scheme="dark").page
    assert page.get_attribute("html", "data-theme") == "dark"
    page.click("button.theme")
    page.reload()
    page.wait_for_selector("[data-ready=true]")
    assert page.get_attribute("html", "data-theme") == "light"


def test_on_a_phone_the_panel_is_a_sheet_below_the_network(open_explorer):
    explorer = open_explorer(width=390, height=844, has_touch=True, is_mobile=True).open("harbour immigration")
    canvas, panel = (explorer.page.locator(name).bounding_box() for name in ("#canvas", "#panel"))
    assert canvas["height"] > 180
    assert panel["y"] >= canvas["y"] + canvas["height"] - 1
    assert explorer.page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_the_sheet_grows_and_closes(open_explorer):
    page = open_explorer(width=390, height=844, has_touch=True, is_mobile=True).open("harbour immigration").page
    before = page.locator("#panel").bounding_box()["height"]
    page.tap("text=Show more")
    assert page.locator("#panel").bounding_box()["height"] > before + 100
    page.tap("[aria-label='Close the details']")
    assert not page.is_visible("#panel")


def test_at_twice_its_size_the_page_leaves_the_network_room(open_explorer):
    explorer = open_explorer(width=720, height=450).open("harbour immigration")
    page = explorer.page
    canvas, panel = (page.locator(name).bounding_box() for name in ("#canvas", "#panel"))
    assert canvas["height"] > 240
    assert panel["x"] >= canvas["x"] + canvas["width"] - 1
    assert explorer.ask("zoom()") > 0.6
    page.click("[aria-label='Close the details']")
    assert page.locator(".timeline").bounding_box()["height"] < 50
    assert page.is_visible(".timeline select")
    assert page.evaluate("document.documentElement.scrollWidth") == 720


def test_mark_up_in_a_name_is_only_text(open_explorer):
    explorer = open_explorer().open("img")
    assert "<img src=x" in explorer.page.inner_text("#panel h2")
    assert explorer.page.locator("img[src=x]").count() == 0
    assert explorer.page.title().startswith("<img src=x")  # which its script, had it run, would have changed


def test_reordering_characters_are_shown_as_marks(open_explorer):
    page = open_explorer().open("img").page
    assert "[RLO]" in page.title()
    assert "\u202e" not in page.title()
    assert page.locator("#panel h2 .control").first.inner_text() == "RLO"
    assert "\u202e" not in page.inner_text("#panel")


def test_an_empty_store_names_the_command_that_fills_it(open_explorer, empty_address):
    assert "crackdown load --samples" in open_explorer(at=empty_address).page.inner_text("main")


def test_a_period_without_statements_says_so_and_lets_go_of_it(open_explorer):
    page = open_explorer(
        "/#show=agency/kh-harbour-court-of-appeal&at=agency/kh-harbour-court-of-appeal&dates=2026-01..2026-01"
    ).page
    page.wait_for_selector("text=No quoted statement in this period")
    page.click("#panel >> text=Show all dates")
    page.wait_for_selector("#panel blockquote")


def test_a_server_that_stopped_is_told_and_the_scene_stays(hub):
    before, url = hub.drawn(), hub.page.url
    hub.page.route("**/api/**", lambda route: route.abort())
    hub.page.keyboard.press("e")
    hub.page.wait_for_selector(".notice.on:has-text('crackdown serve')")
    assert (hub.drawn(), hub.page.url) == (before, url)
    hub.forgive("net::ERR_FAILED")


def test_a_view_that_did_not_come_says_so_and_comes_when_tried_again(open_explorer):
    explorer = open_explorer()
    page = explorer.page
    page.route("**/assets/looks-*", lambda route: route.abort())
    page.click(".places >> text=Ledger")
    page.wait_for_selector(".view-ledger [role=alert]:has-text('The view “Ledger” did not come')")
    page.unroute("**/assets/looks-*")
    page.click("text=Try again")
    page.wait_for_selector(".view-ledger h1")
    assert page.evaluate("[...document.styleSheets].some(sheet => sheet.href?.includes('/looks-'))")
    explorer.forgive("net::ERR_FAILED")


def test_while_the_server_is_away_trying_again_keeps_the_page(open_explorer):
    explorer = open_explorer()
    page = explorer.page
    page.route(re.compile(r"/assets/looks-|/api/"), lambda route: route.abort())
    page.click(".places >> text=Ledger")
    page.click("[role=alert] >> text=Try again")
    page.wait_for_selector(".notice.on:has-text('The server does not answer')")
    assert page.is_visible("[role=alert]")
    explorer.forgive("net::ERR_FAILED")


def test_what_did_not_come_is_asked_for_again_when_the_server_is_back(hub):
    page = hub.page
    page.route("**/api/**", lambda route: route.abort())
    page.evaluate("location.hash = '#view=sources'")
    page.wait_for_selector(".failed >> text=Try again")
    page.unroute("**/api/**")
    page.click(".failed >> text=Try again")
    page.wait_for_selector(".view-sources table >> text=en-invented")
    hub.forgive("net::ERR_FAILED")


def test_an_answer_that_breaks_off_is_told_and_asked_for_again(hub):
    page = hub.page
    page.route("**/api/entity?*", lambda route: route.fulfill(content_type="application/json", body='{"node": {'))
    page.reload()
    page.wait_for_selector("#panel .failed:has-text('The server does not answer')")
    page.unroute("**/api/entity?*")
    page.click("#panel .failed >> text=Try again")
    page.wait_for_selector("#panel blockquote")


def test_whether_the_server_takes_announcements_is_asked_for_again(open_explorer):
    explorer = open_explorer()
    page = explorer.page
    page.route("**/announcements", lambda route: route.abort())
    page.evaluate("location.hash = '#view=add'")
    page.click(".add .failed >> text=Try again")
    page.wait_for_selector(".add .failed >> text=Try again")
    page.unroute("**/announcements")
    page.click(".add .failed >> text=Try again")
    page.wait_for_selector(".add .failed", state="detached")
    explorer.forgive("net::ERR_FAILED")


def test_an_announcement_that_did_not_open_is_tried_again_or_closed(hub):
    hub.page.route("**/assets/looks-*", lambda route: route.abort())
    hub.page.locator("a.passage").first.click()
    hub.page.wait_for_selector("[role=alert]:has-text('The announcement did not open')")
    hub.page.click("text=Close the announcement")
    assert "reader=" not in hub.page.url
    assert hub.page.locator("[role=alert]").count() == 0
    hub.forgive("net::ERR_FAILED")


def test_every_control_has_a_name(hub):
    nameless = hub.page.evaluate(
        """[...document.querySelectorAll('button, a, input, select')].filter(one =>
          !(one.textContent.trim() || one.getAttribute('aria-label') || one.title)).map(one => one.outerHTML)"""
    )
    assert nameless == []


def test_a_link_to_one_thing_opens_it_with_what_it_is_linked_to(open_explorer):
    explorer = open_explorer(f"/#at={HUB}").settle()
    assert STACK in explorer.drawn()
    assert "Harbour Immigration Office" in explorer.page.inner_text("#panel h2")


def test_what_was_cleared_comes_back(hub):
    before = sorted(hub.drawn())
    hub.page.click(".tools >> text=Clear")
    hub.page.click("text=Back to the network")
    assert sorted(hub.settle().drawn()) == before


def test_the_view_is_saved_as_a_picture(hub):
    with hub.page.expect_download() as download:
        hub.page.click("text=Export")
        hub.page.click("text=Picture (PNG)")
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_table_is_saved_with_every_script(open_explorer):
    page = open_explorer().open("ស្នងការដ្ឋាន").page
    page.click("nav >> text=Table")
    with page.expect_download() as download:
        page.click("text=Save as CSV")
    assert "ស្នងការដ្ឋាន" in download.value.path().read_text(encoding="utf-8-sig")


def test_who_waits_while_the_server_still_reads_is_told_so(open_explorer, monkeypatch):
    monkeypatch.setattr(health, "how_far", lambda: (3, 10))
    page, held = open_explorer().page, []

    def hold(route):
        held.append(route)

    page.route("**/api/sources?*", hold)
    page.click(".sources button")
    page.wait_for_selector(".skeleton + .still-reading:has-text('3 of 10 parts')")
    for route in held:
        route.continue_()
    page.wait_for_selector(".source-list th:has-text('en-invented')")
    assert page.query_selector(".still-reading") is None


def test_on_a_phone_a_plain_page_tells_which_number_is_the_printed_one(open_explorer, address):
    page = open_explorer(width=390, height=844, has_touch=True, is_mobile=True).page
    page.goto(f"{address}/operation/kh-2026-06-09-conviction-12")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.figures .printed'), '::before').content")
        == '"printed "'
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 390
