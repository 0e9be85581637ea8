"""The same things as lists: the table, figures side by side, the ledger and the sources, each leading to the words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crackdown.graph.announcement.record import Agency, Operation
from crackdown.graph.storage.store import Store
from tests.browser.axe import serious
from tests.browser.conftest import Served, announcements, find, make_record

AXE = Path(__file__).parents[2] / "api/explorer/node_modules/axe-core/axe.min.js"
RIVALS = "Rival Figures Bureau"
AGENCY = "agency/kh-harbour-immigration-office"
BYSTANDERS = "Bystanders Bureau"
RAIDERS = "Many Raids Office"
MANY = 104


def told(stem: str, persons: int) -> tuple[Any, str]:
    """Tell one flight with a number of its own."""
    words = f"{persons} people"
    text = f"Invented for tests, 2026-06-30. The {RIVALS} of Cambodia sent out {words} from Techo on 7 April 2026."
    operation = Operation(
        kind="deportation", date="2026-04-07", persons=persons, country="KH", destination="CN", agencies=[RIVALS],
        evidence={
            "kind": find(text, "sent out"), "date": find(text, "7 April 2026"), "country": find(text, "Cambodia"),
            "destination": find(text, "sent out"), "persons": find(text, words, printed=str(persons)),
            "agencies": {RIVALS: find(text, RIVALS)},
        })  # fmt: skip
    return make_record(stem, "en", text, [RIVALS], [operation]), text


def told_by_others() -> tuple[Any, str]:
    """Tell of a transfer between two countries in the words of a third."""
    text = f"Invented for tests, 2026-06-30. The {BYSTANDERS} of Laos saw 77 people sent from Cambodia to Vietnam."
    operation = Operation(
        kind="deportation", persons=77, country="KH", destination="VN", agencies=[BYSTANDERS],
        evidence={
            "kind": find(text, "sent"), "country": find(text, "Cambodia"), "destination": find(text, "Vietnam"),
            "persons": find(text, "77 people", printed="77"), "agencies": {BYSTANDERS: find(text, BYSTANDERS)},
        })  # fmt: skip
    record = make_record("en-bystanders", "en", text, [BYSTANDERS], [operation])
    agency = Agency(name=BYSTANDERS, country="LA", kind="other", evidence={"name": find(text, BYSTANDERS)})
    return record.model_copy(update={"agencies": [agency]}), text


def many() -> tuple[Any, str]:
    """Tell of more raids than stand on one page."""
    sentences = [f"Raid {number} found {1000 + number} people." for number in range(MANY)]
    text = "\n".join([f"Invented for tests, 2026-06-30. The {RAIDERS} of Cambodia reports.", *sentences])
    operations = [
        Operation(
            kind="raid", persons=1000 + number, country="KH", agencies=[RAIDERS],
            evidence={
                "kind": find(text, sentence), "country": find(text, "Cambodia"),
                "agencies": {RAIDERS: find(text, RAIDERS)},
                "persons": find(text, f"{1000 + number} people", printed=str(1000 + number)),
            })
        for number, sentence in enumerate(sentences)
    ]  # fmt: skip
    return make_record("en-many", "en", text, [RAIDERS], operations), text


@pytest.fixture(scope="module")
def address(browser: Any) -> Iterator[str]:
    with Store.open(None) as store:
        writer = store.writer()
        for record, text in [*announcements(), told("en-312", 312), told("en-313", 313), told_by_others(), many()]:
            writer.put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        writer.flush()
        with Served(store) as served:
            yield served.address


@pytest.fixture
def table(open_explorer: Any) -> Any:
    explorer = open_explorer(f"/#at={AGENCY}&view=table")
    explorer.page.wait_for_selector("tbody td button.cell")
    return explorer.page


def column(page: Any, number: int) -> list[str]:
    return page.locator(f"tbody tr:not(.words-row) > :nth-child({number})").all_inner_texts()


def test_the_table_sorts_by_each_column_and_says_so(table):
    for heading in table.locator("thead button").all():
        heading.click()
        assert heading.locator("xpath=..").get_attribute("aria-sort") in ("ascending", "descending")
    persons = table.locator("thead button", has_text="Persons")
    persons.click()
    shown = [int(text) for text in column(table, 6) if text]
    persons.click()
    assert [int(text) for text in column(table, 6) if text] == shown[::-1]
    assert shown == sorted(shown)


def test_a_cell_opens_the_words_behind_it_and_escape_closes_them(table):
    cell = table.locator("tbody tr", has_text="deportation").first.locator("td.date button.cell")
    cell.click()
    words = table.locator(".cell-words")
    words.locator("blockquote mark, blockquote p").first.wait_for()
    assert "what the announcements say" in words.get_attribute("aria-label")
    assert cell.get_attribute("aria-expanded") == "true"
    table.keyboard.press("Escape")
    words.wait_for(state="detached")


def test_the_table_is_filtered_by_words(table):
    table.fill("[placeholder='Find in the table']", "deportation 2026-03")
    table.locator("[role=status]", has_text="1–1 of 1").wait_for()
    assert column(table, 5) == ["8 Mar 2026"]


def test_columns_are_chosen_and_stand_in_the_address(table):
    table.click("button:text-is('Columns')")
    table.uncheck("label:has-text('Offence') input")
    table.check("label:has-text('First announced') input")
    heads = table.locator("thead th").all_inner_texts()
    assert "Offence" not in heads
    assert "First announced" in heads
    assert "tablecolumns=" in table.url


def test_the_list_of_columns_closes_by_escape_and_by_a_click_elsewhere(table):
    button, listed = table.locator("button:text-is('Columns')"), table.locator("label:has-text('First announced')")
    button.click()
    table.keyboard.press("Escape")
    listed.wait_for(state="detached")
    assert button.evaluate("one => one === document.activeElement")
    button.click()
    table.click("[placeholder='Find in the table']")
    listed.wait_for(state="detached")


def test_the_file_is_what_is_shown_with_iris_and_quotes(table):
    table.fill("[placeholder='Find in the table']", "deportation")
    with table.expect_download() as download:
        table.click("text=Save as CSV")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == table.locator("tbody tr").count()
    assert {line["kind"] for line in lines} == {"deportation"}
    for line in lines:
        assert line["iri"].startswith("https://w3id.org/crackdown/operation/")
        assert f"{line['persons']} people" in line["persons_quotes"]


def test_a_long_table_comes_in_pages(open_explorer):
    explorer = open_explorer()
    ids = explorer.page.evaluate(
        """async () => (await (await fetch('api/neighbourhood?id=agency/kh-many-raids-office&limit=400')).json())
            .nodes.filter(node => node.kind === 'raid').map(node => node.id)"""
    )
    assert len(ids) == MANY
    page = open_explorer(f"/#show={','.join(ids)}&view=table").page
    page.locator("[role=status]", has_text=f"1–100 of {MANY}").wait_for()
    assert page.locator("tbody tr").count() == 100
    page.click("text=Next")
    assert page.locator("tbody tr").count() == MANY - 100
    assert page.locator("tbody tr").first.get_attribute("aria-rowindex") == "102"


def test_rival_figures_stand_on_one_axis_with_their_words(open_explorer):
    page = open_explorer("/#view=figures&figures=all&agreement=disputed&at=agency/kh-rival-figures-bureau").page
    first = page.locator(".compared").first
    first.wait_for()
    assert "disputed" in first.locator("h3").inner_text()
    assert {dot.evaluate("dot => dot.style.insetInlineStart") for dot in first.locator(".dot").all()} != {"50%"}
    finding = first.locator(".finding.contradiction")
    assert {"312 people", "313 people"} <= set(finding.locator("blockquote mark").all_inner_texts())


def test_figures_of_what_is_in_view(open_explorer):
    page = open_explorer(f"/#at={AGENCY}&view=figures").page
    page.locator(".claim summary").first.click()
    page.locator(".claim[open] blockquote mark").first.wait_for()
    assert "people" in page.locator(".claim[open] blockquote mark").first.inner_text()


def test_the_ledger_lists_what_one_side_alone_tells(open_explorer):
    explorer = open_explorer("/#view=ledger")
    page = explorer.page
    page.click(".chips button:has-text('only the sender')")
    row = page.locator("table.ledger tbody tr", has_text="312").first
    row.locator(".word summary").first.click()
    row.locator("blockquote mark", has_text="312 people").wait_for()
    row.locator("th button.link").first.click()
    assert "operation/kh-2026-04-07-deportation" in " ".join(explorer.settle().drawn())


def test_what_neither_side_of_a_transfer_tells_stands_in_the_ledger_with_its_words(open_explorer):
    page = open_explorer("/#view=ledger&status=neither").page
    row = page.locator("table.ledger tbody tr", has_text="77").first
    row.wait_for()
    assert row.locator("td.side").all_inner_texts() == ["no announcement here"] * 2
    row.locator(".others .word summary").click()
    row.locator("blockquote mark", has_text="77 people").wait_for()


OUT_OF_SIGHT = """() => [...document.querySelectorAll('.as-cards :is(td, th)')].filter(one => {
  const { left, right } = one.getBoundingClientRect();
  return left < 0 || right > innerWidth;
}).map(one => one.textContent)"""


@pytest.mark.parametrize("view", ["ledger", "sources"])
def test_on_a_phone_no_column_lies_out_of_sight(open_explorer, view):
    page = open_explorer(f"/#view={view}", width=390, height=844, has_touch=True, is_mobile=True).page
    page.wait_for_selector(".as-cards tbody tr")
    assert page.evaluate(OUT_OF_SIGHT) == []
    labels = page.evaluate("""() => [...document.querySelectorAll('.as-cards tbody tr:first-child td')].map(
      one => getComputedStyle(one, '::before').content)""")
    assert {"ledger": '"The receiving side says"', "sources": '"Announced by"'}[view] in labels
    assert serious(page) == []


def test_disputes_are_told_in_words_with_both_quotes(open_explorer):
    page = open_explorer("/#view=ledger&ledger=disputes&severity=contradiction", locale="fr").page
    finding = page.locator(".finding").first
    finding.locator("blockquote mark").nth(1).wait_for()
    assert "Chiffres rivaux" in finding.inner_text()


def test_sources_are_searched_and_lead_to_the_announcement(open_explorer):
    page = open_explorer("/#view=sources").page
    page.fill("[aria-label^='Title, publisher']", "en-invented")
    page.locator(".source-list tbody tr").nth(0).wait_for()
    page.locator("small[role=status]", has_text="1 announcement ·").wait_for()
    page.click(".source-list tbody a >> nth=0")
    page.wait_for_selector("dialog.reader mark")


def test_the_first_view_lists_what_is_new_linked_and_disputed(open_explorer):
    explorer = open_explorer()
    page = explorer.page
    assert page.locator("[aria-label='Newest operations'] li").count() > 3
    assert RAIDERS in page.locator("[aria-label='Most connected'] li").first.inner_text()
    disputed = page.locator("[aria-label='Disputes worth a look'] li").first
    assert "312 to 313" in disputed.inner_text()
    disputed.locator("button").click()
    assert explorer.settle().drawn()


def test_it_speaks_khmer(open_explorer):
    page = open_explorer("/#view=sources", locale="km").page
    assert page.inner_text("h1") == "ប្រភព"
    page.locator(".source-list td.date", has_text="មិថុនា").first.wait_for()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci in api/explorer")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("view", "element"),
    [
        ("table", "td button.cell"),
        ("timeline", ".item"),
        ("figures", ".compared"),
        ("ledger", "table.ledger td"),
        ("ledger&ledger=disputes", ".finding"),
        ("sources", ".source-list td"),
    ],
)
def test_axe_finds_nothing_serious(open_explorer, view, element, theme):
    page = open_explorer(f"/#at={AGENCY}&view={view}", color_scheme=theme).page
    page.locator(element).first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("view", ["sources", "ledger"])
def test_nothing_sticks_out_of_a_phone(open_explorer, view):
    page = open_explorer(f"/#view={view}", locale="km", width=390, height=844).page
    page.locator("tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('.alone').scrollWidth") <= 390


@pytest.mark.parametrize("path", ["/#view=sources", "/#show=agency/kh-harbour-immigration-office&view=table"])
def test_the_heads_of_numbers_stand_above_them(open_explorer, path):
    page = open_explorer(path).page
    page.locator("tbody td.number").first.wait_for()
    apart = page.evaluate(
        """() => {
          const [head, row] = [...document.querySelectorAll("thead tr, tbody tr:has(td.number)")];
          return [...row.children].flatMap((cell, at) => cell.classList.contains("number")
            ? [Math.abs(head.children[at].firstElementChild.getBoundingClientRect().right
                - cell.getBoundingClientRect().right + parseFloat(getComputedStyle(cell).paddingRight))]
            : []);
        }"""
    )
    assert apart
    assert max(apart) < 1


def test_every_row_of_the_table_ends_in_a_line(open_explorer):
    page = open_explorer("/#at=agency/kh-harbour-immigration-office&view=table").page
    page.locator("tbody tr").first.wait_for()
    heights = page.evaluate("[...document.querySelectorAll('tbody tr')].map(one => one.getBoundingClientRect().height)")
    assert heights
    assert [height for height in heights if height % 1] == []


def test_the_focus_does_not_come_to_the_network_below_another_view(open_explorer):
    page = open_explorer(f"/#show={AGENCY}&view=table").page
    page.wait_for_selector("#canvas")
    page.wait_for_selector(".table-view tbody tr")
    takes_focus = "document.querySelector('#canvas').focus(), document.activeElement.id === 'canvas'"
    assert not page.evaluate(takes_focus)
    page.locator(".stage-bar button, .stage button", has_text="Network").first.click()
    page.wait_for_selector(".table-view", state="detached")
    assert page.evaluate(takes_focus)


@pytest.mark.parametrize(("locale", "width"), [("th", 1440), ("en", 390)])
def test_what_takes_the_focus_comes_out_from_below_the_head(open_explorer, locale, width):
    page = open_explorer(f"/#at={AGENCY}&view=table", locale=locale, width=width).page
    page.locator(".table-view tbody tr").nth(3).wait_for()
    room = "parseFloat(getComputedStyle(document.querySelector('.table-scroll')).scrollPaddingBlockStart)"
    assert page.evaluate(f"{room} - document.querySelector('.table-view thead').offsetHeight") > 2  # the ring


def test_what_takes_the_focus_is_in_view_with_its_ring(open_explorer):
    page = open_explorer("/#view=sources", width=390, height=420).page
    page.locator("tbody tr").first.wait_for()
    room = """() => { const at = document.activeElement, list = document.querySelector('main.alone');
        return list.contains(at) ? list.getBoundingClientRect().bottom - at.getBoundingClientRect().bottom : null; }"""
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        seen.append(page.evaluate(room))
    rooms = [one for one in seen if one is not None]
    assert len(rooms) > 15
    assert min(rooms) >= 4
