"""Measures on a small invented network, whose values can be worked out by hand.

Interior works with Police (in two operations, one of them told twice by independent origins) and with Immigration;
Immigration works with Embassy. So Interior and Immigration stand between others.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from itertools import combinations

import networkx as nx
import pytest

from crackdown.errors import InputError, NotFound
from crackdown.graph.announcement.record import Agency, Evidence, Operation, Record
from crackdown.graph.linking import measures
from crackdown.graph.linking.partition import Method, part
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View

TEXT = "Interior, Police, Immigration and Embassy acted in Cambodia: 31, 32, 33 and 34 people."
METHODS = (
    "louvain",
    pytest.param("leiden", marks=pytest.mark.skipif(
        find_spec("graspologic_native") is None, reason="not installed: pip install graspologic-native"
    )),
)  # fmt: skip
IDS = {name: f"agency/kh-{name.lower()}" for name in ("Interior", "Police", "Immigration", "Embassy")}


def seen(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9)


def tell(stem: str, date: str, persons: int, *agencies: str, by: str, publisher: str = "") -> Record:
    return Record(
        id=stem, title=stem, language="en", published="2026-06-01", sha256=stem.ljust(64, "0"), outcome="facts_found",
        announced_by=[by],
        agencies=[
            Agency(name=one, country="KH", kind="police", evidence={"name": seen(one)})
            for one in sorted({*agencies, by})
        ],
        operations=[Operation(
            kind="arrest", date=date, persons=persons, country="KH", agencies=list(agencies),
            evidence={
                "kind": seen("acted"), "date": seen("acted"), "country": seen("Cambodia"),
                "persons": seen(str(persons)), "agencies": {one: seen(one) for one in agencies},
            },
        )],
        evidence={"announced_by": {by: seen(by)}, "published": seen("acted")},
    )  # fmt: skip


@pytest.fixture(scope="module")
def view() -> View:
    store = Store.open(None)
    records = [
        tell("a", "2026-01-10", 31, "Interior", "Police", by="Interior"),
        tell("b", "2026-01-10", 31, "Interior", "Police", by="Embassy"),
        tell("c", "2026-02-10", 32, "Interior", "Police", by="Interior"),
        tell("d", "2026-05-10", 33, "Interior", "Immigration", by="Interior"),
        tell("e", "2026-05-11", 34, "Immigration", "Embassy", by="Immigration"),
    ]
    for record in records:
        store.writer().put(record, TEXT, origin=record.id, publisher=None, media_type="text/plain")
    return store.view()


def test_who_stands_between_others_is_counted_and_said(view: View) -> None:
    first, second, *rest = measures.brokerage(view)
    # Of three pairs of others each lies between two: Interior between Police and the two, Immigration likewise.
    assert {first.node.label, second.node.label} == {"Interior", "Immigration"}
    assert [first.betweenness, second.betweenness] == pytest.approx([2 / 3, 2 / 3])
    assert all(one.betweenness == 0 and one.cut_off == 0 for one in rest)
    interior = next(one for one in (first, second) if one.node.label == "Interior")
    assert interior.cut_off == 1
    assert interior.meaning == (
        "67% of the shortest ways between two others pass through Interior; without it, 1 other would be cut off from "
        "the rest of those who work together."
    )


def test_centrality_follows_the_days_of_the_operations(view: View) -> None:
    found = {(one.period, one.node.label): one for one in measures.centrality_over_time(view)}
    assert {period for period, _ in found} == {"2026-Q1", "2026-Q2"}
    assert found["2026-Q1", "Interior"].operations == 2
    assert found["2026-Q2", "Immigration"].partners == 2
    assert ("2026-Q1", "Immigration") not in found


def test_an_unknown_period_is_refused(view: View) -> None:
    with pytest.raises(InputError, match="quarter"):
        measures.centrality_over_time(view, period="week")  # type: ignore[arg-type]


@pytest.mark.parametrize("method", METHODS)
def test_communities_hold_everybody_once_and_are_the_same_each_time(view: View, method: Method) -> None:
    once, again = measures.communities(view, method=method), measures.communities(view, method=method)
    assert once == again
    assert sorted(node.label for one in once for node in one.members) == [
        "Embassy",
        "Immigration",
        "Interior",
        "Police",
    ]
    assert all(one.label.startswith("Cambodia: ") for one in once)


@pytest.mark.parametrize("method", METHODS)
def test_two_groups_that_one_tie_links_are_two_communities(method: Method) -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from((*pair, 2) for group in ("abc", "def") for pair in combinations(group, 2))
    graph.add_edge("c", "d", weight=1)
    graph.add_node("g")
    assert sorted(map(sorted, part(graph, method))) == [["a", "b", "c"], ["d", "e", "f"], ["g"]]


@pytest.mark.parametrize("method", METHODS)
def test_a_network_of_nobody_has_no_communities(method: Method) -> None:
    assert part(nx.Graph(), method) == []


def test_an_unknown_method_is_told_with_those_there_are(view: View) -> None:
    with pytest.raises(InputError, match="louvain, leiden"):
        measures.communities(view, method="guess")  # type: ignore[arg-type]


def test_leiden_says_what_it_takes(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "graspologic_native", None)  # as where it is not installed
    with pytest.raises(InputError, match="pip install graspologic-native"):
        measures.communities(view, method="leiden")


def test_leiden_takes_no_backend(view: View) -> None:
    with pytest.raises(InputError, match="takes no networkx backend"):
        measures.communities(view, method="leiden", backend="parallel")


def test_two_who_share_more_operations_are_tied_more_strongly(view: View) -> None:
    strongest = measures.ties(view)[0]
    assert {strongest.one.label, strongest.other.label} == {"Interior", "Police"}
    assert (strongest.operations, strongest.strength, strongest.origins) == (2, 2.0, 2)
    assert (strongest.first, strongest.last) == ("2026-01-10", "2026-02-10")


def test_a_path_leads_along_what_is_attested(view: View) -> None:
    steps = measures.evidence_path(view, IDS["Police"], IDS["Embassy"])
    assert [step.other.label for step in steps] == ["Interior", "Immigration", "Embassy"]
    assert [step.origins for step in steps] == [2, 1, 1]
    assert [len(step.operations) for step in steps] == [2, 1, 1]


@pytest.mark.parametrize(
    ("ends", "error"), [(("agency/none", IDS["Police"]), NotFound), ((IDS["Police"], "country/KH"), InputError)]
)
def test_a_path_leads_between_actors_alone(view: View, ends: tuple[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        measures.evidence_path(view, *ends)


def test_what_rests_on_one_word_alone_is_a_gap(view: View) -> None:
    found = {gap.announcer.label: gap for gap in measures.gaps(view)}
    assert (found["Interior"].operations, found["Interior"].confirmed, len(found["Interior"].alone)) == (3, 1, 2)
    assert found["Interior"].meaning == (
        "Of 3 operations that Interior announced, 1 is told by an independent origin too; 2 rest on its word alone."
    )
    assert found["Embassy"].alone == ()


def test_a_backend_that_is_not_installed_is_named_with_those_that_are(view: View) -> None:
    with pytest.raises(InputError, match="'warp' is installed"):
        measures.brokerage(view, backend="warp")
