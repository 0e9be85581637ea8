"""Large patches: whole whenever the process dies, the same as a transaction, and refused where there is no room."""

import shutil
from collections import namedtuple

import pyoxigraph as ox
import pytest

from crackdown.errors import StoreFull, StoreUnavailable
from crackdown.graph.storage import embedded, journal
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Given, Store
from tests.benchmarks.permuted import iter_announcements

pytestmark = pytest.mark.usefixtures("one_time")

GIVEN = [
    Given(record, document.text, document.origin, document.publisher, document.media_type)
    for document, record in iter_announcements(9)
]


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch):
    monkeypatch.setattr(embedded, "LARGE", 1)


def quads(store):
    return set(store.engine.quads_for_pattern(None, None, None, None))


def named(store):
    """The names of the graphs, which the engine remembers beside the quads."""
    return {name.value for name in store.engine.named_graphs()}


def test_a_large_patch_is_what_a_transaction_would_have_written(tmp_path, monkeypatch):
    changed = GIVEN[0]._replace(record=GIVEN[0].record.model_copy(update={"title": "another title"}))
    found = []
    for number, large in enumerate((1, 10**9)):
        monkeypatch.setattr(embedded, "LARGE", large)
        with Store.open(tmp_path / str(number)) as store:
            store.writer().put_all(GIVEN[:5])
            store.writer().put_all([changed, *GIVEN[5:]])
            (gone,) = (name for name in named(store) if name.endswith(GIVEN[3].record.id))
            store.writer().delete(gone)
            assert not (tmp_path / str(number) / "pending").exists()
            found.append((quads(store), named(store)))
    assert found[0] == found[1]


@pytest.mark.parametrize("after", ["the journal", "what goes", "what comes"])
def test_what_was_broken_off_is_finished_at_the_next_opening(tmp_path, monkeypatch, after):
    folder, calm = tmp_path / "store", tmp_path / "calm"
    with Store.open(folder) as store:
        store.writer().put_all(GIVEN[:4])
    shutil.copytree(folder, calm)
    patches = []
    monkeypatch.setattr(
        embedded, "write_large", lambda *given: (patches.append(given[-1]), journal.write_large(*given))
    )
    with Store.open(calm) as store:
        store.writer().put_all(GIVEN[4:])
        expected = quads(store)

    def broken_off(engine, graph, pending, patch):
        journal.write_durably(pending, journal._to_bytes(patches[-1]))
        if after != "the journal":
            engine.update(type(patch)(patches[-1].removed, {}).to_update())
        if after == "what comes":
            engine.bulk_extend(list(patches[-1].added_quads())[::2])
        raise KeyboardInterrupt

    monkeypatch.setattr(embedded, "write_large", broken_off)
    with Store.open(folder) as store:
        with pytest.raises(KeyboardInterrupt):
            store.writer().put_all(GIVEN[4:])
        with pytest.raises(StoreUnavailable, match="open it again"):
            store.writer().put_all(GIVEN[4:])
        version = store.version
    with Snapshot.take(folder) as snapshot:
        assert quads(snapshot.view) == expected
    with Store.open(folder) as store:
        assert quads(store) == expected
        assert store.version != version
        store.rebuild()
        assert quads(store) == expected
    assert not (folder / "pending").exists()


def test_a_patch_survives_its_journal(tmp_path):
    node, name = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/g")
    patch = journal.Patch(
        {name: {(node, node, ox.Literal("a\nb\\", language="fr"))}},
        {ox.DefaultGraph(): {(node, node, ox.Literal("1.5"))}, name: {(node, node, node)}},
        (name,),
    )
    pending, engine = tmp_path / "pending", ox.Store(str(tmp_path / "graph"))
    pending.write_bytes(b"".join(journal._to_bytes(patch)))
    with pending.open("rb") as file:
        assert journal._read_removal(file) == journal.Patch(patch.removed, {}, patch.emptied)
        engine.bulk_load(file, ox.RdfFormat.N_QUADS, lenient=True)
    assert set(engine) == set(patch.added_quads())


def test_no_room_is_told_before_anything_is_written(tmp_path, monkeypatch):
    with Store.open(tmp_path / "store") as store:
        store.writer().put_all(GIVEN[:2])
        before = quads(store)
        usage = namedtuple("usage", "free")(1000)
        monkeypatch.setattr(journal.shutil, "disk_usage", lambda _: usage)
        with pytest.raises(StoreFull, match="free some"):
            store.writer().put_all(GIVEN[2:])
        assert quads(store) == before
        monkeypatch.undo()
    texts = {path.stem for path in (tmp_path / "store" / "texts").rglob("*.txt")}
    assert len(texts) > 2
    with Store.open(tmp_path / "store") as store:
        assert quads(store) == before
        assert len(list(store.archive.digests())) == 2
