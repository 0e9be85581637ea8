"""One box finds everything by every name, says what made it match, and is worked by keyboard alone."""

import re
import time

import pytest

HUB = "agency/kh-harbour-immigration-office"


def ask(page, words):
    page.fill("#search", words)
    page.wait_for_selector(".answer")
    return page


def test_slash_focuses_the_box_and_selects_what_stands_in_it(open_explorer):
    page = open_explorer().page
    page.fill("#search", "techo")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("kti")
    assert page.input_value("#search") == "kti"


@pytest.mark.parametrize(
    ("words", "label", "why"),
    [
        ("Lin Invetned", "Lin Invented", "spelt alike:"),
        ("KTI", "Techo International Airport", "by its code KTI"),
        ("HIO", "Harbour Immigration Office", "initials of Harbour Immigration Office"),
        ("린 인벤티드", "Lin Invented", "sounds alike:"),
    ],
)
def test_an_answer_tells_what_made_it_match(open_explorer, words, label, why):
    answer = ask(open_explorer().page, words).locator(".answer").first
    assert answer.locator("b").inner_text() == label
    assert why in answer.locator(".matched").inner_text()


def test_a_day_finds_what_happened_or_was_announced_on_it(open_explorer):
    page = ask(open_explorer().page, "flight of 8 June 2026")
    assert "Deportation of 405" in page.locator(".answer b").all_inner_texts()
    page.fill("#search", "30 june 2026")
    page.wait_for_selector(".answer .matched")
    assert "announced 30 Jun 2026" in page.locator(".answer .matched").all_inner_texts()


def test_an_answer_tells_in_whose_words_the_name_stands(open_explorer):
    answer = ask(open_explorer().page, "lin").locator(".answer").first
    assert re.search(r"in en-invented, 30 Jun 2026", answer.locator(".stands").inner_text())


def test_a_khmer_name_is_found_in_latin_letters_with_its_language(open_explorer):
    from anyascii import anyascii

    from tests.browser.conftest import KHMER

    answer = ask(open_explorer().page, anyascii(KHMER)[:40]).locator(".answer").first
    assert answer.locator("b bdi").inner_text() == KHMER


def test_arrows_walk_the_answers_and_enter_opens_the_one_marked(open_explorer):
    explorer = open_explorer()
    page = ask(explorer.page, "harbour")
    labels = page.locator(".answer b").all_inner_texts()
    page.press("#search", "ArrowDown")
    marked = page.get_attribute("#search", "aria-activedescendant")
    assert page.get_attribute(f"#{marked}", "aria-selected") == "true"
    assert page.locator("[aria-selected=true]").count() == 1
    page.press("#search", "Enter")
    explorer.settle()
    assert page.inner_text("#panel h2") == labels[1]


def test_the_box_is_a_combobox_whose_list_is_there_when_it_says_so(open_explorer):
    page = open_explorer().page
    box = page.locator("#search")
    assert (box.get_attribute("role"), box.get_attribute("aria-expanded")) == ("combobox", "false")
    ask(page, "harbour")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_attribute(f"#{box.get_attribute('aria-controls')}", "role") == "listbox"
    assert "answers" in page.inner_text(".search [role=status]")


def test_escape_closes_the_list_then_empties_the_box(open_explorer):
    page = ask(open_explorer().page, "harbour")
    page.press("#search", "Escape")
    assert (page.locator(".answers").count(), page.input_value("#search")) == (0, "harbour")
    page.press("#search", "Escape")
    assert page.input_value("#search") == ""


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(open_explorer):
    page = open_explorer().page
    held = []

    def hold(route):
        held.append(route)

    page.route("**/api/search?q=harbour&*", hold)
    page.fill("#search", "harbour")
    until = time.monotonic() + 60
    while not held:
        assert time.monotonic() < until, "nothing was asked"
        page.wait_for_timeout(20)
    ask(page, "techo")
    held[0].fulfill(json={"query": "harbour", "total": 0, "hits": []})
    page.wait_for_timeout(100)
    assert page.locator(".answer b").first.inner_text() == "Techo International Airport"


def test_enter_before_the_answers_opens_the_first_of_them(open_explorer):
    explorer = open_explorer()
    explorer.page.fill("#search", "harbour immigration")
    explorer.page.press("#search", "Enter")
    assert HUB in explorer.settle().drawn()


def test_nothing_found_says_what_to_try_in_the_readers_language(open_explorer):
    page = open_explorer(locale="fr-FR").page
    page.fill("#search", "zzzz")
    page.wait_for_selector(".tries")
    assert "Rien ne s’appelle «\u202fzzzz\u202f»" in page.inner_text(".answers")
    assert page.locator(".tries li").count() == 6


def test_mark_up_in_an_answer_is_only_text(open_explorer):
    page = ask(open_explorer().page, "img")
    assert page.locator(".answers img[src=x]").count() == 0
    assert "\u202e" not in page.inner_text(".answers")


def test_things_are_named_in_the_readers_language(open_explorer):
    explorer = open_explorer(f"/#at={HUB}", locale="km-KH").settle()
    assert "កម្ពុជា" in explorer.ask("getElementById('country/KH').data('text')")
    assert "ស្ថាប័ន" in explorer.page.inner_text("#panel .detail")


def test_another_language_renames_what_is_drawn(hub):
    hub.page.select_option("header select", "fr")
    hub.wait("getElementById('country/KH').data('text').includes('Cambodge')")
    hub.page.wait_for_selector("#panel >> text=Ce que disent les annonces")
