"""One thing: its facts, quotes, figures, days and neighbours as tables."""

import pytest

OPERATION = "operation/kh-2026-02-08-deportation-312"


@pytest.fixture(scope="module")
def minister(g):
    return g.entity("Sok Veasna")


def test_it_knows_itself(minister):
    assert (minister.id, minister.type, minister.label) == ("official/kh-sok-veasna", "official", "Sok Veasna")
    assert repr(minister) == "<Official 'Sok Veasna': official/kh-sok-veasna>"


def test_facts_have_their_surest_quote(minister):
    stated = [row for row in minister.facts if row["quote"]]
    assert stated
    assert all(row["announcements"] > 0 for row in stated)


def test_inferred_facts_are_marked(g):
    assert {row["inferred"] for row in g.entity("agency/cn-embassy-in-kh").facts} == {True, False}


def test_every_quote_leads_to_its_place(g, minister):
    for row in minister.quotes:
        text = g.view.text(f"https://w3id.org/crackdown/{row['announcement']}")
        assert text[row["start"] : row["end"]] == row["quote"]


def test_figures_of_an_operation_are_its_own(g):
    assert g.entity(OPERATION).figures.rows == g.figures(OPERATION).rows != []


def test_figures_of_another_thing_are_those_of_its_operations(g, minister):
    assert {row["operation"] for row in minister.figures} > {g.entity(OPERATION).iri}


def test_the_timeline_has_three_clocks(g):
    rows = g.entity(OPERATION).timeline.rows
    assert [(row["day"], row["clock"]) for row in rows][:3] == [
        ("2026-02-08", "happened"), ("2026-02-08", "announced"), ("2026-02-09", "announced"),
    ]  # fmt: skip
    assert {row["clock"] for row in rows[3:]} == {"loaded"}


def test_neighbours_are_told_with_what_they_rest_on(minister):
    (row,) = [row for row in minister.neighbours(types="agency") if row["relation"] == "serves in"]
    assert (row["id"], row["claims"], row["announcements"], row["origins"]) == (
        "agency/kh-general-department-of-immigration", 2, 2, 1,
    )  # fmt: skip
    assert (row["first_announced"], row["last_announced"]) == ("2026-02-08", "2026-02-09")


def test_neighbours_of_one_type(minister):
    assert {row["type"] for row in minister.neighbours(types=("operation", "post"))} == {"operation", "post"}


def test_its_card_is_safe(minister, monkeypatch):
    shown = minister._repr_html_()
    assert "Sok Veasna" in shown
    assert "<script" not in shown


def test_completion_shows_the_words(minister):
    words = [name for name in dir(minister) if not name.startswith("_")]
    assert {"facts", "quotes", "figures", "timeline", "neighbours", "network", "origins", "names"} <= set(words)


def test_find_by_type(g):
    assert {hit.node.type for hit in g.find("Cambodia", types="agency")} <= {"agency"}
    assert list(g.find("KTI").df().id) == ["airport/VDTI"]


def test_nothing_found_says_so(g):
    assert repr(g.find("Qqqqxyz")) == "nothing is called so"


def test_the_graph_tells_what_is_in_it(g):
    assert "3 announcements" in g._repr_html_()
