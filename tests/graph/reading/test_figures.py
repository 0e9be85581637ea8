"""Findings, spread and ledger of the fixture: one flight that two countries tell of, with a person's difference."""

from __future__ import annotations

from crackdown.graph.figures.findings import find, tell
from crackdown.graph.figures.ledger import read_ledger
from crackdown.graph.figures.spread import spreads_of
from crackdown.graph.linking.network import Network, read_network
from crackdown.graph.linking.reads import Listed
from crackdown.graph.storage.store import View
from crackdown.ontology.terms import BASE

FLIGHT = f"{BASE}operation/kh-2026-02-08-deportation-312"


def test_findings_come_with_their_passages(view: View) -> None:
    told = [
        (one.text, [said.publication.iri.rsplit("/", 1)[-1] for said in one.counts]) for one in tell(view, find(view))
    ]
    assert told == [
        (
            "Rival figures: all the people: 312 and 313; both cannot be right.",
            ["kh-gdi-2026-02-09-fr", "cn-embassy-in-kh-2026-02-10-en"],
        ),
        (
            "Rival figures: women: 0 and 1; both cannot be right.",
            ["kh-gdi-2026-02-09-fr", "cn-embassy-in-kh-2026-02-10-en"],
        ),
        ("Nationalities and total: 120 + 95 = 215, as announced.", ["th-police-2026-03-06-en"] * 3),
        ("Parts and total: 312 + 428 = 740, as announced.", ["kh-gdi-2026-02-09-fr"] * 3),
    ]


def test_a_flight_told_from_both_ends_differs(view: View) -> None:
    flight, other = read_ledger(view)
    assert (flight.operation, flight.status, flight.differing) == (FLIGHT, "differs", ("people",))
    assert [entry.announcement.rsplit("/", 1)[-1] for entry in flight.sent] == ["kh-gdi-2026-02-09-fr"]
    assert [entry.announcement.rsplit("/", 1)[-1] for entry in flight.received] == ["cn-embassy-in-kh-2026-02-10-en"]
    assert other.status == "only sent"


def test_each_side_has_its_say(view: View) -> None:
    everybody = spreads_of(view, FLIGHT)[0]
    assert [(claim.count.value, claim.speakers) for claim in everybody.claims] == [
        (312, ("General Department of Immigration of Cambodia",)),
        (313, ("Embassy of China in Cambodia",)),
    ]


def test_nodes_are_named_alike_without_their_edges(view: View, network: Network) -> None:
    bare, whole = Network(Listed(network.things)), read_network(view)
    assert {id_: node.label for id_, node in bare.nodes.items() if node.type != "announcement"} == {
        id_: node.label for id_, node in whole.nodes.items() if node.type != "announcement"
    }
