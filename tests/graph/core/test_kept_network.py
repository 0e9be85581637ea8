"""What is kept of a network beside the store is what would be read, or is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crackdown.graph.drawing.overview import overview_of
from crackdown.graph.figures.accounts_read import accounts_of
from crackdown.graph.linking import kept_network, near, network
from crackdown.graph.linking.neighbourhood import neighbourhood
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.reads import read_whole
from crackdown.graph.showing.ready import keep_up, make_ready
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage import changes
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.graph.telling.sources import Wanted, list_sources
from crackdown.ontology.terms import BASE
from tests.graph.core.conftest import tell
from tests.graph.core.test_near_after_loads import assert_same


def put(place: Path, name: str, **more: object) -> None:
    record, text = tell(name, **more)
    with Store.open(place) as store:
        store.writer().put(record, text, origin=name, publisher="Test Post", media_type="text/plain")


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Forget what this process has read, as a new one would begin."""
    return lambda: monkeypatch.setattr(network, "_KEPT", Kept(network._begin, most=2, renew=network._taken_over))


@pytest.fixture
def place(tmp_path: Path, start: Callable[[], None]) -> Iterator[Path]:
    """A store beside which a server has kept what it read."""
    start()
    for name in ("one", "two"):
        put(tmp_path / "store", name)
    with Snapshot.take(tmp_path / "store") as snapshot:
        make_ready(snapshot.view).join()
    assert (tmp_path / "store" / kept_network.NAME).is_file()
    start()
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


def test_the_next_start_has_all_nodes_at_once(place: Path) -> None:
    with Snapshot.take(place) as snapshot:
        found = network_of(snapshot.view)
        assert set(found.nodes.kept) == set(Network(read_whole(snapshot.view)).nodes)
        assert_read_as_before(snapshot.view)


def test_what_was_touched_since_is_read_anew(place: Path) -> None:
    put(place, "three", country="VN", official="Chan Vuthy")
    with Store.open(place) as store:
        store.writer().delete(f"{BASE}announcement/two")
    with Snapshot.take(place) as snapshot:
        found = network_of(snapshot.view)
        assert found.kept_version is not None
        assert found.kept_version != snapshot.view.version
        assert_read_as_before(snapshot.view)


def lose_the_way(place: Path) -> None:
    put(place, "three")
    (place / changes.NAME).unlink()


def tear(place: Path) -> None:
    file = place / kept_network.NAME
    file.write_bytes(file.read_bytes()[:-10])


def forge(**told: object) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        file = place / kept_network.NAME
        file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | told), encoding="utf-8")

    return write


@pytest.mark.parametrize(
    "harm",
    [
        lose_the_way, tear, forge(made_by="other code"), forge(base="https://other.example/"), forge(texts=[]),
        forge(nodes=[[0]]), forge(parts=7),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_left_alone(place: Path, harm: Callable[[Path], None]) -> None:
    harm(place)
    with Snapshot.take(place) as snapshot:
        assert network_of(snapshot.view).kept_version is None
        found = assert_read_as_before(snapshot.view)
        found.keep(snapshot.view)
        assert found.kept_version == snapshot.view.version
        assert kept_network.recall(snapshot.view)


def test_it_is_written_again_when_much_has_changed(
    place: Path, start: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_few_of", lambda _: 3)
    put(place, "three", country="VN", official="Chan Vuthy")
    with Snapshot.take(place) as snapshot:
        make_ready(snapshot.view).join()
        version = snapshot.view.version
    start()
    with Snapshot.take(place) as snapshot:
        assert network_of(snapshot.view).kept_version == version
        assert_read_as_before(snapshot.view)


def test_a_folder_without_room_is_no_harm(place: Path, start: Callable[[], None]) -> None:
    (place / kept_network.NAME).unlink()
    (place / kept_network.NAME).mkdir()
    with Snapshot.take(place) as snapshot:
        make_ready(snapshot.view).join()
        start()
        assert network_of(snapshot.view).kept_version is None
