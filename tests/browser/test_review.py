"""Deciding what is one in the browser, before the real server over a store that keeps every answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.browser.axe import serious
from tests.browser.writable import ARABIC, KHMER, PAIRS, fill, serve

CARD = ".review-card"
DECIDED = ".review-decided"


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("review") / "store"
    fill(folder)
    with serve(folder) as address:
        yield address


def kept(address: str) -> list[dict[str, Any]]:
    with urlopen(f"{address}/api/judgements", timeout=90) as answer:
        return json.load(answer)["judgements"]


@pytest.fixture
def page(open_explorer, address: str) -> Any:
    page = open_explorer("/#view=review").page
    page.wait_for_selector(CARD)
    page.fill(".review-who input", "Lin Invented")
    return page


def test_a_card_shows_both_sides_with_their_words(page):
    card = page.locator(CARD).first
    text = card.inner_text()
    assert KHMER in text
    assert ARABIC in text
    assert card.locator("[lang=ar][dir=rtl]").count() > 2
    assert "≠ differs" in card.locator(".compared tbody tr", has_text="When").inner_text()
    assert "= the same" in card.locator(".compared tbody tr", has_text="Persons").inner_text()


def test_a_quote_leads_to_its_place_in_the_announcement(page, open_explorer):
    link = page.locator(f"{CARD} .told a").first
    quote = page.locator(f"{CARD} .told q").first.inner_text()
    start, end = link.get_attribute("href").rpartition("#char=")[2].split(",")
    assert int(end) - int(start) == len(quote)
    link.click()
    page.wait_for_selector(f".reader mark:has-text('{quote}')")
    assert "view=review" in page.url
    assert f"passage={start}-{end}" in page.url


def test_reasons_are_bars_and_a_table_at_once(page):
    rows = page.locator(f"{CARD} >> nth=0").locator(".weighed.for tbody tr")
    widths = rows.locator(".bar i").evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().width)")
    weights = [float(text.split()[0].replace("−", "-")) for text in rows.locator(".weight").all_inner_texts()]
    assert weights == sorted(weights, reverse=True)
    assert widths == sorted(widths, reverse=True)
    assert "the same number of persons" in rows.first.inner_text()


def test_a_key_judges_moves_on_and_is_undone(page, address):
    before = len(kept(address))
    page.locator(CARD).first.focus()
    page.keyboard.press("d")
    page.wait_for_selector(DECIDED)
    assert (kept(address)[0]["verdict"], kept(address)[0]["by"]) == ("different", "Lin Invented")
    assert f"{PAIRS - 1} of {PAIRS} open, 1 judged" in page.inner_text(".review-progress")
    assert page.evaluate("document.activeElement.closest('li').previousElementSibling.querySelector('.review-decided')")
    page.keyboard.press("z")
    page.wait_for_selector(DECIDED, state="detached")
    assert len(kept(address)) == before


def test_a_reason_is_kept_with_a_judgement_and_letters_in_it_are_no_keys(page, address):
    why = page.locator(f"{CARD} .review-decide input").first
    why.fill("")
    why.press_sequentially("sudden")
    page.locator(".verdict-undecided").first.click()
    page.wait_for_selector(DECIDED)
    assert (kept(address)[0]["verdict"], kept(address)[0]["why"]) == ("undecided", "sudden")
    page.click(f"{DECIDED} button")
    page.wait_for_selector(DECIDED, state="detached")


def test_same_makes_two_one_and_the_list_of_judgements_takes_it_back(page, address):
    page.locator(".verdict-same").first.click()
    page.wait_for_selector(DECIDED)
    assert "Both go by one name now" in page.inner_text(DECIDED)
    page.click(".review-tabs button:has-text('Judgements made')")
    judgement = page.locator(".judgement:not(.ended)").first
    assert "Lin Invented" in judgement.inner_text()
    judgement.locator("button:has-text('Take back')").click()
    page.wait_for_selector(".judgement:not(.ended)", state="detached")
    assert kept(address) == []


def test_cards_come_in_pages_and_none_is_jumped_over(page):
    first = page.locator(CARD).count()
    page.locator(".verdict-undecided").first.click()
    page.wait_for_selector(DECIDED)
    page.click(".review-pages button:has-text('Next')")
    page.wait_for_selector(".review-pages:has-text('5–5 of 5')")
    assert (first, page.locator(CARD).count()) == (5, 1)
    assert "rskip=4" in page.url
    page.click("button:has-text('Undo the last')")
    page.wait_for_selector(".review-progress:has-text('6 of 6 open')")


def test_a_merge_of_the_program_is_split(page, address):
    page.click(".review-tabs button:has-text('merges')")
    page.wait_for_selector(".review-card:has-text('312')")
    page.click("button:has-text('Split them')")
    page.wait_for_selector(DECIDED)
    assert "The graph has changed" in page.inner_text(DECIDED)
    page.click(f"{DECIDED} button")
    page.wait_for_selector(DECIDED, state="detached")


def test_only_what_concerns_one_thing(page, open_explorer, address):
    with urlopen(f"{address}/api/review?limit=1", timeout=90) as answer:
        about = json.load(answer)["questions"][0]["sides"][0]["goes_by"]
    other = open_explorer(f"/#view=review&about={about}").page
    other.wait_for_selector(CARD)
    assert other.locator(CARD).count() == 1
    other.click("button:has-text('Show all')")
    other.wait_for_selector(".review-pages:has-text('of 6')")
    assert "about" not in other.url


def test_an_empty_kind_says_so(page):
    page.select_option(".review-filters select", "airport")
    page.wait_for_selector(".review-none")
    assert "No open question" in page.inner_text(".review-none")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_nothing_runs_out_of_the_page_and_axe_finds_nothing(open_explorer, width, scheme):
    page = open_explorer("/#view=review", width=width, color_scheme=scheme).page
    page.wait_for_selector(CARD)
    assert page.evaluate("document.querySelector('.alone').scrollWidth <= document.querySelector('.alone').clientWidth")
    assert serious(page) == []


def test_where_the_server_takes_no_judgement_it_is_said(open_explorer, address):
    page = open_explorer("/#view=add").page
    page.context.set_extra_http_headers({"x-forwarded-for": "203.0.113.7"})
    page.goto(f"{address}/#view=review")
    page.reload()
    page.wait_for_selector(".review-closed")
    assert page.locator(".verdict-same").first.is_disabled()


def test_judgements_that_contradict_each_other_are_counted_and_told(address, open_explorer):
    """A is B, B is C, and A is not C."""
    months = [{"one": one, "other": other} for one, other in chained(address)]
    for pair, verdict in zip(months, ("same", "same", "different"), strict=True):
        judge(address, pair | {"verdict": verdict, "by": "Lin Invented"})
    try:
        other = open_explorer("/#view=review&rtab=contradicted").page
        other.wait_for_selector(".review-count:has-text('1')")
        assert "other judgements make the two one" in other.inner_text(".judgement .wrong")
    finally:
        for pair in months:
            judge(address, pair | {"verdict": None, "by": "Lin Invented"})


def chained(address: str) -> list[tuple[str, str]]:
    with urlopen(f"{address}/api/review?limit=2", timeout=90) as answer:
        first, second = json.load(answer)["questions"]
    return [(first["one"], first["other"]), (first["other"], second["one"]), (first["one"], second["one"])]


def judge(address: str, wanted: dict[str, Any]) -> None:
    request = Request(
        f"{address}/api/judgements", data=json.dumps(wanted).encode(), headers={"content-type": "application/json"}
    )
    with urlopen(request, timeout=90) as answer:
        assert answer.status == 200
