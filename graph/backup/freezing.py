"""A store as it is at one moment, taken while a load or a server writes on, and without waiting for its lock.

The graph's tables never change once they are written, its log only grows, and a transaction is one entry of the log: so
a copy of its files is what a killed process would have left, which the engine opens to the last whole transaction, as
long as no table came or went meanwhile; then it is copied again. A text is in the archive before the graph speaks of
it, and removed only afterwards; so what lay there before the graph was copied or lies there after is all that it names.

What is frozen lies in the store's `snapshots/` by hard links, and costs next to nothing; where there are none, or the
folder cannot be written, in the folder for temporary files, as copies.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from crackdown.errors import InputError, StoreLocked, StoreUnavailable
from crackdown.graph.backup.manifest import is_part
from crackdown.graph.migration.swapping import refuse_half
from crackdown.graph.storage import audit
from crackdown.graph.storage.changes import NAME as CHANGES
from crackdown.graph.storage.durable import PART
from crackdown.graph.storage.folder import READ_BEFORE, FileLock, check_layout
from crackdown.graph.storage.on_disk import FOLDER as KEPT
from crackdown.graph.storage.oxigraph import store_errors

ORIGINALS: Final = "*.warc.gz"
SOURCES: Final = "sources.sqlite"
_LEFT_TO_THE_ENGINE: Final = ("LOG", "LOCK")  # its diary, and its own lock
_WAIT_SECONDS: Final = 60.0  # for a change to end, or for tables to come to rest
_MADE_AGAIN: Final = {
    "format", "base", "graph", "texts", "records", "originals", "watches", SOURCES, audit.NAME, "version", "reference",
    "snapshots", "lock", "unfinished", "rebuilding", "pending", CHANGES, KEPT,
    READ_BEFORE, f"{READ_BEFORE}-journal",
}  # fmt: skip


@dataclass(frozen=True)
class Frozen:
    """What a store was.

    Attributes:
        folder: with `graph/`, `texts/`, `records/`, `originals/`, `watches/`, and the two files beside them.
        layout, base, version, reference: as the store's own files say.
        ends: how many bytes of a file that grows belong to that moment, by its path in the folder.
        left_out: what else lies in the store's folder.
    """

    folder: Path
    layout: str
    base: str
    version: str
    reference: str | None
    ends: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@contextmanager
def frozen(store: Path, originals: Path | None = None) -> Iterator[Frozen]:
    """Freeze a store; what was frozen goes at the end.

    Args:
        store: its folder.
        originals: the folder of its originals, where they are kept elsewhere.

    Raises:
        InputError: there are no originals in the folder that was named.
        StoreUnavailable: there is no store, it has another layout, or it was left in the middle of a rebuild or
            a migration.
        StoreLocked: it does not come to rest.
        StoreFull: there is no room for a copy.
    """
    if not (store / "format").is_file():
        raise StoreUnavailable(f"there is no store at {store}; name the folder of one with --store")
    if originals is not None and not any(originals.glob(ORIGINALS)):
        raise InputError(f"{originals}: there are no originals here; name the folder of *.warc.gz with --originals")
    with store_errors(store):
        refuse_half(store)
        check_layout(store)
    with _place(store) as folder:
        with store_errors(folder):
            held = _freeze(store, folder, originals or store / "originals")
        yield held


def _freeze(store: Path, folder: Path, originals: Path) -> Frozen:
    if (store / SOURCES).exists():  # first: what it says was loaded is in the graph
        _copy_database(store / SOURCES, folder / SOURCES)
    for name in ("texts", "records", "watches"):
        _link_tree(store / name, folder / name)
    version = _copy_graph(store, folder / "graph")
    for name in ("texts", "records"):
        _link_tree(store / name, folder / name)
    growing = {f"originals/{path.name}": path for path in sorted(originals.glob(ORIGINALS))}
    misnamed = [name for name in growing if not is_part(name)]  # somebody else's, which no restored store would take
    ends = {}
    for name, path in (growing | {audit.NAME: store / audit.NAME}).items():
        if path.exists() and name not in misnamed:
            ends[name] = path.stat().st_size
            _link(path, folder / name, grows=True)
    others = sorted(path.name for path in store.iterdir() if path.name not in _MADE_AGAIN and path.suffix != PART)
    others += misnamed
    reference = _told(store / "reference") if (store / "reference").exists() else None
    return Frozen(folder, _told(store / "format"), _told(store / "base"), version, reference, ends, tuple(others))


@contextmanager
def _place(store: Path) -> Iterator[Path]:
    """Make a folder that the next snapshot sweeps away should this process be killed."""
    while True:
        folder = store / "snapshots" / f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        try:
            folder.mkdir(mode=0o700, parents=True)  # watches, whose addresses are secrets, are linked into it
        except OSError:
            folder = Path(tempfile.mkdtemp(prefix="crackdown-"))
        with contextlib.suppress(FileNotFoundError):  # swept away before it was locked
            lock = FileLock(folder / "lock")
            if lock.acquire() and (folder / "lock").exists():
                break
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _copy_graph(store: Path, into: Path) -> str:
    """Copy the files of a graph that may be written meanwhile; return its version."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        is_changing = _is_changing(store)
        if not is_changing and (version := _copied(store, into)) and not _is_changing(store):
            return version
        if time.monotonic() >= until:
            break
        time.sleep(0.05)
    if is_changing:
        raise StoreUnavailable(
            f"{store} is in the middle of a change; wait for it to end, or, if its process was killed, open the store "
            "once: crackdown load does"
        )
    raise StoreLocked(f"{store} is written so fast that its files do not come to rest; try again when less is going on")


