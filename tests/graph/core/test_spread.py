"""Figures as claims: all that was said of an operation stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from crackdown.graph.announcement.record import DateRange, Evidence, Operation, Record
from crackdown.graph.export.reader import Reader
from crackdown.graph.figures.findings import find as find_all
from crackdown.graph.figures.spread import Spread, spreads_of
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import PREFIXES, crk, severity

Announce = Callable[..., object]


@pytest.fixture(scope="module")
def spreads(announce: Announce, put_into: Callable[..., str]) -> Iterator[dict[str, Spread]]:
    """Two announcements of one deportation; in the second one person more is told of."""
    with Store.open(None) as store:
        put_into(store, announce("first"))
        put_into(store, announce("second", persons=429))
        view = store.view()
        rows = view.select("SELECT DISTINCT ?o { ?o crk:count ?c FILTER NOT EXISTS { ?o crk:isTotal true } }")
        assert len(rows) == 1
        yield {spread.group: spread for spread in spreads_of(view, str(rows[0]["o"]))}


def test_groups_come_with_everybody_first(spreads: dict[str, Spread]) -> None:
    assert list(spreads) == ["all", "women", "China"]


def test_every_claim_is_kept(spreads: dict[str, Spread]) -> None:
    assert [claim.count.value for claim in spreads["all"].claims] == [428, 429]


def test_what_cannot_all_be_right_is_disputed(spreads: dict[str, Spread]) -> None:
    assert {name: spread.agreement for name, spread in spreads.items()} == {
        "all": "disputed", "women": "agree", "China": "agree",
    }  # fmt: skip


def test_a_claim_tells_who_said_it_when_and_in_which_words(spreads: dict[str, Spread]) -> None:
    claim = spreads["China"].claims[0]
    assert claim.speakers == ("General Department of Immigration",)
    assert claim.publication.publisher == "GDI"
    assert claim.publication.published == "2026-02-09"
    assert claim.publication.loaded is not None
    assert claim.publication.iri == PREFIXES["announcement"] + "first"
    assert claim.evidence is not None
    assert claim.evidence.quote == "312 Chinese nationals"


def test_a_hedged_number_keeps_its_bounds(announce: Announce, put_into: Callable[..., str], store: Store) -> None:
    put_into(store, announce())
    (row,) = store.view().select("SELECT ?o { ?o crk:isTotal true }")
    (spread,) = spreads_of(store.view(), str(row["o"]))
    count = spread.claims[0].count
    assert (count.printed, count.low, count.high, spread.agreement) == ("1,000", 1001, None, "said once")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (("2026-02-20", 1100), "of other days"),
        (("2026-02-20", 900), "disputed"),
        (("2026-02-10", 1100), "disputed"),
        (("2026-02-10", 700, False), "disputed"),
        (("2026-02-20", 900, True, DateRange(from_="2026-02-01", to="2026-02-05")), "of other days"),
        (("2026-02-20", 1100, True, DateRange(from_="2026-02-01", to="2026-02-05")), "disputed"),
    ],
    ids=[
        "grew", "fell", "another of one day", "a part that a person judged to be its total",
        "fewer, told later, of days before", "more, told later, of days before",
    ],
)  # fmt: skip
def test_node_figures_and_check_dispute_the_same(later: tuple[str, int], expected: str) -> None:
    with Store.open(None) as store:
        for name, told in (("first", ("2026-02-10", 1000)), ("second", later)):
            record, text = tally(name, *told)
            store.writer().put(record, text, origin=name, publisher="GDI", media_type="text/plain")
        members = sorted(str(row["o"]) for row in store.view().select("SELECT DISTINCT ?o { ?o crk:total ?n }"))
        if len(members) > 1:
            store.writer().judge(*members, "same", by="tester")
        (row,) = store.view().select("SELECT DISTINCT ?o { ?o crk:total ?n }")
        view, operation = store.view(), str(row["o"])
        (spread,) = spreads_of(view, operation)
        assert spread.agreement == expected
        for network in (network_of(view), Network(read_whole(view))):
            assert network.node(operation).disputed == (expected == "disputed")
        told_of = Reader(view).told(operation)
        assert Reader(view).node(operation, "operation", told_of).disputed == (expected == "disputed")
        assert [one.severity for one in find_all(store.view())] == [severity.contradiction] * (expected == "disputed")


def tally(
    name: str, published: str, persons: int, is_total: bool = True, date: str | DateRange = "2026-02"
) -> tuple[Record, str]:
    """Tell of all that were arrested in a month, or on some of its days."""
    text = f"{persons} arrested in February in Thailand in all"
    words = {"persons": str(persons), "kind": "arrested", "date": "February", "country": "Thailand"}
    words |= {"total_of": "all"} if is_total else {}
    evidence = {field: find(text, quote) for field, quote in words.items()}
    total = Operation(
        kind="arrest", date=date, persons=persons, country="TH", total_of=is_total or None, evidence=evidence
    )
    return Record(
        id=name, language="en", published=published, sha256="0" * 64, outcome="facts_found", operations=[total]
    ), text


def find(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=1)


def test_nothing_is_said_of_what_is_no_operation(store: Store) -> None:
    assert spreads_of(store.view(), crk.Operation) == []
