"""What a journalist does: search, open, read the words, follow a line, tell a path."""

import re

import pytest

HUB = "agency/kh-harbour-immigration-office"
STACK = f"stack:{HUB}:deportation"


def test_slash_leads_to_the_search_box(hub):
    hub.page.focus("#canvas")
    hub.page.keyboard.press("/")
    assert hub.page.evaluate("document.activeElement.id") == "search"


def test_answers_come_grouped_by_type_while_one_types(open_explorer):
    page = open_explorer().page
    page.type("#search", "harbour")
    page.wait_for_selector("[role=group][aria-label=Agencies] .answer")
    assert page.locator("[role=group][aria-label=Agencies] .answer").count() == 2


@pytest.mark.parametrize("words", ["ស្នងការដ្ឋាន", "الأمانة"])
def test_any_script_is_searched_and_drawn(open_explorer, words):
    explorer = open_explorer().open(words)
    assert words in explorer.page.inner_text("#panel h2")
    assert words in explorer.ask("nodes('.selected').data('text')")


def test_nothing_found_says_what_to_try(open_explorer):
    page = open_explorer().page
    page.fill("#search", "zzzz")
    assert "Nothing called “zzzz”" in page.inner_text(".answers")


def test_a_starting_point_opens(open_explorer):
    explorer = open_explorer()
    explorer.page.click(".cards button >> nth=0")
    assert explorer.settle().drawn()


def test_operations_of_one_kind_are_one_stack(hub):
    assert [node for node in hub.drawn() if "deportation" in node] == [STACK]


def test_the_panel_counts_what_is_shown_of_each_relation(hub):
    row = hub.page.locator(".relations > li", has=hub.page.locator(".mark-operation")).first
    assert row.locator(".count").first.inner_text() == "6 of 6"


def test_a_stack_opens_in_place_and_undo_closes_it(hub):
    before = hub.places()
    hub.click(STACK, times=2)
    hub.wait(f"getElementById({STACK!r}).empty()")
    after = hub.settle().places()
    assert len(after) == len(before) - 1 + 6
    assert {node: after[node] for node in before if node != STACK} == {n: p for n, p in before.items() if n != STACK}
    hub.page.keyboard.press("Control+z")
    hub.wait(f"getElementById({STACK!r}).nonempty()")
    assert hub.places() == before


def test_expanding_adds_neighbours_says_how_many_and_moves_nothing(hub):
    before = hub.places()
    hub.click("country/KH", times=2)
    hub.page.wait_for_selector(".notice.on:has-text('added')")
    after = hub.settle().places()
    assert len(after) > len(before)
    assert {node: after[node] for node in before} == before


def test_expanding_comes_to_posts_when_nothing_else_is_left(open_explorer):
    explorer = open_explorer().open("lin invented")
    explorer.page.wait_for_selector(".relations .count:has-text('0 of 1')")
    explorer.page.click(".panel button:has-text('Expand')")
    explorer.wait("nodes('[type=\"post\"]').nonempty()")
    explorer.page.wait_for_selector(".notice.on:has-text('1 added')")
    explorer.page.click(".panel button:has-text('Expand')")
    explorer.page.wait_for_selector(".notice.on:has-text('is shown already')")


def test_a_quote_stands_in_its_own_language(open_explorer):
    page = open_explorer().open("ស្នងការដ្ឋាន").page
    assert "៣១ នាក់" in page.locator("blockquote bdi[lang=km]", has_text="៣១").first.inner_text()


def test_an_arabic_quote_runs_from_right_to_left(open_explorer):
    page = open_explorer().open("الأمانة").page
    page.locator("blockquote[dir=rtl] bdi[lang=ar]").first.wait_for()


def test_a_quote_links_to_its_highlighted_passage(hub):
    fact = hub.page.locator(".fact", has_text="sent out 405 people").first
    quote = fact.locator("blockquote p", has_text="405").first.inner_text()
    hub.page.goto(fact.locator("a.passage").first.evaluate("link => link.href"))
    hub.page.wait_for_url(re.compile(r"/announcement/.*#char=\d+,\d+$"))
    target = hub.page.locator(":target")
    assert target.is_visible()
    assert target.inner_text() in quote


def test_a_line_tells_its_facts_with_their_quotes(open_explorer):
    explorer = open_explorer().open("harbour court")
    court = "agency/kh-harbour-court-of-appeal"
    line = explorer.ask(f'edges(\'[target = "{court}"][label = "carried out by"]\')[0].id()')
    explorer.click(line)
    explorer.page.wait_for_selector("blockquote:has-text('the Harbour Court of Appeal convicted 12 people')")
    assert "Told by 1 announcement." in explorer.page.inner_text("#panel")


def test_hiding_is_undone(hub):
    count = len(hub.drawn())
    hub.page.keyboard.press("h")
    hub.wait(f"nodes().length === {count - 1}")
    hub.page.keyboard.press("Control+z")
    hub.wait(f"nodes().length === {count}")


def test_arrows_walk_to_a_neighbour(hub):
    hub.page.focus("#canvas")
    hub.page.keyboard.press("ArrowRight")
    hub.wait(f"nodes('.selected').filter(node => node.id() !== {HUB!r}).length === 1")


def test_a_pinned_thing_is_marked(hub):
    hub.page.keyboard.press("p")
    hub.wait(f"getElementById({HUB!r}).hasClass('pinned')")


def test_a_dragged_thing_stays_where_it_was_put(hub):
    box = hub.page.locator("#canvas").bounding_box()
    x, y = (
        hub.ask(f"getElementById({HUB!r}).renderedPosition('x')"),
        hub.ask(f"getElementById({HUB!r}).renderedPosition('y')"),
    )
    hub.page.mouse.move(box["x"] + x, box["y"] + y)
    hub.page.mouse.down()
    hub.page.mouse.move(box["x"] + x + 80, box["y"] + y + 40, steps=4)
    hub.page.mouse.up()
    hub.wait(f"getElementById({HUB!r}).hasClass('pinned')")
    put = hub.places()[HUB]
    hub.page.click("text=Arrange")
    assert hub.settle().places()[HUB] == put


def test_the_legend_hides_a_type(hub):
    hub.page.click(".legend button:has-text('Countries')")
    hub.wait("getElementById('country/KH').empty()")


def test_the_table_lists_what_the_canvas_shows_and_sorts(hub):
    hub.page.click("nav >> text=Table")
    hub.page.wait_for_selector("tbody tr")
    assert hub.page.locator("tbody tr").count() == len(hub.drawn()) - 1 + 6
    hub.page.click("th button:has-text('Persons')")
    persons = [int(text) for text in hub.page.locator("tbody td:nth-child(6)").all_inner_texts() if text]
    assert persons == [400, 401, 402, 403, 404, 405]


def test_a_path_is_told_with_its_quotes(hub):
    hub.page.click("text=Path to…")
    hub.page.fill("#search", "techo")
    hub.page.wait_for_selector(".answer")
    hub.page.press("#search", "Enter")
    hub.page.wait_for_selector(".path blockquote")
    assert hub.page.locator(".path > li").count() == 3
    assert hub.page.inner_text(".notice") == "A path of 2 steps"  # no longer: choose the other end
