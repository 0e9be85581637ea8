"""Corrections and withdrawals: what was said before is kept, out of the way, and each day shows what was said then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crackdown.errors import InputError, NotFound
from crackdown.graph import dates, iris
from crackdown.graph.announcement.record import Agency, Evidence, Operation, Record
from crackdown.graph.export.quads import graph_names
from crackdown.graph.export.source import Source
from crackdown.graph.identity import judgements
from crackdown.graph.identity.index import Index
from crackdown.graph.sparql.query import load
from crackdown.graph.storage import writer
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.term import Term, iri
from crackdown.graph.versioning.as_of import as_of, build
from crackdown.graph.versioning.versions import iter_histories
from crackdown.graph.why import explain
from crackdown.ontology.terms import BASE

SEEN = Evidence(quote="O", start=0, end=1, confidence=1)
TEXT = (
    "Officers of the General Department of Immigration took a large group of foreigners to the airport, where they "
    "boarded a plane that the embassy had chartered; they had cheated people in many countries online. Edition {}."
)
A = iris.mint_announcement("r1")
FIRST = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)


@contextmanager
def clock(day: int) -> Iterator[None]:
    """Have the store believe that it is noon some days after the first of February 2026."""

    class Frozen(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
            return (FIRST + datetime.timedelta(days=day)).astimezone(tz)

    with mock.patch.object(writer, "datetime", Frozen), mock.patch.object(judgements, "datetime", Frozen):
        yield


def told(number: int, edition: int, published: str | None) -> tuple[Record, str]:
    """Tell of an operation whose figure changes with the edition, and which others may tell of too."""
    facts = {"kind": "deportation", "date": "2026-02-01", "persons": (312, 313, 428)[edition % 3], "country": "KH"}
    operation = Operation(**facts, evidence=dict.fromkeys(facts, SEEN))  # type: ignore[arg-type]
    agency = Agency(
        name=("Ministry of Interior", "Interior Ministry")[(number + edition) % 2], country="KH", kind="ministry"
    )
    record = Record(
        id=f"r{number}", language="en", published=published, sha256=f"{edition}" * 64, outcome="facts_found",
        agencies=[agency], operations=[operation],
    )  # fmt: skip
    return record, TEXT.format(f"{edition}" * (1 + number))


@dataclass(frozen=True)
class Load:
    number: int
    edition: int
    published: str | None


@dataclass(frozen=True)
class Withdraw:
    number: int
    days_ago: int


Step = Load | Withdraw


def do(store: Store, step: Step, day: int) -> None:
    with clock(day):
        if isinstance(step, Load):
            put(store, step.number, step.edition, step.published)
        else:
            on = (FIRST + datetime.timedelta(days=day - step.days_ago)).date().isoformat()
            store.writer().withdraw(iris.mint_announcement(f"r{step.number}"), on=on, reason="An error.")


def put(
    store: Store, number: int, edition: int, published: str | None = "2026-02-01", *, seen_at: str | None = None
) -> str:
    record, text = told(number, edition, published)
    return store.writer().put(record, text, origin=record.id, publisher=None, media_type="text/plain", seen_at=seen_at)


def every(engine: ox.Store) -> set[str]:
    return {str(quad) for quad in engine}


def default_graph(store: Store) -> set[str]:
    return {str(quad.triple) for quad in store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())}


def figures(store: Store) -> list[str]:
    rows = store.view().select("SELECT ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n")
    return [str(row["n"]) for row in rows]


def judge(store: Store) -> None:
    members = Index(store.engine).members_of(f"{BASE}operation/kh-2026-02-01-deportation-312")
    with clock(0):
        store.writer().judge(members[0], members[1], "different", by="A reviewer")


def begin() -> Store:
    """Make a store of two announcements that stay as they are, and were judged to tell of two operations."""
    store = Store.open(None)
    for number in (8, 9):
        do(store, Load(number, 0, "2026-02-01"), 0)
    judge(store)
    return store


steps = st.lists(
    st.one_of(
        st.builds(
            Load, st.integers(1, 2), st.integers(0, 3),
            st.sampled_from([None, "2026-02-01", "2026-02-03", "2026-02-06", "2026-02"]),
        ),
        st.builds(Withdraw, st.integers(1, 2), st.integers(0, 2)),
    ),
    max_size=7,
)  # fmt: skip


def replay(done: Sequence[Step]) -> tuple[Store, list[tuple[int, Step, str]]]:
    """Do steps a day apart; return the store, and with each that changed it the day from which it was public."""
    store, public = begin(), []
    last: dict[int, tuple[str, str]] = {}  # the latest day that was told, and from which day the last was public
    now: dict[int, tuple[int, str | None]] = {}
    for day, step in enumerate(done, 1):
        today = (FIRST + datetime.timedelta(days=day)).date().isoformat()
        if isinstance(step, Withdraw):
            try:
                do(store, step, day)
            except (InputError, NotFound):
                continue
            now.pop(step.number)
            since = (FIRST + datetime.timedelta(days=day - step.days_ago)).date().isoformat()
        else:
            if now.get(step.number, (None,))[0] == step.edition:
                continue  # the same text, perhaps read with another date, is no other version
            do(store, step, day)
            now[step.number] = (step.edition, step.published)
            told_on = dates.last_day(step.published) if step.published else ""
            before, since = last.get(step.number, ("", ""))
            since = max(since, told_on if told_on > before else today)
            last[step.number] = max(before, told_on), since
        public.append((day, step, since))
    return store, public


@settings(max_examples=15, deadline=None)
@given(steps, st.sampled_from(["2026-02-02", "2026-02-04", "2026-02-06", "2026-02-28", "2099-01-01"]))
def test_any_course_of_things_equals_a_rebuild_and_each_day_a_store_of_what_was_known(
    done: list[Step], day: str
) -> None:
    store, public = replay(done)
    then, kept = build(store.view(), day), default_graph(store)
    store.rebuild()
    assert default_graph(store) == kept
    only = begin()
    for number, step, since in public:
        if since <= day:
            do(only, step, number)
    assert every(then) == every(only.engine)
    if day == "2099-01-01":
        assert every(then) == every(store.engine)


@settings(max_examples=10, deadline=None)
@given(st.permutations([0, 1, 2, 3]), st.lists(st.integers(0, 2), min_size=4, max_size=4).map(sorted))
def test_what_was_fetched_gives_one_graph_in_whatever_order_it_is_loaded(order: list[int], editions: list[int]) -> None:
    graphs = []
    for places in ([0, 1, 2, 3], order):
        store = Store.open(None)
        for place in places:
            with clock(20):
                put(store, 1, editions[place], seen_at=f"2026-02-0{place + 2}T08:00:00Z")
        graphs.append(every(store.engine))  # type: ignore[arg-type]
    assert graphs[0] == graphs[1]


def test_the_same_text_again_changes_nothing() -> None:
    store = Store.open(None)
    with clock(1):
        assert put(store, 1, 0) == "added"
    before, version = every(store.engine), store.version  # type: ignore[arg-type]
    with clock(2):
        assert [put(store, 1, 0), put(store, 1, 0, seen_at="2026-02-02T12:00:00Z")] == ["unchanged", "unchanged"]
    assert (every(store.engine), store.version) == (before, version)  # type: ignore[arg-type]


def test_a_correction_is_all_that_is_seen_and_keeps_what_it_corrects() -> None:
    store = Store.open(None)
    for day, edition in ((1, 0), (3, 2)):
        with clock(day):
            put(store, 1, edition)
    earlier = version_of(0)
    assert figures(store) == ["428"]
    assert store.view().ask(f"ASK {{ <{A}> prov:wasRevisionOf <{earlier}> . <{earlier}> crk:publicUntil ?until }}")
    assert store.view().ask(f"ASK {{ GRAPH <{earlier}> {{ ?count crk:value 312 ; crk:statedIn <{earlier}> }} }}")
    assert [store.view().text(name) for name in (earlier, A)] == [told(1, 0, None)[1], told(1, 2, None)[1]]


def test_a_row_of_an_earlier_version_rests_on_the_words_of_that_version() -> None:
    store = Store.open(None)
    for day, edition in ((1, 0), (3, 2)):
        with clock(day):
            put(store, 1, edition)
    question = f"SELECT * {{ GRAPH <{version_of(0)}> {{ ?operation crk:kind ?kind ; crk:total/crk:value ?n }} }}"
    (row,) = explain(store.view(), question).rows
    found = {(one.kind, one.announcement, one.quote) for one in row.support or []}
    assert found == {("claim", version_of(0), SEEN.quote)}
    (chain,) = explain(store.view(), f"SELECT ?version {{ <{A}> prov:wasRevisionOf ?version }}").rows
    assert [one.kind for one in chain.support or []] == ["program"]


def test_a_correction_changes_no_more_than_loading_it_alone_would() -> None:
    corrected, alone = Store.open(None), Store.open(None)
    for day, edition in ((1, 0), (1, 2)):
        with clock(day):
            put(corrected, 1, edition)
    with clock(1):
        put(alone, 1, 2)
    about_versions = {"versions", "version/"}
    more = every(corrected.engine) - every(alone.engine)  # type: ignore[arg-type]
    assert every(alone.engine) <= every(corrected.engine)  # type: ignore[arg-type]
    assert all(any(word in quad for word in about_versions) or "index#earlier" in quad for quad in more)


def test_what_the_program_asks_sees_no_earlier_version() -> None:
    corrected, alone = Store.open(None), Store.open(None)
    with clock(1):
        put(corrected, 1, 0)
        for store in (corrected, alone):
            put(store, 1, 1)
    agency = iri(f"{BASE}agency/kh-ministry-of-interior")  # as it was called before alone
    asked: list[tuple[str, dict[str, Term]]] = [
        *((name, {}) for name in ("reported", "links", "names", "announcement_graphs")), ("triples", {"thing": agency}),
    ]  # fmt: skip
    for name, bound in asked:
        found = [sorted(map(str, store.view().select(load(name), **bound))) for store in (corrected, alone)]
        assert found[0] == found[1], name
    exported = graph_names(Source(corrected.view()))
    assert [name for name in exported if "/announcement/" in str(name)] == [ox.NamedNode(A)]


def test_the_same_text_read_anew_is_the_same_version_from_the_same_day() -> None:
    store = Store.open(None)
    for day, published in ((1, None), (5, "2026-02-04")):
        with clock(day):
            put(store, 1, 0, published)
    assert not list(iter_histories(store.engine))
    assert store.view().ask(f'ASK {{ <{A}> crk:seenAt "2026-02-02T12:00:00Z"^^xsd:dateTime }}')


def test_each_day_shows_the_version_of_that_day() -> None:
    store = Store.open(None)
    for day, edition, published in ((5, 0, "2026-02-02"), (8, 2, "2026-02-04"), (12, 1, "2026-02-04")):
        with clock(day):
            put(store, 1, edition, published)
    found = [figures_on(store, day) for day in ("2026-02-01", "2026-02-03", "2026-02-04", "2026-02-12", "2026-02-13")]
    assert found == [[], ["312"], ["428"], ["428"], ["313"]]


def test_what_is_withdrawn_is_not_seen_from_that_day_on() -> None:
    store = Store.open(None)
    with clock(1):
        put(store, 1, 0)
    with clock(9):
        store.writer().withdraw(A, on="2026-02-05", reason="An error.")
    assert figures(store) == []
    assert [figures_on(store, day) for day in ("2026-02-04", "2026-02-05")] == [["312"], []]
    assert store.view().ask(
        f'ASK {{ ?v dcterms:isVersionOf <{A}> ; crk:withdrawnOn "2026-02-05"^^xsd:date ; '
        'crk:withdrawalReason "An error." }'
    )


def test_loading_it_again_undoes_a_withdrawal() -> None:
    store = Store.open(None)
    for day in (1, 12):
        with clock(day):
            put(store, 1, 0)
        if day == 1:
            with clock(9):
                store.writer().withdraw(A)
    assert figures(store) == ["312"]
    assert [figures_on(store, day) for day in ("2026-02-09", "2026-02-11", "2026-02-13")] == [["312"], [], ["312"]]


def test_what_was_fetched_before_it_was_withdrawn_does_not_bring_it_back() -> None:
    store = Store.open(None)
    with clock(1):
        put(store, 1, 0)
    with clock(9):
        store.writer().withdraw(A)
        assert put(store, 1, 0, seen_at="2026-02-05T08:00:00Z") == "unchanged"
        assert put(store, 1, 2, seen_at="2026-02-06T08:00:00Z") == "changed"
    assert figures(store) == []
    assert figures_on(store, "2026-02-07") == ["428"]


@pytest.mark.parametrize(("on", "why"), [("2026-01-31", "when it was public"), ("2026-02-11", "to 2026-02-10")])
def test_a_day_before_it_was_public_or_to_come_is_refused(on: str, why: str) -> None:
    store = Store.open(None)
    with clock(9):
        put(store, 1, 0)
        with pytest.raises(InputError, match=why):
            store.writer().withdraw(A, on=on)


def test_what_is_public_since_today_is_withdrawn_today_or_not_at_all() -> None:
    store = Store.open(None)
    with clock(1):
        put(store, 1, 0)
    with clock(9):
        put(store, 1, 2)
        with pytest.raises(InputError, match="public since today; give 2026-02-10"):
            store.writer().withdraw(A, on="2026-02-05")


def test_what_is_not_there_or_withdrawn_already_cannot_be_withdrawn() -> None:
    store = Store.open(None)
    with pytest.raises(NotFound, match="no announcement"):
        store.writer().withdraw(A)
    put(store, 1, 0)
    store.writer().withdraw(A)
    with pytest.raises(InputError, match="is withdrawn already"):
        store.writer().withdraw(A)


def test_deleting_takes_earlier_versions_along() -> None:
    store = Store.open(None)
    before = every(store.engine)  # type: ignore[arg-type]
    for edition in (0, 1, 2):
        put(store, 1, edition)
    store.writer().delete(A)
    assert every(store.engine) == before  # type: ignore[arg-type]
    assert not [*store.archive.digests(), *store.records.digests()]  # type: ignore[attr-defined]


def test_another_page_of_the_same_id_does_not_take_the_place_of_one_that_was_withdrawn() -> None:
    store = Store.open(None)
    put(store, 1, 0)
    store.writer().withdraw(A)
    record, text = told(1, 2, None)
    store.writer().put(record, text, origin="elsewhere", publisher=None, media_type="text/plain")
    assert store.writer().announcement_of(record.id, text, "elsewhere") == f"{A}-2"
    assert store.writer().announcement_of(record.id, text, "r1") == A


def test_a_folder_shows_each_day_alike_however_it_is_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        for number in range(2, 8):
            do(store, Load(number, 0, "2026-02-01"), 1)
        for step, day in ((Load(1, 0, "2026-02-02"), 2), (Load(1, 2, "2026-02-02"), 6), (Withdraw(1, 0), 9)):
            do(store, step, day)
    with Snapshot.take(tmp_path / "store") as snapshot:
        for day in ("2026-02-01", "2026-02-05", "2026-02-08", "2026-02-20"):
            assert every(snapshot.as_of(day).engine) == every(build(snapshot.view, day))  # type: ignore[arg-type]
    with Store.open(tmp_path / "store") as store:
        assert len([*store.records.digests()]) == 8  # type: ignore[attr-defined]


def version_of(edition: int) -> str:
    return iris.mint_version(A, digest_of(told(1, edition, None)[1]))


def figures_on(store: Store, day: str) -> list[str]:
    rows = as_of(store.view(), day).select("SELECT ?n WHERE { ?op crk:total/crk:value ?n } ORDER BY ?n")
    return [str(row["n"]) for row in rows]
