"""The questions an analyst asks, each with its answer on the fixture's four announcements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.graph.storage.store import Store
from crackdown.graph.term import Term
from crackdown.ontology import path
from crackdown.ontology.terms import BASE

QUESTIONS = sorted(path("competency").glob("*.rq"))


def expected_rows(query: str) -> list[str]:
    """Read the answer off the second line: rows parted by ` / `, cells by ` | `."""
    line = query.splitlines()[1]
    assert line.startswith("# Expect:")
    return [row.strip() for row in line.removeprefix("# Expect:").split(" / ") if row.strip()]


def shown(term: ox.NamedNode | ox.Literal | Term) -> str:
    """Write a term as the answers do: IRIs without the base, foreign words with their language."""
    language = getattr(term, "language", None)
    text = term.value.removeprefix(BASE)
    return text if language in (None, "en") else f"{text}@{language}"


def answer_rows(solutions: Iterable[Iterable[ox.NamedNode | ox.Literal | Term]]) -> list[str]:
    return [" | ".join(shown(term) for term in solution) for solution in solutions]


def is_ordered(query: str) -> bool:
    """Tell whether the last thing the query does is to sort; otherwise rows may come in any order."""
    return re.search(r"\}\s*(GROUP BY [^{}]*)?ORDER BY [^{}]*$", query) is not None


def assert_answered(question: Path, found: list[str]) -> None:
    query = question.read_text(encoding="utf-8")
    expected = expected_rows(query)
    if not is_ordered(query):
        found, expected = sorted(found), sorted(expected)
    assert found == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_question_has_its_answer_by_the_rules(question: Path, announcements: ox.Store) -> None:
    assert_answered(question, answer_rows(announcements.query(question.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def store(announcements: ox.Store) -> Iterator[Store]:
    """The same named graphs in a store of ours, which fills its default graph itself."""
    named = [quad for quad in announcements if quad.graph_name != ox.DefaultGraph()]
    with Store.open(None) as opened:
        opened.writer().put_graphs(ox.serialize(named, format=ox.RdfFormat.TRIG))
        yield opened


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_question_has_its_answer_in_a_store(question: Path, store: Store) -> None:
    rows = store.view().select(question.read_text(encoding="utf-8"))
    assert_answered(question, answer_rows(row.values() for row in rows))


def test_store_holds_what_the_rules_give(announcements: ox.Store, store: Store) -> None:
    size = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert answer_rows(announcements.query(size)) == [store.view().select(size)[0]["n"].value]


def test_there_are_twenty_seven_questions_in_a_row() -> None:
    assert [question.name[:2] for question in QUESTIONS] == [f"{number:02}" for number in range(1, 28)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_question_is_asked_in_words(question: Path) -> None:
    first = question.read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"# \S.*\?", first)


INVENTED = """
@prefix : <https://w3id.org/crackdown/operation/> . @prefix crk: <https://w3id.org/crackdown/ontology#> .
@prefix ag: <https://w3id.org/crackdown/agency/> . @prefix air: <https://w3id.org/crackdown/airport/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ag:kh rdfs:label "Ministry of Interior" . ag:th rdfs:label "Ministry of Interior" . ag:cn rdfs:label "Embassy" .
air:VDTI rdfs:label "Techo" .
:one crk:carriedOutBy ag:kh ; crk:withPartner ag:kh , ag:cn ; crk:departedFrom air:VDTI ; crk:total [ crk:value 312 ] .
:two crk:carriedOutBy ag:th ; crk:withPartner ag:cn ; crk:departedFrom air:VDTI ; crk:total [ crk:value 428 ] .
:all crk:departedFrom air:VDTI ; crk:isTotal true ; crk:total [ crk:value 740 ] .
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("03-who-cooperates", ["Ministry of Interior | Embassy | 1"] * 2),  # neither its own partner nor its namesake
        ("14-airports", ["Techo | 2 | 740"]),  # and not the total of both once more
    ],
)
def test_what_is_counted_is_counted_once(question: str, answer: list[str]) -> None:
    store = ox.Store()
    store.load(INVENTED, ox.RdfFormat.TURTLE)
    query = path("competency").joinpath(f"{question}.rq").read_text(encoding="utf-8")
    assert answer_rows(store.query(query)) == answer
