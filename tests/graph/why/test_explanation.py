"""Rows with their quotes: what each competency question rests on, what is left out, and what is said of it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.query import Result

from crackdown.errors import InputError, InvalidQuery
from crackdown.graph.storage.view import View
from crackdown.graph.why import explain
from crackdown.graph.why.results import MEMBER, answer_with_why, line_of, row_values
from crackdown.ontology import path

QUESTIONS = sorted(path("competency").glob("*.rq"))
# Which things are one is the program's decision, and what became of a sentence its own account: no words state either.
WORDLESS = {"21-merges", "26-silence"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_each_row_of_a_question_yields_a_passage(view: View, question: Path) -> None:
    explained = explain(view, question.read_text(encoding="utf-8"))
    quotes = [[one.quote for one in row.support or [] if one.kind == "claim"] for row in explained.rows]
    assert explained.notes == []
    assert question.stem in WORDLESS or all(quotes)


def test_a_row_tells_apart_what_each_triple_rests_on(view: View) -> None:
    (row,) = explain(view, "SELECT ?l { operation:th-2026-03-03-repatriation-120 crk:sentTo/rdfs:label ?l }").rows
    assert row.support is not None
    assert [(one.triple.predicate.value.rpartition("#")[2], one.kind) for one in row.support] == [
        ("sentTo", "claim"),
        ("label", "reference"),
    ]


def test_absence_is_told(view: View) -> None:
    explained = explain(view, "SELECT ?op { ?op crk:kind ?k FILTER NOT EXISTS { ?op crk:departedFrom ?a } }")
    assert all("no words" in row.notes[0] for row in explained.rows)


@pytest.mark.parametrize(
    "condition", ["EXISTS { ?op crk:sentTo ?c } || EXISTS { ?op crk:kind ?k }", "EXISTS { ?op crk:kind ?k } || 1 = 2"]
)
def test_of_two_that_may_exist_nothing_is_called_absent(view: View, condition: str) -> None:
    explained = explain(view, f"SELECT ?op {{ ?op a crk:Operation FILTER({condition}) }}")
    assert explained.rows
    assert all(row.notes == ["a part of this row could not be explained"] for row in explained.rows)


def test_a_count_of_nothing_is_told(view: View) -> None:
    (row,) = explain(view, "SELECT (COUNT(?x) AS ?n) { ?x a schema:Nothing }").rows
    assert (row.support, row.notes) == ([], ["nothing was found that it counts"])


def test_a_row_of_no_triple_is_told(view: View) -> None:
    (row,) = explain(view, "SELECT (1 + 1 AS ?n) {}").rows
    assert (row.support, row.notes) == ([], ["it rests on no triple"])


def test_only_the_first_rows_are_explained(view: View) -> None:
    explained = explain(view, "SELECT ?op { ?op crk:kind ?k } ORDER BY ?op", max_rows=2)
    rest = list(explained.iter_rest())
    assert [row.support is not None for row in explained.rows + rest[:1]] == [True, True, False]
    assert explained.notes == [f"explained the first 2 of {2 + len(rest)} rows"]


def test_only_so_many_quotes_are_given(view: View) -> None:
    (row,) = explain(view, "SELECT (COUNT(*) AS ?n) { ?op crk:kind ?k }", max_claims=3).rows
    assert row.support is not None
    assert len(row.support) == 3
    assert row.notes[0].startswith("3 of ")


def test_a_sum_over_too_much_says_how_much_was_looked_at(view: View) -> None:
    (row,) = explain(view, COUNT).rows
    assert any("first 200 solutions" in note for note in row.notes)


def test_when_the_time_is_up_rows_stay_unexplained(view: View) -> None:
    (row,) = explain(view, COUNT, seconds=0).rows
    assert (row.support, row.notes) == (None, ["not explained: the time was up"])


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?op (RAND() AS ?x) { ?op crk:kind ?k }", "RAND() gives another value each time"),
        ("SELECT ?op { ?op !(^crk:kind|crk:total) ?x }", "negated property set"),
        ("SELECT ?x { VALUES ?x { } }", "VALUES without values"),
        ("SELECT (EXISTS { ?a crk:kind ?b } AS ?x) {}", "not known here"),
    ],
)
def test_what_cannot_be_explained_is_answered_all_the_same(view: View, query: str, reason: str) -> None:
    explained = explain(view, query)
    assert reason in explained.notes[-1]
    assert [row.support for row in explained.rows] == [None] * min(100, len(view.select(query)))


def test_only_a_select_has_rows(view: View) -> None:
    with pytest.raises(InputError, match="only the rows of a SELECT"):
        explain(view, "ASK {}")


def test_a_mistake_has_line_and_column(view: View) -> None:
    with pytest.raises(InvalidQuery) as caught:
        explain(view, "SELECT ?x {")
    assert caught.value.line == 1


def test_graphs_chosen_by_the_caller_alone_are_quoted(view: View) -> None:
    graph = "https://w3id.org/crackdown/announcement/cn-embassy-in-kh-2026-02-10-en"
    query = "SELECT ?n { operation:kh-2026-02-08-deportation-312 crk:total/crk:value ?n }"
    (row,) = explain(view, query, default_graph_uris=[graph]).rows
    assert row.values["n"].value == "313"
    assert {one.announcement for one in row.support or []} == {graph}


def test_a_line_holds_a_row_and_its_support(view: View) -> None:
    query = "SELECT ?op ?n { ?op crk:total ?c . ?c crk:value ?n FILTER(?n = 120) }"
    line = json.loads(line_of(explain(view, query).rows[0]))
    assert line["row"] == {
        "op": "https://w3id.org/crackdown/operation/th-2026-03-03-repatriation-120",
        "n": 120,
    }
    assert set(line["support"][0]) == {
        "triple", "kind", "inferred_from", "announcement", "quote", "language", "published", "start", "end",
        "confidence",
    }  # fmt: skip
    assert "<https://w3id.org/crackdown/ontology#total>" in [one["triple"][1] for one in line["support"]]


def test_other_clients_read_the_answer_as_ever(view: View) -> None:
    query = "SELECT ?op ?n { ?op crk:total/crk:value ?n } ORDER BY ?n"
    body = answer_with_why(view, query, seconds=10).body
    assert len(json.loads(body)["head"][MEMBER]["rows"]) == len(view.select(query))
    read = Result.parse(BytesIO(body), format="json")
    assert [str(row["n"]) for row in read] == [row["n"].value for row in view.select(query)]
    engine = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert len(list(engine)) == len(read)


def test_plain_values_keep_numbers(view: View) -> None:
    (row,) = explain(view, "SELECT (1.5 AS ?x) (true AS ?y) {}").rows
    assert row_values(row)["row"] == {"x": 1.5, "y": True}


def test_a_number_that_is_none_stays_as_it_is_written(view: View) -> None:
    (row,) = explain(view, 'SELECT (STRDT("abc", xsd:integer) AS ?x) (STRDT("1e", xsd:decimal) AS ?y) {}').rows
    assert row_values(row)["row"] == {"x": "abc", "y": "1e"}
