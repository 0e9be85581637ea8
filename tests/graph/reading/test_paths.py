"""Paths avoid what says little, are all counted, and can keep to operations."""

from __future__ import annotations

import pytest

from crackdown.errors import NotFound
from crackdown.graph.linking.backing import Backing
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.paths import edges_along, find_paths
from crackdown.graph.linking.reads import Listed
from crackdown.graph.linking.things import Things
from crackdown.ontology.terms import BASE, crk

GDI = "agency/kh-general-department-of-immigration"
VEASNA = "official/kh-sok-veasna"
CLASSES = {"op": "operation", "ag": "agency", "off": "official", "ap": "airport", "co": "country"}


def test_a_path_may_end_at_a_country(network: Network) -> None:
    assert find_paths(network, VEASNA, "country/CN").paths[0][-1] == "country/CN"


def test_where_there_is_no_path_none_is_found(network: Network) -> None:
    assert find_paths(network, VEASNA, "official/vn-dang-van-toi").total == 0


def test_a_thing_is_its_own_path(network: Network) -> None:
    assert find_paths(network, GDI, GDI).paths == ((GDI,),)


def test_an_unknown_end_is_not_found(network: Network) -> None:
    with pytest.raises(NotFound, match="agency/nobody"):
        find_paths(network, GDI, "agency/nobody")


def make(*links: tuple[str, str, str, int]) -> Network:
    """Make a network of things such as `op:1`; each link is its ends, its relation, its origins."""

    def id_of(name: str) -> str:
        prefix, _, number = name.partition(":")
        return f"{CLASSES[prefix]}/{number}"

    ends = {id_of(name) for one, other, _, _ in links for name in (one, other)}
    things = Things(types={BASE + id_: id_.partition("/")[0] for id_ in ends})
    keys = {
        (BASE + id_of(one), relation, BASE + id_of(other)): frozenset(f"{BASE}announcement/{n}" for n in range(origins))
        for one, other, relation, origins in links
    }
    backing = {key: Backing(announcements=told) for key, told in keys.items()}
    return Network(Listed(things, dict.fromkeys(keys, True), backing))


def test_all_paths_of_the_shortest_length_are_counted_and_the_best_told_come_first() -> None:
    network = make(*(
        (f"op:{number}", agency, crk.carriedOutBy, origins)
        for number, origins in enumerate([1, 3, 2]) for agency in ("ag:a", "ag:b")
    ))  # fmt: skip
    found = find_paths(network, "agency/a", "agency/b", limit=2)
    assert (found.total, [path[1] for path in found.paths]) == (3, ["operation/1", "operation/2"])


def test_a_path_never_leads_through_a_country() -> None:
    long = [("ag:a", "ag:b", crk.answersTo, 1), ("ag:b", "ag:c", crk.answersTo, 1), ("ag:c", "ag:d", crk.answersTo, 1)]
    short = [("ag:a", "co:KH", crk.country, 9), ("ag:d", "co:KH", crk.country, 9)]
    found = find_paths(make(*long, *short), "agency/a", "agency/d")
    assert found.paths == (("agency/a", "agency/b", "agency/c", "agency/d"),)


def test_paths_are_counted_where_both_walks_branch() -> None:
    ends = [("a", "m"), ("a", "n"), ("p", "z"), ("q", "z")]
    middle = [(one, other) for one in "mn" for other in "pqr"]
    links = [(f"ag:{one}", f"ag:{other}", crk.answersTo, 1) for one, other in (*ends, *middle)]
    found = find_paths(make(*links), "agency/a", "agency/z", limit=20)
    assert (found.total, len(set(found.paths)), {len(path) for path in found.paths}) == (4, 4, {4})


SHORT_CUTS = (
    ("off:x", "ag:a", crk.servesIn, 1), ("op:1", "ag:a", crk.carriedOutBy, 1), ("op:1", "ag:b", crk.withPartner, 1),
    ("ag:a", "ag:b", crk.cooperatesWith, 1), ("op:2", "ag:b", crk.carriedOutBy, 1),
    ("op:2", "ag:c", crk.carriedOutBy, 1), ("op:1", "ap:k", crk.departedFrom, 1), ("op:3", "ap:k", crk.departedFrom, 1),
    ("op:3", "ag:d", crk.carriedOutBy, 1),
)  # fmt: skip


def test_through_operations_the_chain_of_command_is_no_short_cut() -> None:
    network = make(*SHORT_CUTS)
    assert find_paths(network, "agency/a", "agency/c").paths == (
        ("agency/a", "agency/b", "operation/2", "agency/c"),
    )  # fmt: skip
    assert find_paths(network, "agency/a", "agency/c", through="operations").paths == (
        ("agency/a", "operation/1", "agency/b", "operation/2", "agency/c"),
    )  # fmt: skip


def test_through_operations_an_airport_is_no_inner_step_but_may_be_an_end() -> None:
    network = make(*SHORT_CUTS)
    assert find_paths(network, "agency/a", "agency/d").total == 1
    assert find_paths(network, "agency/a", "agency/d", through="operations").total == 0
    assert find_paths(network, "agency/a", "airport/k", through="operations").total == 1


def test_the_edges_along_a_path_hold_parallel_ones() -> None:
    network = make(("ag:a", "ag:b", crk.answersTo, 1), ("ag:a", "ag:b", crk.cooperatesWith, 1))
    (path,) = find_paths(network, "agency/a", "agency/b").paths
    assert len(edges_along(network, path)) == 2
