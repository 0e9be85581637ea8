"""Flows: how people are parted, what is added up, what is left out, and the words behind each number."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crackdown.graph.announcement.record import Airport, Evidence, Operation, Record
from crackdown.graph.figures.told import Persons
from crackdown.graph.linking.neighbourhood import Period
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node
from crackdown.graph.moving.behind_flows import operations_behind
from crackdown.graph.moving.flows import Band, Behind, Choice, Flows, Sum, flows_of, shares_behind
from crackdown.graph.moving.movements import Movement
from crackdown.graph.moving.shares import By
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View

KH, TH, CN, VN = ("country/KH",), ("country/TH",), ("country/CN",), ("country/VN",)
KTI = "airport/VDTI"


AIRPORTS = {
    "KTI": {"name": "Techo", "iata": "KTI", "icao": "VDTI", "country": "KH"},
    "ICN": {"name": "Incheon", "iata": "ICN", "icao": "RKSI", "country": "KR"},
}
Tell = Callable[..., Network]


@pytest.fixture(scope="module")
def reference() -> Store:
    return Store.open(None)


@pytest.fixture
def tell(reference: Store) -> Iterator[Tell]:
    """Return what announces operations, those of each call in one announcement, and reads the network of all."""
    announced: list[str] = []

    def announce_one(*operations: dict[str, Any]) -> Network:
        announced.append(announce(reference, f"invented-{len(announced)}", *operations))
        return network_of(reference.view())

    yield announce_one
    for iri in announced:
        reference.writer().delete(iri)


def announce(store: Store, stem: str, *operations: dict[str, Any]) -> str:
    """Store one announcement in which every fact of an operation rests on a sentence of its own."""
    lines = [f"{stem}, operation {number}: {told!r}" for number, told in enumerate(operations)]
    text = "\n".join(lines)

    def find(number: int, **more: Any) -> Evidence:
        start = text.index(lines[number])
        return Evidence(quote=lines[number], start=start, end=start + len(lines[number]), confidence=1.0, **more)

    def described(number: int, told: dict[str, Any]) -> Operation:
        evidence: dict[str, Any] = {}
        for name, value in told.items():
            if name == "persons":
                evidence[name] = find(number, printed=str(value))
            elif isinstance(value, dict):
                evidence[name] = {key: find(number, printed=str(n)) if n else find(number) for key, n in value.items()}
            elif name == "airports":
                evidence[name] = {code: find(number) for code in value}
            elif name not in ("total_of", "parts"):
                evidence[name] = find(number)
        return Operation(**told, evidence=evidence)

    codes = sorted({code for told in operations for code in told.get("airports", ())})
    airports = [Airport(**AIRPORTS[code], evidence={"name": find(0)}) for code in codes]
    record = Record(
        id=stem, language="en", published="2026-06-30", outcome="facts_found", airports=airports,
        sha256=hashlib.sha256(stem.encode()).hexdigest(),
        operations=[described(number, told) for number, told in enumerate(operations)],
    )  # fmt: skip
    store.writer().put(record, text, origin=stem, publisher=None, media_type="text/plain")
    return store.writer().announcement_of(stem, text, stem)


def deport(**more: Any) -> dict[str, Any]:
    return {"kind": "deportation", "country": "KH", "date": "2026-02-08", **more}


def ends(flows: Flows) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Persons | None]:
    return {(band.start, band.target): band.sum.persons for band in flows.bands}


def test_numbers_by_nationality_are_flows_and_what_they_leave_is_not_said(tell: Tell) -> None:
    network = tell(deport(persons=428, nationalities={"CN": 312, "VN": 16}))
    assert ends(flows_of(network, Choice())) == {
        (KH, CN): Persons(312, 312), (KH, VN): Persons(16, 16), (KH, ()): Persons(100, 100)
    }  # fmt: skip


def test_a_nationality_without_a_number_gets_none_by_guess(tell: Tell) -> None:
    network = tell(deport(persons=428, nationalities={"CN": None}))
    assert ends(flows_of(network, Choice())) == {(KH, CN): None, (KH, ()): Persons(428, 428)}


def test_what_is_left_over_is_marked_as_worked_out(tell: Tell) -> None:
    network = tell(deport(persons=428, nationalities={"CN": 312}))
    assert {band.target: band.rests for band in flows_of(network, Choice()).bands} == {CN: 0, (): 1}


@pytest.mark.parametrize("told", [{"persons": 5}, {}])
def test_people_of_whom_nothing_is_told_are_not_said(tell: Tell, told: dict[str, int]) -> None:
    (band,) = flows_of(tell(deport(**told)), Choice()).bands
    assert (band.start, band.target, band.sum.operations) == (KH, (), 1)
    assert band.sum.counted == len(told)


def test_by_destination_all_go_where_people_were_sent(tell: Tell) -> None:
    network = tell(deport(persons=100, destination="VN", nationalities={"CN": 40}))
    assert ends(flows_of(network, Choice(by="destination"))) == {(KH, VN): Persons(100, 100)}


def test_there_and_back_are_two_flows(tell: Tell) -> None:
    network = tell(
        deport(persons=3, destination="TH"), deport(persons=4, country="TH", destination="KH", date="2026-03-01")
    )
    assert ends(flows_of(network, Choice(by="destination"))) == {
        (KH, TH): Persons(3, 3),
        (TH, KH): Persons(4, 4),
    }


def test_a_total_and_its_parts_are_not_added_up_twice(tell: Tell) -> None:
    network = tell(
        deport(persons=312, nationalities={"CN": 312}),
        deport(persons=428, nationalities={"VN": 428}),
        deport(persons=740, total_of=True, parts=[0, 1]),
    )
    flows = flows_of(network, Choice())
    assert (flows.all.persons, flows.all.operations, flows.left_out) == (Persons(740, 740), 2, 1)


def test_a_running_total_is_left_out_and_can_be_read(tell: Tell) -> None:
    network = tell(deport(persons=5000, total_of=True))
    assert flows_of(network, Choice()).bands == []
    ((share,),) = shares_behind(network, Choice(), Behind(left_out=True))
    assert share.persons == Persons(5000, 5000)


def test_rival_figures_are_a_range_and_disputed(tell: Tell) -> None:
    same = {"airports": ["KTI"], "nationalities": {"CN": None}}
    tell(deport(persons=312, **same))
    flows = flows_of(tell(deport(persons=313, **same)), Choice())
    assert flows.all == Sum(operations=1, counted=1, persons=Persons(312, 313), disputed=1)


def test_flows_are_parted_by_the_airport_of_departure(tell: Tell) -> None:
    network = tell(deport(persons=64, airports=["KTI", "ICN"], nationalities={"KR": 64}))
    bands = flows_of(network, Choice(), with_airports=True).bands
    assert [band.via for band in bands if band.sum.persons] == [(KTI,)]


def test_by_airport_the_airport_is_the_end(tell: Tell) -> None:
    network = tell(deport(persons=64, airports=["KTI"]))
    assert ends(flows_of(network, Choice(by="airport"))) == {(KH, (KTI,)): Persons(64, 64)}


@pytest.mark.parametrize(
    ("choice", "persons"),
    [
        (Choice(kinds=frozenset({"arrest"})), 7),
        (Choice(period=Period("2026-02", "2026-02")), 100),
        (Choice(period=Period("2024", "2024")), None),
        (Choice(kinds=frozenset({"deportation", "arrest"})), 107),
    ],
)
def test_operations_are_chosen_by_kind_and_period(tell: Tell, choice: Choice, persons: int | None) -> None:
    network = tell(deport(persons=100), {"kind": "arrest", "country": "KH", "date": "2026-04-01", "persons": 7})
    told = flows_of(network, choice).all.persons
    assert (told.low if told else None) == persons


def test_a_scene_is_added_up_alone(tell: Tell) -> None:
    network = tell(deport(persons=312, date="2026-02-07"), deport(persons=740, date="2026-02-08"))
    one = next(node.id for node in network.nodes.values() if node.persons == Persons(740, 740))
    assert flows_of(network, Choice(scope=frozenset({one}))).all.persons == Persons(740, 740)


@pytest.mark.parametrize(("scope", "is_sum"), [(None, True), ({"whole", "part"}, True), ({"whole"}, False)])
def test_a_whole_counts_where_none_of_its_parts_does(scope: set[str] | None, is_sum: bool) -> None:
    node = Node(id="whole", iri="whole", type="operation", label="", detail="")
    whole = Movement(node, ("country/KH",), (), (), (), (), parts=("part",))
    assert whole.is_sum(scope) == is_sum


def test_points_are_countries_and_airports_with_their_operations(tell: Tell) -> None:
    network = tell(deport(persons=64, airports=["KTI"]), deport(persons=6, date="2026-05-05"))
    points = {point.id: point.sum for point in flows_of(network, Choice()).points}
    assert {id_: told.operations for id_, told in points.items()} == {"country/KH": 2, KTI: 1}
    assert points["country/KH"].persons == Persons(70, 70)


def test_kinds_are_counted_whatever_kind_is_chosen(tell: Tell) -> None:
    network = tell(deport(), {"kind": "arrest", "country": "KH", "date": "2026-04-01"})
    assert flows_of(network, Choice(kinds=frozenset({"arrest"}))).kinds == {"arrest": 1, "deportation": 1}


@pytest.mark.parametrize("by", ["nationality", "destination", "airport"])
def test_shares_never_hold_more_people_than_are_told(network: Network, by: By) -> None:
    for band in flows_of(network, Choice(by=by)).bands:
        for shares in shares_behind(network, Choice(by=by), _of(band)):
            parted = [share.persons for share in shares if share.persons]
            everybody = shares[0].movement.operation.persons
            assert not parted or (everybody and sum(persons.low for persons in parted) <= everybody.high)


@pytest.mark.parametrize("by", ["nationality", "destination", "airport"])
def test_every_band_leads_to_as_many_operations_as_it_adds_up(network: Network, by: By) -> None:
    bands = flows_of(network, Choice(by=by), with_airports=True).bands
    assert bands
    for band in bands:
        assert len(shares_behind(network, Choice(by=by), _of(band, via=True))) == band.sum.operations


def test_every_number_leads_to_words(view: View, network: Network) -> None:
    for band in flows_of(network, Choice()).bands:
        found = operations_behind(view, network, Choice(), _of(band), limit=50)
        assert found.total == band.sum.operations
        for told in found.operations:
            assert told.evidence
            assert bool(told.figures) == bool(told.node.persons)


def test_operations_come_a_page_at_a_time_the_latest_first(view: View, network: Network) -> None:
    first = operations_behind(view, network, Choice(), Behind(place="country/KH"), limit=1)
    second = operations_behind(view, network, Choice(), Behind(place="country/KH"), limit=1, offset=1)
    days = [page.operations[0].node.from_ for page in (first, second)]
    assert first.total > 1
    assert days == sorted(days, key=str, reverse=True)


def _of(band: Band, *, via: bool = False) -> Behind:
    return Behind(start=band.start, via=band.via if via else None, target=band.target)
