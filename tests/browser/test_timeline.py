"""Along time: the brush by pointer and by key, happened or announced, weeks and days, and operations in lanes."""

from __future__ import annotations

import pytest

AGENCY = "agency/kh-harbour-immigration-office"


@pytest.fixture
def lanes(open_explorer):
    page = open_explorer(f"/#at={AGENCY}&view=timeline").page
    page.wait_for_selector(".lane .item")
    return page


def test_the_brush_is_moved_from_the_keyboard(hub):
    page = hub.page
    start = page.get_by_role("slider", name="From")
    start.focus()
    page.keyboard.press("ArrowRight")
    assert start.get_attribute("aria-valuetext") == "Feb 2026"
    assert "dates=2026-02..2026-06" in page.url
    page.keyboard.press("End")
    assert page.inner_text(".choice b") == "Jun 2026"
    page.keyboard.press("Escape")
    assert page.inner_text(".choice b") == "All dates"


def test_an_end_of_the_brush_is_dragged(hub):
    page = hub.page
    page.get_by_role("slider", name="To").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert page.inner_text(".choice b") == "Jan 2026 – Mar 2026"
    box = page.locator(".chart svg").bounding_box()
    y = box["y"] + box["height"] * 0.4
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, y, steps=4)
    page.mouse.up()
    assert page.inner_text(".choice b") == "Jan 2026 – May 2026"


def test_operations_by_the_day_of_their_announcement(hub):
    page = hub.page
    page.get_by_role("button", name="announced", exact=True).click()
    page.locator("svg[aria-label*='first announced']").wait_for()
    assert set(page.locator(".bar title").all_text_contents()) == {
        "Jun 2026: deportation, 6", "Jun 2026: conviction, 1", "Jun 2026: arrest, 3",
    }  # fmt: skip
    assert "by=announced" in page.url


def test_a_period_by_announcement_keeps_what_happened_earlier(hub):
    page = hub.page
    page.goto(page.url + "&dates=2026-06..2026-06&by=announced")
    page.locator(".choice b", has_text="Jun 2026").wait_for()
    assert len([node for node in hub.settle().drawn() if "deportation" in node]) == 1  # the stack of six
    page.get_by_role("button", name="happened", exact=True).click()
    hub.wait("nodes('[id *= \"2026-06-08\"]').nonempty()")


def test_zooming_goes_to_days_and_back(hub):
    page = hub.page
    page.get_by_role("slider", name="From").focus()
    page.keyboard.press("End")
    period = page.get_by_role("contentinfo", name="Period")
    period.get_by_role("button", name="Zoom in").click()
    page.locator(".zoom small", has_text="by day").wait_for()
    page.locator(".bar title", has_text="9 June 2026").first.wait_for(state="attached")
    period.get_by_role("button", name="Zoom out").click()
    period.get_by_role("button", name="Zoom out").click()
    period.get_by_role("button", name="Zoom out").click()
    page.locator(".zoom small", has_text="by month").wait_for()


def test_days_are_chosen_and_reopened(open_explorer):
    page = open_explorer(f"/#at={AGENCY}&dates=2026-06-01..2026-06-30&axis=2026-06-01..2026-06-30").page
    page.locator(".choice b", has_text="1 Jun 2026 – 30 Jun 2026").wait_for()
    page.locator(".choice small", has_text="2 operations").wait_for()


def test_operations_stand_in_lanes_along_time(lanes):
    lefts = [
        float(item.evaluate("item => item.style.insetInlineStart").removesuffix("px"))
        for item in lanes.locator(".item[aria-label*=Deportation]").all()
    ]
    assert len(lefts) == 6
    assert lefts == sorted(lefts)
    assert "total of several" in lanes.inner_text(".lanes-legend")
    lanes.select_option(".lanes-tools select", "agencies")
    lanes.locator(".lane h3", has_text="Harbour Immigration Office").wait_for()


def test_lanes_are_walked_by_key_and_open_what_is_chosen(lanes):
    lanes.locator(".item").first.focus()
    lanes.keyboard.press("ArrowRight")
    lanes.wait_for_selector(".item[aria-label*='8 February 2026']:focus")
    lanes.keyboard.press("Enter")
    lanes.locator(".panel h2", has_text="Deportation of 401").wait_for()
    assert lanes.locator(".item.on").count() == 1


def test_what_is_told_by_the_month_is_drawn_as_long(open_explorer):
    page = open_explorer(f"/#at={AGENCY}&view=timeline&by=announced").page
    page.locator(".item.day").first.wait_for()
    assert page.locator(".item.long").count() == 0
