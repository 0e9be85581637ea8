"""The graph in memory after loads, merges, judgements and withdrawals: caught up with, and what building anew gives."""

from __future__ import annotations

import asyncio
import errno
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from crackdown.graph import iris
from crackdown.graph.serving import crew, difference
from crackdown.graph.serving.limits import Limits
from crackdown.graph.serving.pool import QueryPool
from crackdown.graph.serving.question import Question
from crackdown.graph.serving.replica import Replica
from crackdown.graph.storage import changes
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE
from tests.graph.core.conftest import put, tell

ALL = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
PLACE = Limits(replica="on", cache_bytes=0, timeout_seconds=300)
Change = Callable[[Store], object]


def load(name: str, **more: object) -> Change:
    return lambda store: put(store, tell(name, **more))


def judge(verdict: str | None) -> Change:
    def member(name: str) -> str:
        return iris.mint_operation(tell(name)[0].operations[0], iris.mint_announcement(name))

    return lambda store: store.writer().judge(member("one"), member("two"), verdict, by="An analyst")


def withdraw(name: str) -> Change:
    return lambda store: store.writer().delete(f"{BASE}announcement/{name}")


CHANGES = {
    "another is loaded, told of the same operation": load("two"),
    "one of another country": load("three", country="VN", official="Chan Vuthy"),
    "a new version of one": load("two", persons=430),
    "as it was": load("two"),
    "a person parts them": judge("different"),
    "takes it back": judge(None),
    "one is withdrawn": withdraw("one"),
}


@contextmanager
def serving(place: Path) -> Iterator[Callable[[], int]]:
    """Serve a store from memory.

    Calling what is given moves on to what the store holds by then, compares all of it, and returns the process's id.
    """
    snapshot = Snapshot.take(place)
    with QueryPool(snapshot.folder, limits=PLACE) as pool:

        def move() -> int:
            nonlocal snapshot
            stale, snapshot = snapshot, Snapshot.take(place)
            pool.move_to(snapshot.folder)
            stale.close()
            return compare()

        def compare() -> int:
            wait_for(lambda: pool.stats()["replica"] is not None)
            answer = pool.answer(Question(query=ALL, select_format="tsv"))
            assert answer.answered_by == "memory"
            assert sorted(answer.body.splitlines()) == sorted(
                snapshot.view.serialize(ALL, select_format="tsv").body.splitlines()
            )
            facts = pool.stats()["replica"]
            assert (facts["quads"], facts["version"]) == (len(snapshot.view.engine), snapshot.view.version)  # type: ignore[arg-type]
            return pool._memory.template.process.pid  # type: ignore[union-attr]

        compare()
        yield move
    snapshot.close()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.01)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    change(tmp_path / "store", load("one"))
    return tmp_path / "store"


def change(place: Path, *made: Change) -> None:
    with Store.open(place) as store:
        for one in made:
            one(store)


@pytest.mark.parametrize("first", range(0, len(CHANGES), 3))
def test_after_each_change_memory_holds_what_the_disk_does_in_the_same_process(place: Path, first: int) -> None:
    """Three at a time: after more of them so small a graph is built anew, see `Replica.catch_up`."""
    made = list(CHANGES.values())
    change(place, *made[:first])
    with serving(place) as move:
        processes = {move()}
        for one in made[first : first + 3]:
            change(place, one)
            processes.add(move())
    assert len(processes) == 1


def test_many_changes_at_once_are_caught_up_with_as_one(place: Path) -> None:
    with serving(place) as move:
        before = move()
        change(place, *CHANGES.values())
        assert move() == before


def test_where_a_step_is_not_known_it_is_built_anew(place: Path) -> None:
    with serving(place) as move:
        processes = [move()]
        for harm in (Store.rebuild, lambda _: (place / changes.NAME).unlink()):
            change(place, harm, load("two"), harm)
            processes.append(move())
            change(place, withdraw("two"))
            processes.append(move())
    assert [before == after for before, after in pairwise(processes)] == [False, True, False, True]


def test_without_room_for_what_has_changed_it_is_built_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full() -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with serving(place) as move:
        before = move()
        change(place, load("two"))
        monkeypatch.setattr(crew.tempfile, "TemporaryFile", is_full)
        assert move() != before


