"""From a backup to a store: checked whole before anything is written, made beside its place, and then moved there."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.errors import DamagedBackup, StoreLocked, StoreUnavailable
from crackdown.graph.backup.manifest import MANIFEST, WATCHES, Manifest, Part, mode_of
from crackdown.graph.backup.reading import Member, check, iter_members, iter_pieces, refuse_other
from crackdown.graph.storage.durable import PART, sync_folder, sync_tree
from crackdown.graph.storage.folder import FORMAT, FileLock
from crackdown.graph.storage.oxigraph import store_errors

Tell = Callable[[str, int, int], object]  # what is being done, how far in the file, of how many bytes
_LARGEST_GRAPH: Final = 64_000_000  # bytes of a part of the graph, which is read in memory; `pack` writes 8 MB


def restore(file: Path, store: Path, tell: Tell = lambda *_: None) -> Manifest:
    """Make a store of a backup, in a new or an empty folder; what is there at the end is whole, or nothing.

    A killed process leaves `.NAME.part` beside the folder, which the next that restores there takes over.

    Raises:
        InputError: there is no such file.
        DamagedBackup: it is cut, was altered, or is none; nothing is written.
        StoreUnavailable: the folder is not empty or cannot be written, or the backup is of a newer layout.
        StoreFull: there is no room.
    """
    refuse_occupied(store)
    manifest = check(file, lambda done, total: tell("Checking", done, total))
    if not manifest.layout.isdecimal() or int(manifest.layout) > int(FORMAT):
        raise StoreUnavailable(
            f"{file} is of layout {manifest.layout!r}, and this version of crackdown is too old for it: it reads "
            f"{FORMAT}; install a newer version"
        )
    with _made_beside(store) as part:
        _unpack(file, part, manifest, lambda done, total: tell("Restoring", done, total))
        for name, content in (
            ("version", uuid.uuid4().hex), ("base", f"{manifest.base}\n"), ("format", f"{manifest.layout}\n"),
            ("reference", manifest.reference),
        ):  # fmt: skip
            if content is not None:
                (part / name).write_text(content, encoding="ascii")
    return manifest


def refuse_occupied(store: Path) -> None:
    """Refuse a folder in which there is anything.

    Raises:
        StoreUnavailable: there is.
    """
    with store_errors(store):
        if store.exists() and (not store.is_dir() or any(store.iterdir())):
            raise StoreUnavailable(f"{store} is not empty; name a new folder with --store, nothing is ever overwritten")


def _unpack(file: Path, folder: Path, manifest: Manifest, tell: Callable[[int, int], object]) -> None:
    told = {part.path: part for part in manifest.parts}
    engine = ox.Store(str(folder / "graph"))
    for name in ("texts", "records"):
        (folder / name).mkdir()
    if any(path.startswith(f"{WATCHES}/") for path in told):
        (folder / WATCHES).mkdir(mode=0o700)
    for member in iter_members(file, tell):
        if member.path == MANIFEST:
            continue
        if member.path not in told:
            raise DamagedBackup(f"{file}: {member.path} came in since it was checked; restore from a copy at rest")
        is_graph = member.path.startswith("graph/")
        found = _load(file, engine, member) if is_graph else _write(folder, member)
        refuse_other(file, told.pop(member.path), found)
    for part in told.values():
        refuse_other(file, part, None)
    if len(engine) != manifest.counts["quads"]:
        raise DamagedBackup(
            f"{file}: it gives {len(engine)} quads, and its manifest tells of {manifest.counts['quads']}; take another "
            "backup"
        )
    engine.flush()


def _load(file: Path, engine: ox.Store, member: Member) -> Part:
    if member.size > _LARGEST_GRAPH:
        raise DamagedBackup(f"{file}: {member.path} is larger than a part of a graph can be; take another backup")
    content = member.content.read()
    try:
        engine.bulk_load(content, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise DamagedBackup(f"{file}: {member.path} does not parse: {error}; take another backup") from error
    return Part(member.path, len(content), hashlib.sha256(content).hexdigest())


def _write(folder: Path, member: Member) -> Part:
    path = folder / member.path
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        path.chmod(mode_of(member.path))
        for piece in iter_pieces(member.content):
            digest.update(piece)
            size += out.write(piece)
    return Part(member.path, size, digest.hexdigest())


@contextmanager
def _made_beside(store: Path) -> Iterator[Path]:
    """Give a folder beside a place, which is moved there, synced, when nothing went wrong."""
    store = store.resolve()
    part = store.with_name(f".{store.name}{PART}")
    with store_errors(store):
        part.mkdir(parents=True, exist_ok=True)
        lock = FileLock(part / "lock")
        if not lock.acquire():
            raise StoreLocked(f"{store}: another process is restoring there; wait for it to end")
        try:
            _empty(part)
            yield part
            sync_tree(part)
            refuse_occupied(store)
            part.replace(store)
            sync_folder(store.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        finally:
            lock.release()


def _empty(part: Path) -> None:
    """Remove what a killed process has left."""
    for path in part.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()
