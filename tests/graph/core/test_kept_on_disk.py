"""What is kept beside a store is what would be worked out anew, or is left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from crackdown.graph.drawing.overview import overview_of
from crackdown.graph.figures.accounts_read import accounts_of
from crackdown.graph.linking import near
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.showing.ready import keep, keep_up, make_ready
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage import changes, on_disk
from crackdown.graph.storage.on_disk import FOLDER
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.telling.sources import Wanted, list_sources
from crackdown.ontology.terms import BASE
from tests.graph.core.conftest import tell
from tests.graph.core.forgetting import forget
from tests.graph.core.test_answers_after_loads import ask, assert_as_read_anew
from tests.graph.core.test_near_after_loads import assert_same

FILES: Final = {"accounts.json", "age.json", "agencies.json", "network.json", "publications.json", "readings.json"}


def put(place: Path, name: str, **more: object) -> None:
    record, text = tell(name, **more)
    with Store.open(place) as store:
        store.writer().put(record, text, origin=name, publisher="Test Post", media_type="text/plain")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A store beside which a server has kept what it read."""
    forget()
    for name in ("one", "two"):
        put(tmp_path / "store", name)
    with Snapshot.take(tmp_path / "store") as snapshot:
        make_ready(snapshot.view).join()
    assert {file.name for file in (tmp_path / "store" / FOLDER).iterdir()} == FILES
    forget()
    return tmp_path / "store"


def assert_read_as_before(view: View) -> Network:
    found = network_of(view)
    assert_same(found, Network(read_whole(view)))
    return found


def test_what_the_first_page_offers_is_ready_with_all_its_edges_rest_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Snapshot.take(place) as snapshot:
        make_ready(snapshot.view).join()
        monkeypatch.setattr(near, "backing_behind", lambda *_: pytest.fail("looked up only now"))
        offered = summarise(snapshot.view).connected
        around = [neighbourhood(network_of(snapshot.view), node.id, limit=30) for node in offered]
        assert [one for one in around if any(edge.claims for edge in one.edges)]


def test_figures_and_sources_are_ready_and_the_overview_for_those_who_looked_at_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Snapshot.take(place) as snapshot:
        view = snapshot.view
        make_ready(view).join()
        assert view.version not in overview_of
        overview_of(view)
    put(place, "three")
    with Snapshot.take(place) as snapshot:
        reading = keep_up(view.version, snapshot.view)
        assert reading
        reading.join()
        assert snapshot.view.version in overview_of
        monkeypatch.setattr(View, "iter_values", lambda *_: pytest.fail("read only now"))
        assert len(accounts_of(snapshot.view)) == 6
        assert list_sources(snapshot.view, Wanted(), limit=1).total == 3


def refuse_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(View, "iter_values", lambda *_: pytest.fail("all of it is read again"))
    monkeypatch.setattr(near, "read_parts", lambda *_: pytest.fail("all things are read again"))


def test_the_next_start_reads_nothing_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Snapshot.take(place) as snapshot, monkeypatch.context() as patched:
        refuse_to_read(patched)
        ask(snapshot.view)
        assert len(accounts_of(snapshot.view)) == 4
        patched.undo()
        assert_as_read_anew(snapshot.view)
        assert_read_as_before(snapshot.view)


def test_what_was_touched_since_is_read_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, "three", country="VN", official="Chan Vuthy")
    with Store.open(place) as store:
        store.writer().delete(f"{BASE}announcement/two")
    with Snapshot.take(place) as snapshot, monkeypatch.context() as patched:
        refuse_to_read(patched)
        ask(snapshot.view)
        patched.undo()
        assert_as_read_anew(snapshot.view)
        assert_read_as_before(snapshot.view)


def lose_the_way(file: Path) -> None:
    put(file.parents[1], "three")
    (file.parents[1] / changes.NAME).unlink(missing_ok=True)


def tear(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def tear_a_line(file: Path) -> None:
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))


def flip_a_digit(file: Path) -> None:
    body = file.read_bytes()
    at = max(body.rfind(digit) for digit in (b"[1", b",1"))
    file.write_bytes(body[: at + 1] + b"2" + body[at + 2 :])


def write_more(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"[]\n")


def forge(change: Callable[[list[object]], None]) -> Callable[[Path], None]:
    """Return what changes the lines of a file, and writes the digest that belongs to them."""

    def write(file: Path) -> None:
        lines = [json.loads(line) for line in file.read_bytes().splitlines()[:-1]]
        change(lines)
        body = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        file.write_bytes(body + hashlib.sha256(body).hexdigest().encode() + b"\n")

    return write


def head(**told: object) -> Callable[[Path], None]:
    return forge(lambda lines: lines[0].update(told))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "harm",
    [
        lose_the_way, tear, tear_a_line, flip_a_digit, write_more, head(made_by="other code"), head(format=0),
        head(base="https://other.example/"), head(version=7),
        forge(lambda lines: lines[1].pop()), forge(lambda lines: lines.append([[7], []])),  # type: ignore[attr-defined]
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_alone(place: Path, harm: Callable[[Path], None]) -> None:
    for name in FILES:
        harm(place / FOLDER / name)
    harmed = {name: (place / FOLDER / name).read_bytes() for name in FILES}
    with Snapshot.take(place) as snapshot:
        ask(snapshot.view)
        assert_as_read_anew(snapshot.view)
        keep(snapshot.view)
    for name in FILES:
        assert (place / FOLDER / name).read_bytes() != harmed[name]
    forget()
    with Snapshot.take(place) as snapshot, pytest.MonkeyPatch.context() as patched:
        refuse_to_read(patched)
        ask(snapshot.view)


def test_it_is_written_again_when_much_has_changed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file.name: file.read_bytes() for file in (place / FOLDER).iterdir()}
    put(place, "three", country="VN", official="Chan Vuthy")
    with Snapshot.take(place) as snapshot:
        make_ready(snapshot.view).join()
        assert {file.name: file.read_bytes() for file in (place / FOLDER).iterdir()} == before
        monkeypatch.setattr(on_disk, "few_of", lambda _: 3)
        keep(snapshot.view)
        version = snapshot.view.version
    for file in (place / FOLDER).iterdir():
        assert json.loads(file.read_bytes().splitlines()[0])["version"] == version


@pytest.mark.parametrize("kind", ["a file in the place of the folder", "folders in the place of files"])
def test_a_folder_that_cannot_be_written_is_no_harm(place: Path, kind: str) -> None:
    for file in (place / FOLDER).iterdir():
        file.unlink()
        if kind.startswith("folders"):
            file.mkdir()
    if kind.startswith("a file"):
        (place / FOLDER).rmdir()
        (place / FOLDER).touch()
    with Snapshot.take(place) as snapshot:
        make_ready(snapshot.view).join()
        assert_as_read_anew(snapshot.view)
    assert not [*place.glob("*.part")]
