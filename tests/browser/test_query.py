"""Asking in SPARQL: writing with completion, asking, passing on what was asked."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.header import go


@pytest.fixture
def desk(open_explorer):
    """The query view without a query."""
    page = open_explorer("/#view=query").page
    page.wait_for_selector(".cm-content")
    page.locator(".query-shelf .query-take").nth(26).wait_for(state="attached")
    return page


def write(page, text: str) -> None:
    page.click(".cm-content")
    page.keyboard.type(text)


def test_the_header_leads_to_the_view(open_explorer):
    page = open_explorer().page
    go(page, "Query")
    page.wait_for_selector(".cm-content")
    page.wait_for_selector("text=Take a question from the list")


def test_the_editor_is_not_fetched_before_it_is_opened(open_explorer):
    page = open_explorer().page
    scripts = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert not [name for name in scripts if re.search(r"/Query-\w+\.js", name)]


# Writing


def test_a_prefix_completes_our_terms_with_their_meaning(desk):
    write(desk, "SELECT * WHERE { ?op a crk:Oper")
    desk.wait_for_selector(".cm-tooltip-autocomplete li:has-text('crk:Operation')")
    desk.wait_for_selector(".cm-completionInfo:has-text('Something agencies did')")
    desk.click(".cm-tooltip-autocomplete li:has-text('crk:Operation')")
    assert "crk:Operation" in desk.inner_text(".cm-content")


def test_terms_are_found_by_their_label_in_the_readers_language(open_explorer):
    page = open_explorer("/#view=query", locale="fr-FR").page
    page.wait_for_selector(".cm-content")
    page.wait_for_selector(".query-hint")
    write(page, "SELECT * WHERE { ?op crk:kind expul")
    page.wait_for_selector(".cm-tooltip-autocomplete li:has-text('kind:deportation')")
    assert "expulsion" in page.inner_text(".cm-tooltip-autocomplete li:has-text('kind:deportation')")


def test_a_name_in_quotes_becomes_the_thing(desk):
    write(desk, 'SELECT * WHERE { ?op crk:carriedOutBy "harbour imm')
    desk.click(".cm-tooltip-autocomplete li:has-text('Harbour Immigration Office')")
    assert desk.inner_text(".cm-content") == (
        "SELECT * WHERE { ?op crk:carriedOutBy agency:kh-harbour-immigration-office}"
    )


def test_variables_are_completed(desk):
    write(desk, "SELECT ?airport WHERE { ?x ?y ?air")
    desk.wait_for_selector(".cm-tooltip-autocomplete li:has-text('?airport')")


def test_what_does_not_parse_is_marked_while_one_writes(desk):
    write(desk, "SELECT * WHERE ?x")
    desk.wait_for_selector(".cm-lintRange-error")


def test_an_unknown_prefix_is_told(desk):
    write(desk, "ASK { ?a foo:b ?c")
    desk.hover(".cm-lintRange-error >> text=foo:")
    desk.wait_for_selector(".cm-diagnostic:has-text('“foo:” is neither declared here nor known')")


def test_a_server_refusal_is_shown_where_it_is(open_explorer, query_link):
    explorer = open_explorer(query_link("ASK {\n  ?a ?b\n}"))
    page = explorer.page
    page.wait_for_selector("[role=alert]:has-text('line 3')")
    page.click("button:has-text('Go to line 3')")
    page.wait_for_selector(".cm-editor.cm-focused")
    page.wait_for_selector(".cm-diagnostic, .cm-lintRange-error, .cm-lintPoint-error")
    explorer.forgive("400")


def test_escape_then_tab_leaves_the_editor(desk):
    desk.click(".cm-content")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "query-editor"
    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") != "query-editor"
    assert "Escape, then Tab" in desk.inner_text(".query-keys")


def test_letters_written_in_the_editor_do_nothing_to_the_network(hub):
    before = hub.drawn()
    go(hub.page, "Query")
    hub.page.wait_for_selector(".cm-content")
    write(hub.page, "hpef/")
    assert hub.page.inner_text(".cm-content") == "hpef/"
    go(hub.page, "Explore")
    hub.settle()
    assert hub.drawn() == before


def test_indenting_tidies(desk):
    write(desk, "ASK {")
    desk.keyboard.press("Enter")
    desk.keyboard.insert_text("?a ?b ?c .\n          ?d ?e ?f")
    desk.click("button:has-text('Indent')")
    desk.wait_for_url(re.compile("%0A%20%20%3Fa.*%0A%20%20%3Fd"))
    assert desk.locator(".cm-line").all_inner_texts()[:3] == ["ASK {", "  ?a ?b ?c .", "  ?d ?e ?f"]


# Asking


def test_every_competency_question_is_there_and_one_runs_by_a_click(desk):
    assert desk.locator(".query-shelf .query-take").count() == 27
    desk.fill("input[placeholder='Find a question']", "kind and month")
    desk.click(".query-take:has-text('How many people per kind and month')")
    desk.wait_for_selector(".query-rows tbody tr")
    assert desk.locator(".query-rows thead th").count() > 2


def test_control_enter_asks(desk):
    write(desk, "ASK { ?a a crk:Airport ")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector(".query-verdict:has-text('Yes.')")


def test_an_answer_says_that_the_query_was_changed_since(answered):
    page = answered()
    write(page, " # more")
    page.wait_for_selector(".query-told em:has-text('changed since')")


def test_an_answer_tells_how_many_rows_and_how_fast(answered):
    told = answered().inner_text(".query-told")
    assert "10 rows" in told
    assert re.search(r"in \d+ ms", told)


def test_a_day_is_asked_for(answered):
    page = answered(asof="2026-06-29")
    page.wait_for_selector(".query-told:has-text('0 rows')")
    assert "as published by 29 June 2026" in page.inner_text(".query-told")
    assert page.input_value("input[type=date]") == "2026-06-29"


def test_a_long_answer_is_cut_honestly_and_only_what_is_in_sight_is_drawn(answered):
    page = answered("SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y } LIMIT 20000")
    page.wait_for_selector(".query-cut:has-text('10,000')")
    page.wait_for_selector(".query-rows tbody tr")
    assert page.locator(".query-rows tbody tr").count() < 200
    assert page.get_attribute(".query-rows table", "aria-rowcount") == "10001"
    page.evaluate("document.querySelector('.query-rows').scrollTop = 1e7")
    page.wait_for_selector("tr[aria-rowindex='10001']")


def test_a_running_query_is_stopped(open_explorer):
    page = open_explorer("/#view=query").page
    page.wait_for_selector(".cm-content")
    page.route("**/sparql", lambda _: None)  # an answer that never comes
    write(page, "ASK {")
    page.keyboard.press("Control+Enter")
    page.click(".query-running button:has-text('Stop')")
    page.wait_for_selector("text=Stopped.")


def test_a_server_that_is_gone_is_told_of(open_explorer):
    explorer = open_explorer("/#view=query")
    page = explorer.page
    page.wait_for_selector(".query-hint")
    page.route("**/sparql", lambda route: route.abort())
    write(page, "ASK {")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[role=alert]:has-text('crackdown serve')")
    explorer.forgive("ERR_FAILED")


def test_an_update_is_refused_in_the_servers_words(open_explorer, query_link):
    explorer = open_explorer(query_link("DELETE WHERE { ?a ?b ?c }"))
    explorer.page.wait_for_selector("[role=alert]:has-text('announcements are added by loading them')")
    explorer.forgive("403")


# Passing on


def test_every_format_is_exported_whole(answered):
    page = answered()
    page.click("summary:has-text('Export')")
    with page.expect_download() as download:
        page.click("a:has-text('CSV')")
    lines = Path(download.value.path()).read_text().splitlines()
    assert (lines[0], len(lines)) == ("op,agency,n", 11)
    assert [Path(link).name for link in download.value.suggested_filename.split()] == ["crackdown-answer.csv"]


def test_what_is_written_stands_in_the_address_and_a_link_asks_it_again(desk, open_explorer):
    write(desk, "ASK { ?a a crk:Agency ")
    desk.wait_for_url(re.compile("q=ASK"))
    page = open_explorer(desk.url[desk.url.index("/#") :]).page
    page.wait_for_selector(".query-verdict:has-text('Yes.')")


def test_a_query_too_long_for_a_link_is_offered_as_a_file(answered):
    page = answered("ASK {} # " + "x" * 7000)
    page.wait_for_selector("text=Too long for a link")
    with page.expect_download() as download:
        page.click("button:has-text('Save as file')")
    assert Path(download.value.path()).read_text().endswith("x" * 7000)


def test_queries_are_remembered_saved_and_forgotten(answered):
    page = answered()
    page.click(".view-query button:text-is('Save')")
    page.fill("input[aria-label='Name for this query']", "Totals")
    page.keyboard.press("Enter")
    page.reload()
    page.wait_for_selector("section[aria-label='Saved queries'] .query-take:has-text('Totals')")
    page.click("summary:has-text('Asked before (1)')")
    page.click("button:has-text('Forget all')")
    page.click("button[aria-label='Delete “Totals”']")
    kept = json.loads(page.evaluate("localStorage.getItem('crackdown-queries')"))
    assert kept == {"past": [], "saved": []}


def test_an_answer_stays_while_one_looks_at_the_network(answered):
    page = answered()
    page.click(".query-rows td button:has-text('Harbour Court of Appeal')")
    page.wait_for_selector("#panel h2")
    go(page, "Query")
    page.wait_for_selector(".query-rows tbody tr")


def test_the_page_of_an_answer_leads_to_the_editor(open_explorer, address):
    page = open_explorer().page
    page.goto(f"{address}/sparql?query={quote('ASK { ?a a crk:Agency }')}")
    page.click("a:has-text('Open in the query editor')")
    page.wait_for_selector(".query-verdict:has-text('Yes.')")
