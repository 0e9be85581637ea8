"""A hub's neighbours in groups, each counted under the other choices."""

from __future__ import annotations

from crackdown.graph.linking.groups import groups_of
from crackdown.graph.linking.neighbourhood import Choice, Period, neighbourhood
from crackdown.graph.linking.network import Network
from crackdown.ontology.terms import crk

KH = "country/KH"


def test_the_groups_of_a_relation_hold_what_expanding_by_it_adds(network: Network) -> None:
    for group in groups_of(network, KH).relations:
        chosen = Choice(group.relation, group.direction, group.type)
        assert neighbourhood(network, KH, limit=500, choice=chosen).total == group.total


def test_what_is_shown_is_not_left(network: Network) -> None:
    all_ = neighbourhood(network, KH, limit=500).nodes
    before = groups_of(network, KH)
    after = groups_of(network, KH, have=[all_[0].id])
    assert (after.total, after.left) == (before.total, before.left - 1)


def test_a_choice_narrows_the_other_groups_and_not_its_own(network: Network) -> None:
    all_ = groups_of(network, KH)
    kind = all_.kinds[-1]
    chosen = groups_of(network, KH, choice=Choice(kind=kind.key))
    assert chosen.total == kind.total < all_.total
    assert chosen.kinds == all_.kinds
    assert sum(group.total for group in chosen.relations) < sum(group.total for group in all_.relations)


def test_years_are_in_order_and_hold_what_happened_in_them(network: Network) -> None:
    years = groups_of(network, KH).years
    assert [group.key for group in years] == sorted(group.key for group in years)
    dated = neighbourhood(network, KH, limit=500, choice=Choice(crk.inCountry, period=Period("2026", "2026")))
    assert next(group.total for group in years if group.key == "2026") == sum(
        node.from_ is not None for node in dated.nodes
    )


def test_countries_go_by_their_names(network: Network) -> None:
    assert next(group.label for group in groups_of(network, KH).countries if group.key == KH) == "Cambodia"