def test_a_query_under_way_ends_on_the_graph_it_began_with(place: Path) -> None:
    many = "SELECT ?a ?announcement { ?a ?b ?c . ?announcement a crk:Announcement } LIMIT 30000"

    async def read(pool: QueryPool, newer: Path) -> bytes:
        stream = await pool.stream(Question(query=many, select_format="csv"))
        pieces = aiter(stream.pieces())
        read = [await anext(pieces)]
        pool.move_to(newer)
        await asyncio.to_thread(wait_for, lambda: pool.stats()["replica"] is not None)
        return b"".join([*read, *[piece async for piece in pieces]])

    with Snapshot.take(place) as older, QueryPool(older.folder, limits=PLACE) as pool:
        wait_for(lambda: pool.stats()["replica"] is not None)
        change(place, withdraw("one"), load("two"))
        with Snapshot.take(place) as newer:
            body = asyncio.run(read(pool, newer.folder))
            after = pool.answer(Question(query="SELECT ?x { ?x a crk:Announcement }", select_format="csv"))
    announcements = {line.rpartition(b",")[2] for line in body.split(b"\r\n")[1:-1]}
    assert announcements == {f"{BASE}announcement/one".encode()}
    assert (after.answered_by, after.body) == ("memory", f"x\r\n{BASE}announcement/two\r\n".encode())


def test_a_copy_of_the_default_graph_is_told_of_no_other(place: Path) -> None:
    engine = ox.Store()
    with Snapshot.take(place) as older:
        engine.extend(in_default(older))
        facts = {"graphs": "default", "quads": len(engine), "version": older.view.version}
        copy = Replica(engine, str(older.folder), facts)
    change(place, load("two", persons=430))
    with Snapshot.take(place) as newer:
        command = [sys.executable, "-m", difference.__name__, str(newer.folder), facts["version"], "default"]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        assert copy.catch_up(io.BytesIO(told))
        assert set(engine) == set(in_default(newer))
        assert copy.facts["quads"] == len(engine)


def in_default(snapshot: Snapshot) -> Iterator[ox.Quad]:
    return snapshot.view.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://e.org/{name}")


def quads(*objects: ox.Literal | ox.BlankNode | ox.NamedNode, subject: str = "s") -> list[ox.Quad]:
    return [ox.Quad(node(subject), node("p"), one) for one in objects]


def replica(*objects: ox.Literal | ox.BlankNode | ox.NamedNode) -> tuple[Replica, ox.Store]:
    """Make a copy of 40 quads and those given, whose subject is another."""
    engine = ox.Store()
    engine.extend([*quads(*(ox.Literal(number) for number in range(40)), subject="other"), *quads(*objects)])
    return Replica(engine, "older", {"graphs": "all", "quads": len(engine), "version": "1"}), engine


def written(new: list[ox.Quad], touched: list[str] | None) -> io.BytesIO:
    head = json.dumps({"folder": "newer", "version": "2", "touched": touched}).encode()
    return io.BytesIO(head + b"\n" + (ox.serialize(new, format=ox.RdfFormat.N_QUADS) or b""))


TOUCHED = [node("s").value]


def test_what_is_no_longer_said_goes_and_what_is_new_comes() -> None:
    copy, engine = replica(ox.Literal("1"), ox.Literal("2"))
    assert copy.catch_up(written(quads(ox.Literal("2"), ox.Literal("3", language="en")), TOUCHED))
    said = {quad.object for quad in engine.quads_for_pattern(node("s"), None, None)}
    assert said == {ox.Literal("2"), ox.Literal("3", language="en")}
    assert (copy.folder, copy.facts, copy.view.version) == (
        "newer",
        {"graphs": "all", "quads": 42, "version": "2"},
        "2",
    )


def test_half_of_what_was_written_or_nothing_changes_nothing() -> None:
    copy, engine = replica(ox.Literal("1"))
    assert not copy.catch_up(io.BytesIO(b""))
    assert not copy.catch_up(written([], None))
    assert (len(engine), copy.folder) == (41, "older")


@pytest.mark.parametrize(
    ("before", "after"), [(ox.BlankNode("a"), ox.Literal("1")), (ox.Literal("1"), ox.BlankNode("a"))]
)
def test_what_has_no_name_is_not_compared(before: ox.BlankNode | ox.Literal, after: ox.BlankNode | ox.Literal) -> None:
    copy, engine = replica(before)
    assert not copy.catch_up(written(quads(after), TOUCHED))
    assert len(engine) == 41


def test_once_a_quarter_has_come_and_gone_it_is_to_be_built_anew() -> None:
    copy, engine = replica()
    assert copy.catch_up(written(quads(*(ox.Literal(str(number)) for number in range(6))), TOUCHED))
    assert not copy.catch_up(written([], TOUCHED))
    assert len(engine) == 46
