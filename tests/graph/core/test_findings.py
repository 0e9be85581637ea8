"""Findings in a graph: told in every language, written on request, never stale."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from string import Formatter

import pytest

from crackdown.errors import InputError
from crackdown.graph.figures.arithmetic import Finding
from crackdown.graph.figures.finding_text import in_words, text_languages
from crackdown.graph.figures.findings import find, finding_iri, tell, write
from crackdown.graph.figures.told import Told
from crackdown.graph.storage import transaction
from crackdown.graph.storage.store import Store
from crackdown.ontology.labels import languages
from crackdown.ontology.terms import PREFIXES, finding_kind, graph, kind, precision, severity, sex

Announce = Callable[..., object]
PutInto = Callable[..., str]

COUNT = "SELECT (COUNT(?f) AS ?n) { GRAPH graph:findings { ?f a crk:Finding } }"


def count(store: Store) -> int:
    return int(str(store.view().select(COUNT)[0]["n"]))


def default_graph(store: Store) -> set[object]:
    return set(transaction.DefaultGraphFacts(store.engine).match(None, None, None))


@pytest.fixture
def disputed(announce: Announce, put_into: PutInto, store: Store) -> Store:
    put_into(store, announce("first"))
    put_into(store, announce("second", persons=429))
    return store


def test_one_good_announcement_has_no_finding(announce: Announce, put_into: PutInto, store: Store) -> None:
    put_into(store, announce())
    assert find(store.view()) == []


def test_a_dispute_is_found_with_both_passages(disputed: Store) -> None:
    view = disputed.view()
    (told,) = tell(view, find(view))
    assert told.text == "Rival figures: all the people: 428 and 429; both cannot be right."
    assert [said.evidence.quote for said in told.counts if said.evidence] == ["428 foreigners", "429 foreigners"]


def test_a_finding_has_the_same_iri_whatever_the_order_of_loading(
    announce: Announce, put_into: PutInto, disputed: Store
) -> None:
    with Store.open(None) as other:
        put_into(other, announce("second", persons=429))
        put_into(other, announce("first"))
        assert [finding_iri(one) for one in find(other.view())] == [finding_iri(one) for one in find(disputed.view())]


def test_written_findings_can_be_asked_for(disputed: Store) -> None:
    assert write(disputed) == 1
    rows = disputed.view().select(
        "SELECT ?text ?value { ?f crk:severity severity:contradiction ; crk:findingKind finding-kind:rival-figures ;"
        " crk:weighs/crk:value ?value ; rdfs:comment ?text FILTER(LANG(?text) = 'zh') } ORDER BY ?value"
    )
    assert [str(row["value"]) for row in rows] == ["428", "429"]
    assert str(rows[0]["text"]) == "数字不一：全部人员：428 与 429，不可能都对。"


def test_written_findings_keep_the_default_graph_equal_to_a_rebuild(disputed: Store) -> None:
    write(disputed)
    kept = default_graph(disputed)
    disputed.rebuild()
    assert default_graph(disputed) == kept


def test_the_next_announcement_takes_written_findings_along(
    announce: Announce, put_into: PutInto, disputed: Store
) -> None:
    write(disputed)
    put_into(disputed, announce("third", persons=20, country="TH"))
    assert count(disputed) == 0
    kept = default_graph(disputed)
    disputed.rebuild()
    assert default_graph(disputed) == kept


def test_withdrawing_takes_written_findings_along(disputed: Store) -> None:
    write(disputed)
    disputed.writer().delete(PREFIXES["announcement"] + "second")
    assert count(disputed) == 0


def test_loading_the_same_again_leaves_written_findings(announce: Announce, put_into: PutInto, disputed: Store) -> None:
    write(disputed)
    put_into(disputed, announce("first"))
    assert count(disputed) == 1


def test_writing_twice_changes_nothing(disputed: Store) -> None:
    write(disputed)
    version = disputed.version
    write(disputed)
    assert disputed.version == version


def test_written_findings_conform_to_their_shape(disputed: Store) -> None:
    from rdflib import Graph

    from crackdown.graph.announcement.validate import validate

    write(disputed)
    name = transaction.node(graph.findings)
    facts = transaction.facts_of(disputed.engine, name)  # type: ignore[arg-type]
    turtle = "".join(f"{subject} {predicate} {object_} .\n" for subject, predicate, object_ in facts)
    assert validate(Graph().parse(data=turtle, format="turtle"), graph.findings).findings == ()


def told(value: int, *group: str, hedge: str = precision.exactly) -> Told:
    exact = value if hedge == precision.exactly else None
    return Told(f"#{value}", value, None, exact, exact, hedge, group, "a", headline=not group)


SUM = (told(428), told(312), told(740))
EVERY_TEXT = [
    Finding(finding_kind.parts_and_total, severity.confirmation, SUM, ("a", "b", "c")),
    Finding(finding_kind.women_and_men, severity.contradiction, SUM, ("a", "a", "a")),
    Finding(finding_kind.women_and_men, severity.doubt, SUM, ("a", "a", "a")),
    Finding(finding_kind.group_and_total, severity.contradiction, (told(428, sex.female), told(312)), ("a", "a")),
    Finding(finding_kind.rival_figures, severity.contradiction, (told(428), told(312)), ("a", "a")),
    Finding(
        finding_kind.running_total, severity.doubt, (told(428), told(312)), ("a", "b"),
        ("2026-01-01", "2026-02-10", "2026-02-25"),
    ),
    Finding(
        finding_kind.running_total, severity.contradiction, (told(428), told(312)), ("a", "a"),
        ("2026-02-10", "2026-02-25"),
    ),
]  # fmt: skip


def test_texts_are_in_the_languages_of_the_labels() -> None:
    assert set(text_languages()) == set(languages(kind.raid))


def test_every_text_is_in_every_language_with_the_same_blanks() -> None:
    texts = json.loads(files("crackdown.graph.figures").joinpath("finding_texts.json").read_text(encoding="utf-8"))
    for by_language in texts.values():
        assert set(by_language) == set(text_languages())
        blanks = {frozenset(name for _, name, _, _ in Formatter().parse(text) if name) for text in by_language.values()}
        assert len(blanks) == 1


@pytest.mark.parametrize("language", text_languages())
@pytest.mark.parametrize("finding", EVERY_TEXT, ids=lambda one: one.kind.rsplit("/", 1)[-1])
def test_every_finding_can_be_told(finding: Finding, language: str) -> None:
    text = in_words(finding, language, str)
    assert "428" in text
    assert "312" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("finding", "language", "text"),
    [
        (EVERY_TEXT[0], "en", "Parts and total: 428 + 312 = 740, as announced."),
        (EVERY_TEXT[1], "fr-CA", "Femmes et hommes\u202f: 428 + 312 = 740, plus que le total de 740."),
        (EVERY_TEXT[3], "km", "ក្រុម និងចំនួនសរុប៖ ស្រី៖ 428 ច្រើនជាងចំនួនសរុប 312។"),
        (EVERY_TEXT[6], "en", "Running total: 428 by February 10, 2026, but only 312 by February 25, 2026."),
        (EVERY_TEXT[5], "zh", "累计数：自2026年1月1日起：截至2026年2月10日为 428，截至2026年2月25日却只有 312。"),
    ],
)
def test_wording(finding: Finding, language: str, text: str) -> None:
    assert in_words(finding, language, str) == text


def test_hedges_are_signs() -> None:
    hedged = Finding(
        finding_kind.rival_figures, severity.contradiction,
        (told(300), told(1000, hedge=precision.more_than)), ("a", "a"),
    )  # fmt: skip
    assert "300 and >1,000" in in_words(hedged, "en", str)


def test_a_language_without_texts_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="'tr'; there are ar, de, en"):
        in_words(EVERY_TEXT[0], "tr", str)
