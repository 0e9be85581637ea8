"""The reader: a whole announcement over the page, with its passages, what was taken from them, and its sentences."""

import pytest

HUB = "agency/kh-harbour-immigration-office"
ENGLISH = "announcement/en-invented"
READER = "dialog.reader"


@pytest.fixture
def read(open_explorer):
    def read(announcement, more="", **options):
        page = open_explorer(f"/#reader=announcement/{announcement}{more}", **options).page
        page.wait_for_selector(f"{READER} mark")
        return page

    return read


def test_a_quote_opens_the_reader_at_its_passage(hub):
    fact = hub.page.locator(".fact", has_text="sent out 405 people").first
    fact.locator("a.passage").first.click()
    chosen = hub.page.locator(f"{READER} mark.chosen").first
    chosen.wait_for()
    assert "405 people" in "".join(hub.page.locator(f"{READER} mark.chosen").all_inner_texts())
    assert f"reader={ENGLISH}&passage=" in hub.page.url


def test_back_closes_the_reader_and_leaves_the_network_as_it_was(hub):
    before, places = hub.page.url, hub.places()
    hub.page.locator("a.passage").first.click()
    hub.page.wait_for_selector(f"{READER} mark")
    hub.page.go_back()
    hub.page.wait_for_selector(READER, state="detached")
    assert (hub.page.url, hub.places()) == (before, places)


def test_escape_closes_it_and_the_focus_goes_back(hub):
    link = hub.page.locator("a.passage").first
    link.focus()
    hub.page.keyboard.press("Enter")
    hub.page.wait_for_selector(f"{READER} mark")
    assert hub.page.evaluate("document.activeElement.closest('dialog') !== null")
    hub.page.keyboard.press("Escape")
    hub.page.wait_for_selector(READER, state="detached")
    assert link.evaluate("one => one === document.activeElement")
    assert "Harbour Immigration Office" in hub.page.inner_text("#panel h2")


def test_a_link_opens_it_and_escape_leaves_the_start(read):
    page = read("en-invented")
    page.keyboard.press("Escape")
    page.wait_for_selector(READER, state="detached")
    assert "reader" not in page.url


@pytest.mark.parametrize(("announcement", "direction"), [("ar-invented", "rtl"), ("km-invented", "ltr")])
def test_the_title_runs_as_its_language_does(read, announcement, direction):
    title = read(announcement).locator(".reader-about h2")
    assert title.evaluate("title => getComputedStyle(title).direction") == direction


def test_it_says_where_the_announcement_comes_from(read):
    about = read("en-invented").inner_text(".reader-about")
    assert "30 June 2026" in about
    assert "English" in about
    assert len(about.split("SHA-256")[1].split()[0]) == 64


def test_a_page_of_its_own_stays_for_citing(read):
    page = read("en-invented")
    page.click(".reader-about >> text=page of its own")
    page.wait_for_url("**/announcement/en-invented?lang=en")
    assert page.locator("mark").count() > 5


def test_a_click_on_a_passage_shows_its_facts(read):
    page = read("en-invented")
    page.locator(f"{READER} mark", has_text="12 people").first.click()
    chosen = page.locator(".reader-taken li.chosen").first
    chosen.wait_for()
    assert "12" in chosen.inner_text()


def test_a_fact_that_is_pointed_at_marks_its_words(read):
    page = read("en-invented")
    row = page.locator(".reader-taken ol > li", has_text="Techo International Airport").first
    row.hover()
    page.wait_for_selector(f"{READER} mark.lit")
    assert page.locator(f"{READER} mark.lit").first.inner_text() in row.inner_text()


def test_overlapping_passages_are_marked_and_taken_in_turn(read):
    page = read("en-invented")
    # "400 people" stands within the sentence that states the operation.
    inner = page.locator(f"{READER} mark", has_text="400 people").first
    assert "inset" in inner.evaluate("one => getComputedStyle(one).boxShadow")
    inner.click()
    first = page.locator(".reader-taken li.chosen button.swatch").inner_text()
    inner.click()
    second = page.locator(".reader-taken li.chosen button.swatch").inner_text()
    assert first == "400 people"
    assert first in second
    assert first != second


def test_a_passage_is_chosen_by_keyboard(read):
    page = read("en-invented")
    mark = page.locator(f"{READER} mark[role=button]").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".reader-taken li.chosen")
    assert page.locator(f"{READER} mark.chosen").count() >= 1


