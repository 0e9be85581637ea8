"""The graph in memory: whether it fits, how it comes there, and how copies get pages of their own.

Queries over memory take about a quarter of their time over disk. All of the graph is kept where it fits, else the
default graph alone, which is what most queries ask; those that name graphs then go to the disk.
"""

from __future__ import annotations

import ctypes
import json
import select
import socket
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from crackdown.graph.serving.difference import read_difference
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.view import View

_BYTES_OF_QUAD: Final = 450  # measured: 0.33 to 0.4 GB for a million
_CHANGED_SHARE: Final = 0.25  # of its quads may come and go before it is built anew
_SHARE: Final = 0.5  # of the memory that is free; the rest is for queries
_ALL, _DEFAULT, _NONE = "all", "default", "none"
_MADV_POPULATE_WRITE: Final = 23  # Linux 5.14
_MADV_COLLAPSE: Final = 25  # Linux 6.1; a copy is made at once, where a page shared is collapsed
_HUGE: Final = 1 << 21  # bytes of a huge page where pages have 4 KiB; elsewhere it is not made, and nothing is lost


class Replica:
    """A graph in memory.

    Attributes:
        view: of it.
        folder: of the snapshot that it is a copy of.
        facts: which `graphs` it holds, how many `quads`, and of which `version`.
    """

    def __init__(self, engine: ox.Store, folder: str, facts: dict[str, Any]) -> None:
        self.folder = folder
        self.facts = facts
        self.view = View(lambda: engine, Archive(None), lambda: str(self.facts["version"]), None)
        self._engine = engine
        self._changes_left = facts["quads"] * _CHANGED_SHARE

    def catch_up(self, file: IO[bytes]) -> bool:
        """Become a later snapshot by what `difference` wrote of it.

        False where that cannot be, or where so much has changed since this was built that building another anew pays,
        which also measures anew whether it fits: the engine keeps the place of what is taken out of it.
        """
        difference = read_difference(file, self._engine, self.facts["graphs"])
        if difference is None:
            return False
        self._changes_left -= len(difference.removed) + len(difference.added)
        if self._changes_left < 0:
            return False
        for quad in difference.removed:
            self._engine.remove(quad)
        self._engine.extend(difference.added)
        quads = self.facts["quads"] - len(difference.removed) + len(difference.added)
        self.folder = difference.folder
        self.facts = self.facts | {"quads": quads, "version": difference.version}
        return True


def load(folder: str, wanted: str, copies: int) -> Replica | None:
    """Load the graph of a snapshot into memory if it fits.

    Args:
        folder: of the snapshot.
        wanted: `on` takes it as fitting; otherwise it is measured.
        copies: how many processes may come to have a copy each.

    Returns:
        It, or None where it does not fit or is not there any more.
    """
    command = [sys.executable, "-m", "crackdown.graph.serving.dump", folder, wanted, str(copies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as dump:
        assert dump.stdout
        facts: dict[str, Any] = json.loads(dump.stdout.readline() or b'{"graphs": "none"}')
        if facts["graphs"] == _NONE:
            return None
        engine = ox.Store()
        engine.bulk_load(dump.stdout, format=ox.RdfFormat.N_QUADS)
    return None if dump.returncode else Replica(engine, folder, facts)


def choose(folder: Path, wanted: str, copies: int) -> dict[str, Any]:
    """Choose which graphs fit into memory.

    A copy of the template touches what it reads, and so comes to have it for itself: it must fit several times.
    """
    view = View.open_snapshot(folder)
    engine = view.engine
    assert isinstance(engine, ox.Store)  # of a snapshot
    every = len(engine)
    if wanted == "on" or every * _BYTES_OF_QUAD * copies < _SHARE * free_memory():
        return {"graphs": _ALL, "quads": every, "version": view.version}
    counted = engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    default = int(next(iter(counted))["n"].value)  # type: ignore[arg-type]
    if default * _BYTES_OF_QUAD * copies < _SHARE * free_memory():
        return {"graphs": _DEFAULT, "quads": default, "version": view.version}
    return {"graphs": _NONE, "quads": every, "version": view.version}


def free_memory() -> int:
    """Return how many bytes this process could still take, of the machine's or of its control group's."""
    free = [_available(), _available_in_group()]
    return min(one for one in free if one is not None) if any(one is not None for one in free) else 1 << 30


def _available() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _available_in_group() -> int | None:
    group = Path("/sys/fs/cgroup")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return int(limit) - used if limit.isdigit() else None


def touch(connection: socket.socket) -> None:
    """Give this copy pages of its own, little by little, until a question comes.

    Reading counts references, so the first query over much of the graph would copy it page by page, which doubles its
    time; done ahead, in slices between which others run, it costs nobody anything. Each slice becomes one huge page
    where the system can make it so: looking up here and there in the graph then takes three quarters of the time.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for start, end in _own_memory():
        position = start
        while position < end:
            if select.select([connection], [], [], 0.003)[0]:
                return
            size = min(_HUGE - position % _HUGE, end - position)
            where = ctypes.c_void_p(position), ctypes.c_size_t(size)
            if size == _HUGE:
                libc.madvise(*where, _MADV_COLLAPSE)
            if libc.madvise(*where, _MADV_POPULATE_WRITE):  # what was collapsed has nothing more to copy
                return
            position += size


def _own_memory() -> list[tuple[int, int]]:
    ranges = []
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        addresses, access, _, _, inode, *name = line.split()
        if access == "rw-p" and inode == "0" and (not name or name == ["[heap]"]):
            start, end = (int(one, 16) for one in addresses.split("-"))
            ranges.append((start, end))
    return ranges
