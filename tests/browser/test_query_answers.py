"""What was asked in SPARQL: its answer as table, network and chart, why each row is there, for everybody."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "api/explorer/node_modules/axe-core/axe.min.js"


def cells(page, column: int) -> list[str]:
    return page.locator(f".query-rows tbody tr:not(.below):not(.space) td:nth-child({column})").all_inner_texts()


def test_things_stand_by_their_names_and_open_in_the_network(answered):
    page = answered()
    page.click(".query-rows td button:has-text('Harbour Court of Appeal')")
    page.wait_for_selector("#panel h2:has-text('Harbour Court of Appeal')")


def test_numbers_are_sorted_as_numbers(answered):
    page = answered("SELECT ?n { VALUES ?n { 9 100 20 } }")
    page.click("th button:has-text('n')")
    assert cells(page, 2) == ["9", "20", "100"]
    page.click("th button:has-text('n')")
    assert cells(page, 2) == ["100", "20", "9"]
    assert page.get_attribute("th:has(button:has-text('n'))", "aria-sort") == "descending"


def test_rows_are_filtered_by_what_is_shown(answered):
    page = answered()
    page.fill("input[placeholder='Filter rows']", "court")
    page.wait_for_selector("text=1 of 10")
    page.wait_for_selector(".query-rows td:has-text('Harbour Court of Appeal')")  # its name comes after it
    assert "Harbour Court of Appeal" in cells(page, 3)[0]


def test_cells_say_their_sort(answered):
    page = answered(
        'SELECT ?l ?d ?t { VALUES (?l ?d) { ("mot"@fr "2026-02-08"^^xsd:date) } BIND(<<( <urn:a> <urn:b> 1 )>> AS ?t) }'
    )
    assert page.inner_text("td abbr.language") == "fr"
    assert page.get_attribute("td time", "datetime") == "2026-02-08"
    assert page.inner_text("td .triple-term").startswith("<<(")


def test_a_hostile_name_stays_text(answered):
    page = answered("SELECT ?name { ?a a crk:Agency ; rdfs:label ?name FILTER(CONTAINS(?name, 'img')) }")
    assert "<img src=x" in cells(page, 2)[0]
    assert page.title() == "Query – Crackdown"


def test_a_row_says_why_it_is_there(answered):
    page = answered()
    page.click("button[aria-label='Why row 10?']")
    page.wait_for_selector(".query-passage blockquote:has-text('405 people')")
    assert page.get_attribute("button[aria-label='Why row 10?']", "aria-expanded") == "true"


def test_a_row_beyond_the_first_hundred_says_why_too(answered):
    page = answered("SELECT ?c ?d ?name { ?c a crk:Country ; crk:isoCode ?d ; rdfs:label ?name } ORDER BY ?d")
    page.fill("input[placeholder='Filter rows']", "Viet Nam VN")
    page.fill("input[placeholder='Filter rows']", "country/VN")
    page.click(".query-rows tbody th button")
    page.wait_for_selector(".query-why:has-text('reference data')")


def test_an_announcement_opens_in_the_reader_at_its_passage(answered):
    page = answered("SELECT ?passage { ?claim crk:evidence ?passage } ORDER BY ?passage LIMIT 1")
    page.click(".query-rows td a[href*='announcement/']")
    page.wait_for_selector("dialog mark, .reader mark")
    assert "reader=announcement/" in page.url
    assert "passage=" in page.url


def test_a_network_of_an_answer_is_as_of_the_day_that_was_asked_for(answered):
    page = answered("SELECT ?op { ?op a crk:Operation }", **{"as": "network"})
    page.wait_for_selector(".query-network:has-text('The rows name 10 things')")
    # Every announcement is of June's last day: a thing that is named by hand was not yet known the day before.
    ids = "VALUES ?op { <https://w3id.org/crackdown/agency/kh-harbour-immigration-office> }"
    page = answered(f"SELECT ?op {{ {ids} }}", asof="2026-06-29", **{"as": "network"})
    page.wait_for_selector(".query-network:has-text('As published by 29 June 2026')")
    assert "1 more stands in no network" in page.inner_text(".query-network")


def test_the_things_of_an_answer_open_as_a_network(open_explorer, query_link):
    explorer = open_explorer(query_link(**{"as": "network"}))
    explorer.page.wait_for_selector(".query-network:has-text('The rows name 15 things')")
    explorer.page.click("text=Open 15 things as a network")
    explorer.settle()
    assert "agency/kh-harbour-court-of-appeal" in explorer.drawn()


def test_an_answer_without_things_says_how_to_get_some(answered):
    page = answered("SELECT ?n { VALUES ?n { 1 2 } }", **{"as": "network"})
    assert "No column names a thing" in page.inner_text(".query-result")


def test_an_answer_is_drawn_as_bars_with_its_figures(answered):
    page = answered(**{"as": "chart"})
    assert page.locator(".query-drawing rect").count() == 10
    page.click("summary:has-text('figures as a table')")
    assert page.locator(".query-figures tbody tr").count() == 10


def test_the_columns_of_a_chart_are_chosen_and_stand_in_the_link(answered):
    page = answered("SELECT ?day ?n { ?op crk:earliestDate ?day ; crk:total/crk:value ?n }", **{"as": "chart"})
    page.wait_for_selector(".query-drawing polyline, .query-drawing circle")
    page.select_option("label:has-text('Chart') select", "bars")
    page.wait_for_selector(".query-drawing rect")
    assert "chart=bars~day~n~" in page.url


def test_a_description_is_shown_as_turtle_and_as_triples(answered):
    page = answered("DESCRIBE country:KH", **{"as": "turtle"})
    page.wait_for_selector(".query-turtle:has-text('crk:')")
    page.click(".query-tabs button:has-text('Table')")
    page.wait_for_selector("th button:has-text('predicate')")


@pytest.mark.parametrize("language", ["fr-FR", "zh-CN", "km-KH", "th-TH"])
def test_the_view_speaks_the_readers_language(open_explorer, language, query_link):
    page = open_explorer(query_link(), locale=language).page
    page.wait_for_selector(".query-rows tbody tr")
    page.locator(".query-shelf .query-take").nth(26).wait_for(state="attached")
    text = page.inner_text(".query-view")
    assert "query." not in text
    assert "Which officials" not in text
    assert "Why?" not in text


def test_on_a_phone_the_answer_stands_below_the_editor(open_explorer, query_link):
    page = open_explorer(query_link(), width=390, height=844).page
    page.wait_for_selector(".query-rows tbody tr")
    editor, rows = page.locator(".query-editor").bounding_box(), page.locator(".query-rows").bounding_box()
    assert rows["y"] > editor["y"] + editor["height"]
    assert rows["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shown", ["table", "chart"])
def test_axe_finds_nothing_serious(open_explorer, scheme, shown, query_link):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed")
    page = open_explorer(query_link(**{"as": shown}), color_scheme=scheme).page
    page.wait_for_selector(".query-told")
    page.wait_for_selector(".query-rows tbody tr, .query-drawing rect")
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run('.query-view', {resultTypes: ['violations']}).then(({violations}) => violations)")
    serious = [one for one in found if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious] == []
