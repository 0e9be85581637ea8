"""Map and flows as they are looked at: marks, arcs, ribbons, the lists that say the same, the words behind them."""

import hashlib
import re
import time
from pathlib import Path

import pytest

from crackdown.graph.announcement.record import Airport, Evidence, Operation, Record
from crackdown.graph.storage.store import Store

AXE = Path(__file__).parents[2] / "api/explorer/node_modules/axe-core/axe.min.js"
TECHO = "ព្រលានយន្តហោះអន្តរជាតិតេជោនៃព្រះរាជាណាចក្រកម្ពុជា ភ្នំពេញ ខេត្តកណ្តាល"
MANILA = "مطار نينوي أكينو الدولي في العاصمة الفلبينية مانيلا وما حولها"
SPOTS = ".marks .spot"
OPERATIONS = [
    {"kind": "deportation", "country": "KH", "date": "2026-02-08", "persons": 428, "airports": ["KTI"],
     "nationalities": {"CN": 312, "VN": 16}},
    {"kind": "deportation", "country": "KH", "date": "2026-05-01", "persons": 100, "destination": "TH",
     "nationalities": {"TH": 100}},
    {"kind": "repatriation", "country": "TH", "date": "2026-05-20", "persons": 40, "destination": "KH",
     "nationalities": {"KH": 40}},
    {"kind": "arrest", "country": "SG", "date": "2026-06-02", "persons": 7, "nationalities": {"MO": 7}},
    {"kind": "repatriation", "country": "PH", "date": "2026-06-03", "persons": 9, "airports": ["MNL"],
     "nationalities": {"US": None}},
    {"kind": "deportation", "country": "KH", "date": "2026-06-30", "persons": 5000, "total_of": True},
]  # fmt: skip
AIRPORTS = [
    {"name": TECHO, "iata": "KTI", "icao": "VDTI", "country": "KH"},
    {"name": MANILA, "iata": "MNL", "icao": "RPLL", "country": "PH"},
]


def announcement(stem, operations, airports=()):
    lines = [f"{stem}, operation {number}: {told!r}" for number, told in enumerate(operations)]
    text = "\n".join([*lines, *(airport["name"] for airport in airports)])

    def find(words, **more):
        start = text.index(words)
        return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)

    def evidence(line, told):
        found = {name: find(line) for name in told if name in ("kind", "country", "date", "destination")}
        numbers = told.get("nationalities", {}).items()
        found["nationalities"] = {code: find(line, printed=str(n)) if n else find(line) for code, n in numbers}
        found["airports"] = {code: find(line) for code in told.get("airports", ())}
        return found | {"persons": find(line, printed=str(told["persons"]))}

    record = Record(
        id=stem, title=stem, language="en", published="2026-06-30", outcome="facts_found",
        sha256=hashlib.sha256(stem.encode()).hexdigest(),
        airports=[Airport(**one, evidence={"name": find(one["name"])}) for one in airports],
        operations=[Operation(**told, evidence=evidence(line, told))
                    for line, told in zip(lines, operations, strict=True)],
    )  # fmt: skip
    return record, text


@pytest.fixture(scope="module")
def flows_address(serve):
    with Store.open(None) as store:
        writer = store.writer()
        rival = [OPERATIONS[0] | {"persons": 430}]
        for record, text in (announcement("first", OPERATIONS, AIRPORTS), announcement("rival", rival, AIRPORTS[:1])):
            writer.put(record, text, origin=record.id, publisher=None, media_type="text/plain")
        writer.flush()
        yield serve(store)


@pytest.fixture
def view(open_explorer, flows_address):
    """Return what opens a view and waits until it is drawn."""

    def open_view(address, drawn=SPOTS, **options):
        page = open_explorer(f"/{address}", at=flows_address, **options).page
        page.wait_for_selector(drawn, state="attached")
        return page

    return open_view


