"""What the public record said on a day is what a store says into which only that was loaded, quad for quad."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.errors import InputError
from crackdown.graph import dates, iris
from crackdown.graph.announcement.record import Agency, Evidence, Official, Operation, Record
from crackdown.graph.identity.index import Index
from crackdown.graph.storage.following import FollowingSnapshot
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.term import Triple, iri
from crackdown.graph.versioning.as_of import as_of, build, to_day
from crackdown.ontology.terms import BASE, crk, graph, rdf

SEEN = Evidence(quote="O", start=0, end=1, confidence=1)
TEXTS = (
    "On a Sunday officers of the General Department of Immigration took a large group of foreigners to the airport, "
    "where they boarded a plane that the embassy had chartered; they had cheated people in many countries online.",
    "Officials declared at a press conference in the capital that they had closed several compounds by the river, "
    "seized telephones and computers, and would deport those without papers as soon as a flight could be found.",
)


def told(number: int, published: str | None, persons: int, day: int, *, is_total: bool) -> Record:
    """Tell of an operation, whose names and figures recur from one announcement to the next."""
    facts = {"kind": "deportation", "date": f"2026-02-{day:02}", "persons": persons, "country": "KH"}
    operation = Operation(**facts, total_of=is_total or None, evidence=dict.fromkeys((*facts, "total_of"), SEEN))  # type: ignore[arg-type]
    names = ["Ministry of Interior", "Interior Ministry", "Ministère de l'Intérieur"]
    agency = Agency(name=names[number % 3], also=["MOI"] if number % 2 else [], country="KH", kind="ministry")
    official = Official(
        name="Sok Dara" if number % 2 else "Dara Sok", agency=agency.name, role="Director",
        evidence={"name": SEEN, "agency": SEEN, "role": SEEN},
    )  # fmt: skip
    if number % 3 == 2:  # known by the post alone: who that was is inferred from the others
        official = Official(
            name="Director", agency=agency.name, role="Director", evidence={"agency": SEEN, "role": SEEN}
        )
    return Record(
        id=f"r{number}", language="en", published=published, sha256=str(number) * 64, outcome="facts_found",
        agencies=[agency], officials=[official], operations=[operation],
    )  # fmt: skip


def load(records: Iterable[Record], store: Store | None = None) -> Store:
    store = store or Store.open(None)
    for one in records:
        text = TEXTS[int(one.id[1:]) % 2]
        store.writer().put(one, text, origin=one.id, publisher=None, media_type="text/plain")
    return store


def quads(engine: ox.Store) -> set[str]:
    """Everything a store holds but when each announcement was read, and the digests that depend on it."""
    return {
        str(quad) for quad in engine if not quad.predicate.value.endswith(("endedAtTime", "seenAt", "index#archived"))
    }


def is_public(record: Record, day: str) -> bool:
    return dates.last_day(record.published or datetime.now(UTC).date().isoformat()) <= day


published = st.one_of(
    st.none(), st.just("2026-02"), st.just("2026"), st.integers(8, 20).map(lambda day: f"2026-02-{day:02}")
)
records = st.lists(
    st.tuples(published, st.sampled_from([312, 313, 428, 740]), st.sampled_from([8, 9]), st.booleans()),
    min_size=1, max_size=6,
).map(
    lambda rows: [told(n, *row[:3], is_total=row[3]) for n, row in enumerate(rows)]
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(records, st.sampled_from(["2026-02-09", "2026-02-14", "2026-02-28", "2026-12-31", "2099-01-01"]))
def test_as_of_equals_a_store_of_what_was_published_by_then(told: list[Record], day: str) -> None:
    then = build(load(told).view(), day)
    only = load(one for one in told if is_public(one, day))
    assert quads(then) == quads(only.engine)


def test_as_of_a_later_day_is_the_store_itself() -> None:
    store = load([told(number, f"2026-02-{10 + number}", 312, 8, is_total=False) for number in range(4)])
    assert {str(quad) for quad in build(store.view(), "2099-12-31")} == {str(quad) for quad in store.engine}


def test_nothing_was_public_before_the_first_announcement() -> None:
    view = as_of(load([told(0, "2026-02-10", 312, 8, is_total=False)]).view(), "2026-02-09")
    assert view.select("SELECT ?op WHERE { ?op a crk:Operation }") == []
    assert view.ask("ASK { ?country a crk:Country }")


def test_a_month_is_public_once_it_is_over_and_no_date_from_the_day_of_loading() -> None:
    store = load([told(0, "2026-02", 312, 8, is_total=False), told(1, None, 740, 8, is_total=True)])
    found = [len(list(_announcements(build(store.view(), day)))) for day in ("2026-02-27", "2026-02-28", "2099-01-01")]
    assert found == [0, 1, 2]


def test_an_announcement_given_as_a_graph_has_its_day_too() -> None:
    store = Store.open(None)
    this = f"<{iris.mint_announcement('x')}>"
    store.writer().put_graphs(
        f"@prefix d: <http://purl.org/dc/terms/> . @prefix x: <http://www.w3.org/2001/XMLSchema#> . "
        f"{this} {{ {this} a <{crk.Announcement}> ; d:issued '2026-02-10'^^x:date }} "
        "<https://w3id.org/crackdown/graph/own> { <urn:a> <urn:b> <urn:c> }".encode()
    )
    assert list(_announcements(build(store.view(), "2026-02-09"))) == []
    assert list(_announcements(build(store.view(), "2026-02-10"))) == [iris.mint_announcement("x")]
    assert as_of(store.view(), "2026-02-09").ask("ASK { <urn:a> <urn:b> <urn:c> }")


def test_a_day_is_made_once_a_version() -> None:
    store = load([told(0, "2026-02-10", 312, 8, is_total=False)])
    first = as_of(store.view(), "2026-02")
    assert as_of(store.view(), "2026-02-28") is first
    load([told(1, "2026-02-11", 428, 9, is_total=False)], store)
    assert as_of(store.view(), "2026-02-28").version != first.version


def test_people_s_judgements_hold_on_every_day() -> None:
    told_apart = [told(0, "2026-02-10", 312, 8, is_total=False), told(1, "2026-02-11", 312, 8, is_total=False)]
    later = told(2, "2026-02-20", 428, 9, is_total=False)
    stores = [load([*told_apart, later]), load(told_apart)]
    members = Index(stores[0].engine).members_of(f"{BASE}operation/kh-2026-02-08-deportation-312")
    for store in stores:
        store.writer().judge(*members, "different", by="A reviewer")
    then, only = build(stores[0].view(), "2026-02-11"), stores[1].engine
    assert len(list(_operations(then))) == 2
    assert _without_decision(then) == _without_decision(only)


@pytest.mark.parametrize("day", ["", "2026-2-1", "2026-02-30", "2026-13", "tomorrow", "٢٠٢٦", "2026-02-10T00:00"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(InputError, match="is no day; write one as 2026-02-10"):
        to_day(day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store") as store:
        load([told(number, f"2026-02-{10 + number}", 312 + number, 8, is_total=False) for number in range(3)], store)
    return tmp_path / "store"


def test_a_snapshot_keeps_the_graph_of_a_day_for_other_processes(folder: Path) -> None:
    with Snapshot.take(folder) as snapshot:
        kept = snapshot.as_of("2026-02-11")
        assert quads(kept.engine) == quads(build(snapshot.view, "2026-02-11"))
        assert snapshot.as_of("2026-02-11") is kept
        assert (snapshot.folder_of("2026-02-11") / "graph").is_dir()
        assert kept.text(iris.mint_announcement("r1")) == TEXTS[1]


@pytest.mark.parametrize("day", ["2026-02-10", "2026-02-18"], ids=["built anew", "withdrawn from a copy"])
def test_both_ways_lead_to_the_same_graph(tmp_path: Path, day: str) -> None:
    records = [told(number, f"2026-02-{10 + number}", 312 + number % 2, 8, is_total=False) for number in range(10)]
    with Store.open(tmp_path / "store") as store:
        load(records, store)
    with Snapshot.take(tmp_path / "store") as snapshot:
        then, whole = snapshot.as_of(day), quads(snapshot.view.engine)
        assert quads(then.engine) == quads(load(one for one in records if is_public(one, day)).engine)
        assert quads(snapshot.view.engine) == whole
    with Store.open(tmp_path / "store") as store:
        assert quads(store.engine) == whole
        assert store.view().text(iris.mint_announcement("r9")) == TEXTS[1]


@pytest.mark.parametrize("day", ["2026-02-10", "2099"], ids=["built anew", "copied"])
def test_findings_of_today_are_not_told_of_another_day(folder: Path, day: str) -> None:
    with Store.open(folder) as store:
        store.writer().put_graph(graph.findings, [Triple(iri(crk.Operation), iri(rdf.type), iri(crk.Announcement))])
    with Snapshot.take(folder) as snapshot:
        assert ox.NamedNode(graph.findings) not in set(snapshot.as_of(day).engine.named_graphs())
        assert ox.NamedNode(graph.findings) in set(snapshot.view.engine.named_graphs())


def test_a_server_s_workers_answer_as_of_a_day(folder: Path) -> None:
    query = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }"
    with FollowingSnapshot(folder) as source:
        answers = [source.answer(query, select_format="csv", as_of=day).body for day in (None, "2026-02-10")]
    assert [body.split() for body in answers] == [[b"n", b"3"], [b"n", b"1"]]


def _without_decision(engine: ox.Store) -> set[str]:
    """Leave out the judgement itself, which bears the moment in which it was made."""
    return {quad for quad in quads(engine) if "/decision/" not in quad}


def _operations(engine: ox.Store) -> Iterable[str]:
    return (quad.subject.value for quad in _of_type(engine, crk.Operation))  # type: ignore[union-attr]


def _announcements(engine: ox.Store) -> Iterable[str]:
    return (quad.subject.value for quad in _of_type(engine, crk.Announcement))  # type: ignore[union-attr]


def _of_type(engine: ox.Store, type_: str) -> Iterable[ox.Quad]:
    return engine.quads_for_pattern(None, ox.NamedNode(rdf.type), ox.NamedNode(type_), ox.DefaultGraph())