def _is_changing(store: Path) -> bool:
    """Tell whether the default graph is being built anew, or a large patch written: what is there is not whole."""
    return any((store / mark).exists() for mark in ("rebuilding", "pending"))


def _copied(store: Path, into: Path) -> str | None:
    """Copy the files once; None where a table came or went meanwhile."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    graph = store / "graph"
    try:
        before, version = _listing(graph), _told(store / "version")
        names = sorted(before, key=lambda name: (name.endswith(".log"), name))  # the log last: no table is behind it
        for name in names:
            if name.endswith(".sst"):
                _link(graph / name, into / name)
            else:
                shutil.copyfile(graph / name, into / name)
        is_still = _listing(graph) == before
    except FileNotFoundError:
        return None
    return version if is_still else None


def _listing(graph: Path) -> dict[str, tuple[int, int]]:
    """List the files of a graph, each with its number, and the size of the one that says which are its tables."""
    found = {}
    for entry in os.scandir(graph):
        if not entry.name.startswith(_LEFT_TO_THE_ENGINE):
            status = (graph / entry.name).stat()
            found[entry.name] = (status.st_ino, status.st_size if entry.name.startswith("MANIFEST") else 0)
    return found


def _link_tree(source: Path, into: Path) -> None:
    """Link all files of a folder that are not linked yet; what goes meanwhile is left out."""
    for place, _, names in os.walk(source):
        here = into / Path(place).relative_to(source)
        here.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != "lock" and not name.endswith(PART) and not (here / name).exists():
                with contextlib.suppress(FileNotFoundError):
                    _link(Path(place) / name, here / name)


def _link(path: Path, to: Path, *, grows: bool = False) -> None:
    """Have a file in another folder; one that is only added to need not be copied to another disk for that."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, to)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, a file system without links, somebody else's file
        if grows:
            with contextlib.suppress(OSError):
                to.symlink_to(path.resolve())
                return
        shutil.copyfile(path, to)


def _copy_database(path: Path, to: Path) -> None:
    """Copy a database that others may be writing, by its own means."""
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(to)) as copy,
        ):
            source.backup(copy)
    except sqlite3.Error as error:
        raise StoreUnavailable(
            f"{path} cannot be read as a database: {error}; move it elsewhere, and the originals are read once more"
        ) from error


def _told(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()
