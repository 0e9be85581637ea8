"""Writing a backup: a frozen store, part by part, to any stream; no part but one is ever in memory."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.backup.freezing import SOURCES, Frozen
from crackdown.graph.backup.manifest import MANIFEST, WATCHES, Manifest, Part, is_part, mode_of
from crackdown.graph.identity.index import ARCHIVED
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.audit import NAME as AUDIT
from crackdown.graph.storage.leftovers import is_named
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.ontology.terms import crk, dcterms, rdf

Tell = Callable[[str, int, int], object]  # what is being written, how much of it, of how much
BYTES_A_PART: Final = 8_000_000  # of the graph
_LEVEL: Final = 6  # of gzip: 9 takes three times as long for a fiftieth less


@dataclass
class Packed:
    """What was written, and what of the store was found to be damaged meanwhile."""

    manifest: Manifest
    damaged: list[str] = field(default_factory=list)


def pack(store: Frozen, out: IO[bytes], software: str, tell: Tell = lambda *_: None) -> Packed:
    """Write a backup.

    Args:
        store: what is to be written.
        out: where to; it need not seek.
        software: the name and version of this package.
        tell: is told how far it is.
    """
    with store_errors(store.folder):
        engine = ox.Store.read_only(str(store.folder / "graph"))
    counts = {"announcements": _count_announcements(engine), "quads": len(engine), "texts": 0, "records": 0,
              "originals": 0}  # fmt: skip
    damaged = sorted(set(_missing(engine, store.folder)))
    with (
        gzip.GzipFile(fileobj=out, mode="wb", filename="", compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        tar = _Tar(archive)
        tar.add_graph(engine, counts["quads"], tell)
        for name, suffix, prefix in (("texts", ".txt", TEXT_PREFIX), ("records", ".json", "")):
            kept = Archive(store.folder / name, suffix=suffix)
            total = sum(1 for _ in kept.digests())
            for number, digest in enumerate(kept.digests(), 1):
                tell(name, number, total)
                if is_named(engine, prefix + digest):  # what a load has only begun to write is left out
                    part = tar.add_file(store.folder, f"{name}/{digest[:2]}/{digest}{suffix}")
                    counts[name] += 1
                    if part.sha256 != digest:
                        damaged.append(f"{part.path} was altered since it was stored")
        counts["originals"] = tar.add_others(store, tell)
        manifest = Manifest(
            datetime.now(UTC).isoformat(timespec="seconds"), software, store.layout, store.base, store.version,
            store.reference, counts, tar.parts,
        )  # fmt: skip
        tar.add(MANIFEST, manifest.to_json())
    return Packed(manifest, damaged)


class _Tar:
    """A tar archive that is being written, and what is in it so far."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self.parts: list[Part] = []
        self._archive = archive
        self._time = int(time.time())

    def add(self, path: str, content: bytes) -> None:
        """Add a part that is in memory; the manifest is none of its own."""
        self._add(path, io.BytesIO(content), len(content))

    def add_file(self, folder: Path, path: str, end: int | None = None) -> Part:
        """Add a file by its path in a folder, up to where it ended."""
        file = folder / path
        with file.open("rb") as content:
            return self._add(path, content, file.stat().st_size if end is None else end)

    def add_graph(self, engine: ox.Store, quads: int, tell: Tell) -> None:
        """Add every quad, in parts of whole lines."""
        lines = _Lines(lambda number, part: self.add(f"graph/{number:06}.nq", part), lambda n: tell("graph", n, quads))
        engine.dump(cast(IO[bytes], lines), format=ox.RdfFormat.N_QUADS)
        lines.close()

    def add_others(self, store: Frozen, tell: Tell) -> int:
        """Add originals, the two files beside them, and watches; return how many files of originals there are."""
        ends = dict(store.ends)
        if AUDIT in ends:
            ends[AUDIT] = _end_of_lines(store.folder / AUDIT, ends[AUDIT])
        paths = [*ends, *([SOURCES] if (store.folder / SOURCES).exists() else []), *_watches(store.folder)]
        for number, path in enumerate(paths, 1):
            tell("originals and what is beside them", number, len(paths))
            self.add_file(store.folder, path, ends.get(path))
        return sum(path.startswith("originals/") for path in paths)

    def _add(self, path: str, content: IO[bytes], size: int) -> Part:
        entry = tarfile.TarInfo(path)
        entry.size, entry.mtime, entry.mode = size, self._time, mode_of(path)
        hashed = _Hashed(content)
        self._archive.addfile(entry, hashed)
        part = Part(path, size, hashed.digest.hexdigest())
        self.parts.append(part)
        return part


class _Hashed:
    """Reads a file and takes the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._file = file

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


class _Lines:
    """Takes what an engine writes, and gives it on in parts that end with a line."""

    def __init__(self, add: Callable[[int, bytes], None], tell: Callable[[int], object]) -> None:
        self._add, self._tell = add, tell
        self._number = self._told = 0
        self._rest = bytearray()

    def write(self, data: bytes) -> int:
        self._rest += data
        if len(self._rest) >= BYTES_A_PART:
            self._give(self._rest.rindex(b"\n") + 1)
        return len(data)

    def flush(self) -> None:
        """Do nothing: a part is given on when it is full."""

    def close(self) -> None:
        if self._rest:
            self._give(len(self._rest))

    def _give(self, end: int) -> None:
        self._number += 1
        part = bytes(self._rest[:end])
        del self._rest[:end]
        self._add(self._number, part)
        self._told += part.count(b"\n")
        self._tell(self._told)


def _missing(engine: ox.Store, folder: Path) -> Iterator[str]:
    """Yield what the graph names and the archive does not hold."""
    for predicate, prefix, name, suffix in (
        (ox.NamedNode(dcterms.identifier), TEXT_PREFIX, "texts", ".txt"),
        (ARCHIVED, "", "records", ".json"),
    ):
        for quad in engine.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.object, ox.Literal) and quad.object.value.startswith(prefix):
                digest = quad.object.value.removeprefix(prefix)
                path = f"{name}/{digest[:2]}/{digest}{suffix}"
                if is_part(path) and not (folder / path).exists():
                    yield f"{path} is missing, and {quad.subject} names it"


def _watches(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in (folder / WATCHES).rglob("*") if path.is_file())
    return sorted(path for path in found if is_part(path))


def _end_of_lines(path: Path, end: int) -> int:
    """Tell where the last whole line of a file ends, up to a place; another may be being written."""
    with path.open("rb") as file:
        while end:
            begin = max(0, end - 65_536)
            file.seek(begin)
            place = file.read(end - begin).rfind(b"\n")
            if place >= 0:
                return begin + place + 1
            end = begin
    return 0


def _count_announcements(engine: ox.Store) -> int:
    announcement = ox.NamedNode(crk.Announcement)
    return sum(1 for _ in engine.quads_for_pattern(None, ox.NamedNode(rdf.type), announcement, ox.DefaultGraph()))
