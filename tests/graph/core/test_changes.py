"""Which things commits touched: known from one snapshot to a later one, or not at all, never in part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crackdown.graph.linking.network import network_of, read_network
from crackdown.graph.storage import changes
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE
from tests.graph.core.conftest import tell


def put(place: Path, name: str, **more: object) -> None:
    record, text = tell(name, **more)
    with Store.open(place) as store:
        store.writer().put(record, text, origin=name, publisher="Test Post", media_type="text/plain")


def rebuild(place: Path) -> None:
    with Store.open(place) as store:
        store.rebuild()


def tear(place: Path) -> None:
    """Leave of the last line what a process that was killed may have written."""
    file = place / changes.NAME
    file.write_bytes(file.read_bytes()[:-100])


def tear_in_a_letter(place: Path) -> None:
    """The same, where one letter of several bytes is cut in two."""
    file = place / changes.NAME
    file.write_bytes(file.read_bytes()[:-100] + "កម្ពុជា".encode()[:-1])


def lose(place: Path) -> None:
    (place / changes.NAME).unlink()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    put(tmp_path / "store", "one")
    return tmp_path / "store"


def test_what_two_loads_touched_is_told_of_both(place: Path) -> None:
    with Snapshot.take(place) as before:
        put(place, "two", country="VN", official="Chan Vuthy")
        with Snapshot.take(place) as between:
            put(place, "three")
            with Snapshot.take(place) as after:
                touched = after.view.touched_since(before.view.version)
                assert touched
                assert {f"{BASE}announcement/two", f"{BASE}announcement/three", f"{BASE}country/VN"} <= touched
                only = after.view.touched_since(between.view.version)
                assert only
                assert only < touched
                assert after.view.touched_since(after.view.version) == frozenset()
                assert before.view.touched_since(after.view.version) is None


@pytest.mark.parametrize("harm", [rebuild, tear, lose])
def test_where_a_step_is_not_known_nothing_is(place: Path, harm: Callable[[Path], None]) -> None:
    with Snapshot.take(place) as before:
        put(place, "two")
        harm(place)
        put(place, "three")
        with Snapshot.take(place) as after:
            assert after.view.touched_since(before.view.version) is None


@pytest.mark.parametrize("harm", [tear, tear_in_a_letter])
def test_what_comes_after_a_torn_line_is_known(place: Path, harm: Callable[[Path], None]) -> None:
    harm(place)
    with Snapshot.take(place) as before:
        put(place, "two")
        with Snapshot.take(place) as after:
            assert f"{BASE}announcement/two" in (after.view.touched_since(before.view.version) or ())
            known = changes.Changes(place / changes.NAME)
            assert known.quads_of(after.view.version) == len(after.view.engine)  # type: ignore[arg-type]


def test_a_commit_that_touches_too_much_is_not_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Snapshot.take(place) as before:
        monkeypatch.setattr(changes, "_MOST_TOUCHED", 10)
        put(place, "two")
        with Snapshot.take(place) as after:
            assert after.view.touched_since(before.view.version) is None


def test_the_file_does_not_grow_for_ever(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = place / changes.NAME
    monkeypatch.setattr(changes, "_MOST_BYTES", 3 * file.stat().st_size)
    for persons in range(430, 436):
        put(place, "one", persons=persons)
        assert file.stat().st_size <= changes._MOST_BYTES
    with Snapshot.take(place) as before:
        put(place, "one", persons=999)
        with Snapshot.take(place) as after:
            assert after.view.touched_since(before.view.version)


def test_the_network_of_a_snapshot_takes_over_from_the_one_before(place: Path) -> None:
    with Snapshot.take(place) as before:
        old = network_of(before.view)
        nodes = dict(old.nodes.items())
        put(place, "two", country="VN", official="Chan Vuthy")
        with Snapshot.take(place) as after:
            new = network_of(after.view)
            assert new.before
            assert new.before() is old
            same = [id_ for id_ in nodes if new.nodes.get(id_) is nodes[id_]]
            assert "country/FR" in same
            assert "announcement/two" in new.nodes
            assert dict(new.nodes.items()) == dict(read_network(after.view).nodes.items())


def test_a_network_that_is_not_read_is_not_taken_over(place: Path) -> None:
    with Snapshot.take(place) as before:
        network_of(before.view).node("country/KH")
        put(place, "two")
        with Snapshot.take(place) as after:
            assert network_of(after.view).before is None


def test_the_quads_are_counted_by_what_came_and_went(place: Path) -> None:
    put(place, "two", country="VN", official="Chan Vuthy")
    put(place, "two", persons=430)
    put(place, "three")
    with Store.open(place) as store:
        store.writer().delete(f"{BASE}announcement/one")
    with Snapshot.take(place) as after:
        view = after.view
        assert changes.Changes(place / changes.NAME).quads_of(view.version) == len(view.engine)  # type: ignore[arg-type]
        assert view.count_quads() == len(view.engine)  # type: ignore[arg-type]


@pytest.mark.parametrize("harm", [rebuild, tear, lose])
def test_where_they_are_not_known_they_are_counted(place: Path, harm: Callable[[Path], None]) -> None:
    harm(place)
    with Snapshot.take(place) as after:
        assert after.view.count_quads() == len(after.view.engine)  # type: ignore[arg-type]
    put(place, "two")
    with Snapshot.take(place) as after:
        assert after.view.count_quads() == len(after.view.engine)  # type: ignore[arg-type]
