"""Figures as claims: all that was said of an operation stands side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from crackdown.graph.figures.spread import Spread, spreads_of
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import PREFIXES, crk

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


def test_nothing_is_said_of_what_is_no_operation(store: Store) -> None:
    assert spreads_of(store.view(), crk.Operation) == []
