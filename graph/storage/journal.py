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
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.graph.storage.durable import sync_file, sync_folder, write_durably
from crackdown.graph.storage.patch import Patch

LARGE: Final = 10_000  # quads that come; below that a transaction is as quick, and simpler

_ROOM: Final = 4  # times the journal's length that must be free: for itself, and for what it brings


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
    content = _to_bytes(patch)
    if shutil.disk_usage(graph).free < _ROOM * len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(pending))
    write_durably(pending, content)
    _write(engine, graph, patch)
    pending.unlink()
    sync_folder(pending.parent)


def finish(engine: ox.Store, graph: Path, pending: Path) -> bool:
    """Write the patch that a process which died has left in the journal; False where there is none."""
    if not pending.exists():
        return False
    _write(engine, graph, _from_bytes(pending.read_bytes()))
    pending.unlink()
    sync_folder(pending.parent)
    return True


def _write(engine: ox.Store, graph: Path, patch: Patch) -> None:
    before = set(graph.glob("*.sst"))
    removal = Patch(patch.removed, {}, patch.emptied)
    if patch.removed or patch.emptied:
        engine.update(removal.to_update())
    engine.bulk_extend(patch.added_quads())
    engine.flush()
    for file in {*graph.glob("*.sst"), *graph.glob("MANIFEST-*"), *graph.glob("*.log")} - before:
        with contextlib.suppress(FileNotFoundError):  # merged into another meanwhile, which the engine has synced
            sync_file(file)
    sync_folder(graph)


def _to_bytes(patch: Patch) -> bytes:
    """Write a line that names the graphs that vanish and tells how many quads go, these, and those that come."""
    removed = list(patch.removed_quads())
    head = json.dumps({"removed": len(removed), "emptied": [graph.value for graph in patch.emptied]})
    quads = (ox.serialize(some, format=ox.RdfFormat.N_QUADS) or b"" for some in (removed, patch.added_quads()))
    return b"\n".join((head.encode(), b"".join(quads)))


def _from_bytes(content: bytes) -> Patch:
    head, _, body = content.partition(b"\n")
    told = json.loads(head)
    quads = list(ox.parse(body, format=ox.RdfFormat.N_QUADS))
    patch = Patch.of_quads(quads[: told["removed"]], quads[told["removed"] :])
    return Patch(patch.removed, patch.added, tuple(ox.NamedNode(name) for name in told["emptied"]))
