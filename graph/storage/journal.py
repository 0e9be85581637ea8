"""A large patch, written to a store's folder outside the engine's transactions, and whole nevertheless.

What a transaction puts into RocksDB goes through its log and is sorted again and again; files that are sorted
beforehand cost a quarter of that. They are no part of a transaction. So the patch is first written to the folder, whole
and synced; then its quads are taken out and put in; then it is removed. A process that dies in between leaves it there,
and whoever opens the store next writes it once more, which changes nothing that was done.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from crackdown.graph.storage.durable import sync_file, sync_folder, write_durably
from crackdown.graph.storage.patch import Patch, to_lines

LARGE: Final = 10_000  # quads that come; below that a transaction is as quick, and simpler

_ROOM: Final = 3  # times the journal's length that must be free for what it brings
_AT_ONCE: Final = 5_000  # lines of it that are put together before they are written


def write_large(engine: ox.Store, graph: Path, pending: Path, patch: Patch) -> None:
    """Write a patch.

    Whoever reads the engine itself meanwhile, in this process, may see a part of it; snapshots are taken under the
    store's lock, and never do.

    Args:
        engine: over the folder.
        graph: the engine's folder.
        pending: the journal.
        patch: what goes and what comes.

    Raises:
        OSError: there is no room, or a disk failed. Where the journal is there then, the patch may be written in part.
    """
    write_durably(pending, _with_room(_to_bytes(patch), graph))
    _write(engine, graph, pending)
    pending.unlink()
    sync_folder(pending.parent)


def finish(engine: ox.Store, graph: Path, pending: Path) -> bool:
    """Write the patch that a process which died has left in the journal; False where there is none."""
    if not pending.exists():
        return False
    _write(engine, graph, pending)
    pending.unlink()
    sync_folder(pending.parent)
    return True


def _write(engine: ox.Store, graph: Path, pending: Path) -> None:
    before = set(graph.glob("*.sst"))
    with pending.open("rb") as journal:
        removal = _read_removal(journal)
        if removal.removed or removal.emptied:
            engine.update(removal.to_update())
        engine.bulk_load(journal, ox.RdfFormat.N_QUADS, lenient=True)  # what is left; we wrote it, so it is sound
    engine.flush()
    for file in {*graph.glob("*.sst"), *graph.glob("MANIFEST-*"), *graph.glob("*.log")} - before:
        with contextlib.suppress(FileNotFoundError):  # merged into another meanwhile, which the engine has synced
            sync_file(file)
    sync_folder(graph)


def _to_bytes(patch: Patch) -> Iterator[bytes]:
    """Write a line that names the graphs that vanish and tells how many quads go, these, and those that come."""
    count = sum(map(len, patch.removed.values()))
    head = json.dumps({"removed": count, "emptied": [graph.value for graph in patch.emptied]})
    yield f"{head}\n".encode()
    lines = chain(to_lines(patch.removed), to_lines(patch.added))
    while some := "".join(islice(lines, _AT_ONCE)):
        yield some.encode()


def _read_removal(journal: BinaryIO) -> Patch:
    """Read what goes; what comes is left to be read."""
    told = json.loads(journal.readline())
    lines = b"".join(journal.readline() for _ in range(told["removed"]))
    removed = Patch.of_quads(ox.parse(lines, ox.RdfFormat.N_QUADS), ())
    return Patch(removed.removed, {}, tuple(ox.NamedNode(name) for name in told["emptied"]))


def _with_room(content: Iterable[bytes], graph: Path) -> Iterator[bytes]:
    """Yield a journal's content, and raise where there is no room for what it brings."""
    length = 0
    for some in content:
        length += len(some)
        yield some
    if shutil.disk_usage(graph).free < _ROOM * length:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(graph))