def test_sentences_are_counted_by_what_became_of_them(read):
    legend = read("en-invented").inner_text(".reader-legend")
    assert "9 of 10 sentences used. 1 not understood." in legend


def test_sentences_of_one_status_are_looked_at_alone(read):
    page = read("en-invented")
    page.click(".reader-legend button:has(.not-understood)")
    assert page.locator(".reader-text .sentence.not-understood:not(.away)").count() == 1
    assert page.locator(".reader-text .sentence:not(.away)").count() == 1
    page.click(".reader-legend button:has(.not-understood)")
    assert page.locator(".reader-text .sentence.away").count() == 0


def test_a_kind_of_fact_is_switched_off(read):
    page = read("en-invented")
    before = page.locator(f"{READER} .reader-text mark.fact-many").count()
    assert before > 0
    page.click(".reader-legend button:has(.fact-many)")
    assert page.locator(f"{READER} .reader-text mark.fact-many").count() == 0


@pytest.mark.parametrize(
    ("announcement", "language", "direction"), [("km-invented", "km", "ltr"), ("ar-invented", "ar", "rtl")]
)
def test_the_text_runs_in_its_own_direction(read, announcement, language, direction):
    article = read(announcement).locator(".reader-text")
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == (language, direction)


def test_the_words_are_whole_whatever_is_marked(read):
    from tests.browser.conftest import announcements

    text = next(text for record, text in announcements() if record.id == "km-invented")
    shown = read("km-invented").evaluate("document.querySelector('.reader-text').textContent")
    assert shown == text


def test_hostile_text_is_only_text(read):
    page = read("xx-invented")
    assert page.locator(f"{READER} script, {READER} img").count() == 0
    assert "<script>" in page.inner_text(".reader-text")
    assert page.locator(".reader-text .control").first.inner_text() == "RLO"
    assert "\u202e" not in page.inner_text(READER)


def test_a_thing_named_in_it_opens_and_back_leads_from_there(hub):
    before = hub.page.url
    hub.page.locator("a.passage").first.click()
    hub.page.locator(".reader-taken button.link", has_text="Harbour Court of Appeal").first.click()
    hub.page.wait_for_selector("#panel h2:has-text('Harbour Court of Appeal')")
    assert hub.page.locator(READER).count() == 0
    hub.page.go_back()
    hub.page.wait_for_selector("#panel h2:has-text('Harbour Immigration Office')")
    assert hub.page.url == before


def test_an_announcement_in_the_panel_opens_it(hub):
    hub.page.click("#panel >> text=en-invented >> nth=-1")
    hub.page.wait_for_selector(f"{READER} mark")


def test_on_a_phone_the_facts_stand_below_the_text(read):
    page = read("km-invented", width=390, height=844, has_touch=True, is_mobile=True)
    words, side = (page.locator(one).bounding_box() for one in (".reader-words", ".reader-side"))
    assert side["y"] >= words["y"] + words["height"] - 1
    assert page.evaluate("document.querySelector('.reader-page').scrollWidth") <= 390


def test_on_a_phone_the_button_that_closes_covers_no_words(read):
    page = read("en-invented", width=390, height=844, has_touch=True, is_mobile=True)
    button, words = (page.locator(one).bounding_box() for one in (".reader-close", ".reader-page"))
    assert button["y"] + button["height"] <= words["y"]
    assert words["y"] + words["height"] <= 844
    page.tap(".reader-close")
    page.wait_for_selector(READER, state="detached")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_wrong_for_screen_readers(read, scheme):
    from tests.browser.conftest import BUILT

    page = read("en-invented", color_scheme=scheme)
    axe = BUILT.parents[1] / "explorer/node_modules/axe-core/axe.min.js"
    if not axe.is_file():
        pytest.skip("axe-core is not installed")
    found = page.evaluate(
        axe.read_text() + "; axe.run(document.querySelector('dialog.reader')).then(r => r.violations)"
    )
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_figure_shows_who_gave_it(open_explorer):
    page = open_explorer().open("conviction").page
    page.click(".figure-button >> nth=0") if page.locator(".figure").count() == 0 else None
    claim = page.locator(".figure").first.inner_text()
    assert "said by Harbour Immigration Office" in claim
    assert "announced 30 June 2026" in claim
    assert "12 people" in page.locator(".figure blockquote").first.inner_text()
