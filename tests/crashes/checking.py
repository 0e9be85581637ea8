"""What must hold of a store after any kill, and what is compared at the end: the graph, quad for quad.

`freeze_clock` gives every run one time, so that nothing need be left out of the comparison: not the time of loading,
not the digests of records that hold it. What no two runs share (the store's version, names of snapshots) is not in the
graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from tests.crashes.deeds import DEEDS, World, texts_of


def problems_of(world: World, *, is_ended: bool) -> Iterator[str]:
    """Yield what is wrong with a store whose process was killed, or with one at its end.

    Args:
        world: where it lies, and what was acknowledged.
        is_ended: whether all deeds are done: nothing of killed processes may be left then.
    """
    from crackdown.graph.storage.store import Store

    if not (world.store / "lock").exists():
        told = (name for name in world.acknowledged if not name.startswith("#"))  # "#begun" is ours, no announcement
        yield from (f"acknowledged, but there is no store: {name}" for name in told)
        return
    with Store.open(world.store, wait_seconds=30) as store:
        yield from _acknowledged(world, store)
        yield from _whole(store)
        yield from _rebuilt(store)
        yield from _archive(world, store)
        yield from _restored(world, store)
    yield from (f"left: {path}" for path in world.store.rglob("*.part"))
    if (world.store / "unfinished").exists():
        yield "left: the mark of an unfinished archive"
    yield from _exports(world, is_ended=is_ended)


def lines_of(world: World) -> list[str]:
    """Return every quad of the store in canonical order, the default graph's included."""
    from crackdown.graph.storage.store import Store

    with Store.open(world.store) as store:
        return sorted(map(str, store.engine.quads_for_pattern(None, None, None, None)))


def _acknowledged(world: World, store) -> Iterator[str]:
    from crackdown.graph import iris

    gone = {"notice-0": list(DEEDS).index("delete"), "notice-1": list(DEEDS).index("withdraw")}
    for name, deed, texts in texts_of(world):
        if world.acknowledged.get(name, -1) < deed:
            continue
        if name in gone and world.acknowledged.get("#begun", 0) >= gone[name]:
            continue  # taken away, or withdrawn, meanwhile
        text = store.view().text(iris.mint_announcement(name))
        if text not in texts:
            yield f"acknowledged, but not in the store as it was: {name}: {text!r}"


def _whole(store) -> Iterator[str]:
    """Compare each announcement's graph with what its record states, as identity stands, and each earlier version's."""
    from crackdown.graph import iris
    from crackdown.graph.announcement.stated import read_stated
    from crackdown.graph.identity import Resolution
    from crackdown.graph.identity.index import iter_archived
    from crackdown.graph.storage.stating import facts_of
    from crackdown.graph.storage.transaction import facts_of as stored

    archived = dict(iter_archived(store.engine))
    named = {graph.value for graph in store.engine.named_graphs() if "/announcement/" in graph.value}
    versions = {name for name in named if iris.is_version(name)}
    yield from _earlier(store, versions)
    graphs = named - versions
    yield from (f"a graph without a record, or the other way round: {name}" for name in graphs ^ archived.keys())
    for name in graphs & archived.keys():
        stated, text = read_stated(store.records, archived[name]), store.view().text(name)
        if stated is None or text is None:
            yield f"its record or its text is gone: {name}"
        elif facts_of(name, stated, text, Resolution(store.engine)) != stored(store.engine, ox.NamedNode(name)):
            yield f"not what its record states: {name}"


def _earlier(store, versions: set[str]) -> Iterator[str]:
    """Compare the graphs of earlier versions with the histories of their announcements."""
    from crackdown.graph.announcement.stated import read_stated
    from crackdown.graph.storage.transaction import facts_of as stored
    from crackdown.graph.versioning.history import earlier, version_iris
    from crackdown.graph.versioning.versions import iter_histories, version_facts

    told = {
        name: version
        for announcement, history in iter_histories(store.engine)
        for name, version in zip(version_iris(announcement, history), earlier(history), strict=False)
    }
    yield from (f"a version without a history, or the other way round: {name}" for name in versions ^ told.keys())
    for name in versions & told.keys():
        stated, text = read_stated(store.records, told[name].record), store.archive.read(told[name].text)
        if stated is None or text is None:
            yield f"its record or its text is gone: {name}"
        elif version_facts(name, stated, text) != stored(store.engine, ox.NamedNode(name)):
            yield f"not what its record stated: {name}"


def _rebuilt(store) -> Iterator[str]:
    """Compare the default graph with one that is built anew from a copy of the named graphs."""
    from crackdown.graph.storage import transaction

    copy = ox.Store()
    copy.bulk_extend(store.engine.quads_for_pattern(None, None, None, None))
    kept = set(copy.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    transaction.rebuild(copy)
    if kept != set(copy.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        yield "the default graph is not what a rebuild makes"


def _archive(world: World, store) -> Iterator[str]:
    """Nothing is kept that nothing names."""
    for prefix, archive in (("urn:sha256:", store.archive), ("", store.records)):
        for digest in archive.digests():
            if not any(store.engine.quads_for_pattern(None, None, ox.Literal(prefix + digest), None)):
                yield f"kept, but nothing names it: {digest}"


def _restored(world: World, store) -> Iterator[str]:
    """A backup is there whole or not at all; so is the store restored from it, which is the one that was backed up."""
    from crackdown.graph.backup.reading import check
    from crackdown.graph.storage.store import Store

    if world.backup.exists():
        check(world.backup)  # raises where it is not whole
    if world.restored.exists():
        with Store.open(world.restored) as restored:
            ours, theirs = (
                set(map(str, one.engine.quads_for_pattern(None, None, None, None))) for one in (store, restored)
            )
            if ours != theirs:
                yield "the restored store is not the one that was backed up"
            yield from (f"restored: {told}" for told in _archive(world, restored))


def _exports(world: World, *, is_ended: bool) -> Iterator[str]:
    from crackdown.graph.export.manifest import list_releases
    from crackdown.graph.export.verification import problems_of as wrong

    for release in list_releases(world.releases):
        yield from (f"release {release.version}: {problem}" for problem in wrong(world.releases, release))
    whole = world.folder / "graph.nq"
    if whole.exists() and not whole.read_bytes().endswith(b".\n"):
        yield "half an export"
    if is_ended:
        left = [path for path in world.folder.rglob("*") if path.name.endswith(".part")]
        yield from (f"left at the end: {path}" for path in left)
        yield from (f"left at the end: {path}" for path in Path(world.store / "snapshots").glob("*"))