def texts(page, selector):
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def until(page, holds):
    """Wait until something holds; Playwright's own waiting needs eval, which the page forbids."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came true"
        page.wait_for_timeout(30)


def row(page, words):
    return page.get_by_role("button", name=words, exact=True)


def boxes(page, selector):
    return page.evaluate(
        "selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect().toJSON())",
        selector,
    )


def test_small_states_and_airports_are_marked_too(view):
    page = view("#view=map")
    assert {"Singapore", "MNL"} <= set(page.locator(".marks text").all_text_contents())
    assert page.locator(".spot.airport").count() == 2
    assert page.locator(".spot.country").count() == 8  # also Macau, in which nothing happened, and the United States


def test_the_first_screen_leads_to_the_map(open_explorer, flows_address):
    page = open_explorer(at=flows_address).page
    page.click("main button:has-text('Map')")
    page.wait_for_selector(SPOTS, state="attached")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_labels_are_not_cut_and_not_over_each_other(view, width, height):
    page = view("#view=map", width=width, height=height)
    (frame,) = boxes(page, ".world")
    labels = boxes(page, ".marks text")
    assert len(labels) > 4
    for box in labels:
        assert frame["left"] <= box["left"] < box["right"] <= frame["right"]
        assert frame["top"] - 3 <= box["top"] < box["bottom"] <= frame["bottom"] + 3
    for number, a in enumerate(labels):
        for b in labels[number + 1 :]:
            apart = a["right"] <= b["left"] + 1 or b["right"] <= a["left"] + 1
            assert apart or a["bottom"] <= b["top"] + 3 or b["bottom"] <= a["top"] + 3


def test_an_arc_leads_to_operations_and_their_words(view):
    page = view("#view=map&by=destination")
    point = page.evaluate(
        """() => {
          const arc = document.querySelector('.arc .reach');
          const middle = arc.getPointAtLength(arc.getTotalLength() / 2);
          const {left, top} = arc.ownerSVGElement.getBoundingClientRect();
          return [left + middle.x, top + middle.y];
        }"""
    )
    page.mouse.click(*point)
    page.wait_for_selector(".told blockquote")
    assert page.inner_text(".behind h2") == "Cambodia → Thailand"
    assert "operation 1" in page.inner_text(".told")


def test_the_list_does_the_same_by_keyboard(view):
    page = view("#view=map&by=destination")
    row(page, "Cambodia → Thailand").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".told blockquote")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-aside table")


def test_a_row_that_is_pointed_at_lights_its_arc(view):
    page = view("#view=map&by=destination")
    assert page.locator(".arc.lit").count() == 0
    row(page, "Thailand → Cambodia").hover()
    page.wait_for_selector(".arc.lit")
    assert page.locator(".arc.lit").count() == 1


def test_a_place_lists_its_operations_and_opens_them_in_the_network(view):
    page = view("#view=map&pick=at:airport/VDTI", drawn=".told li")
    assert page.inner_text(".behind h2") == TECHO
    page.click(".behind .primary")
    page.wait_for_selector("#canvas canvas")
    drawn = page.evaluate("document.querySelector('#canvas')._cyreg.cy.nodes().map(node => node.id())")
    assert "airport/VDTI" in drawn
    assert any(id_.startswith("operation/") for id_ in drawn)


def test_the_map_moves_by_keys_buttons_and_wheel(view):
    page = view("#view=map")
    where = page.locator(".arc .shaft >> nth=0").get_attribute
    seen = [where("d")]
    page.focus(".world")
    for act in (
        lambda: page.keyboard.press("+"),
        lambda: page.keyboard.press("ArrowLeft"),
        lambda: page.click(".map-zoom button >> nth=1"),
        lambda: (page.mouse.move(500, 400), page.mouse.wheel(0, -300)),
    ):
        act()
        until(page, lambda: where("d") != seen[-1])
        seen.append(where("d"))
    page.focus(".world")
    page.keyboard.press("0")
    until(page, lambda: where("d") == seen[0])


def test_the_map_says_whose_borders_they_are(view):
    assert re.search("not a position .*Natural Earth", view("#view=map").inner_text(".borders"))


def test_dates_and_kinds_narrow_the_map(view):
    page = view("#view=map&dates=2026-05..2026-05")
    assert page.inner_text(".basis b") == "140 persons reported in 2 operations"
    page.select_option(".flow-tools select >> nth=1", "deportation")
    page.wait_for_selector(".basis b:has-text('100 persons')")


@pytest.mark.parametrize(("language", "name"), [("km", "សិង្ហបុរី"), ("zh-CN", "新加坡")])
def test_countries_are_called_in_the_readers_language(view, language, name):
    assert name in texts(view("#view=map", locale=language), ".map-aside th button")


@pytest.mark.parametrize("address", ["#view=map&pick=at:airport/RPLL", "#view=flows&airports=yes"])
def test_a_phone_shows_all_without_moving_sideways(view, address):
    page = view(address, drawn=".flow-tools", width=390, height=844)
    page.wait_for_selector(".told li, .flow-table")
    assert page.evaluate("document.querySelector('main').scrollWidth <= 390")


def test_ranges_and_disputes_are_told_and_totals_left_out(view):
    page = view("#view=flows", drawn=".ribbon")
    basis = page.inner_text(".basis")
    assert "577–579 persons reported in 4 operations" in basis
    assert "may overlap" in basis
    assert "1 operation that holds the numbers of others is left out" in basis
    page.click(".basis button")
    page.wait_for_selector(".told li")
    assert texts(page, ".told summary .persons") == ["5,000"]


def test_what_no_other_number_holds_is_not_said_and_marked_as_worked_out(view):
    page = view("#view=flows", drawn=".ribbon")
    (not_said,) = [text for text in texts(page, ".flow-table tbody tr") if text.startswith("Cambodia → not said")]
    assert all(words in not_said for words in ("100–102", "worked out", "disputed"))


def test_there_and_back_are_two_ribbons(view):
    page = view("#view=flows&by=destination", drawn=".ribbon")
    titles = page.locator(".ribbon title").all_text_contents()
    assert any(title.startswith("Cambodia → Thailand: 100") for title in titles)
    assert any(title.startswith("Thailand → Cambodia: 40") for title in titles)


def test_a_ribbon_leads_to_words_and_stays_in_the_address(view):
    page = view("#view=flows&airports=yes", drawn=".ribbon")
    row(page, f"Cambodia → {TECHO} → China").click()
    page.wait_for_selector(".told blockquote")
    assert "312 of 428–430" in page.inner_text(".told summary")
    assert page.url.endswith("pick=country/KH%3Eairport/VDTI%3Ecountry/CN")
    again = view(page.url[page.url.index("#") :], drawn=".told blockquote")
    assert again.locator(".ribbon.lit").count() == 2


def test_flows_are_saved_as_a_table(view):
    page = view("#view=flows", drawn=".ribbon")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert "Cambodia,KH,,,China,CN,312,312,1,1,0,0" in lines


def test_a_network_has_a_map_of_its_own(view):
    page = view("#show=country/SG&view=map", drawn=SPOTS)
    assert page.locator(".flow-switch").count() == 0  # no operation in it: the whole graph
    found = page.request.get(f"{page.url.partition('#')[0]}api/flows/operations?start=country/SG").json()
    operation = found["operations"][0]["node"]["id"]
    page = view(f"#show=country/SG,{operation}&view=map")
    assert page.inner_text(".basis b") == "7 persons reported in 1 operation"
    page.get_by_role("button", name="Whole graph").click()
    page.wait_for_selector(".basis b:has-text('584–586 persons')")


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("#view=map", "light"), ("#view=flows&pick=country/KH%3Ecountry/CN", "light"), ("#view=flows", "dark")],
)
def test_axe_finds_nothing_serious(view, address, scheme):
    page = view(address, drawn=".flow-table", color_scheme=scheme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run('main').then(({violations}) => violations.map(({id, impact, nodes}) => [impact, id, nodes[0].html]))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []
