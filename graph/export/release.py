"""Releases: the graph in a folder of its own, with a version, checksums, a description and a delta against the last.

A release is made under another name and moved to its place when it is whole and on the disk; what a killed process left
of one is removed by the next. One process makes releases in a folder at a time. A release holds nothing of the time at
which it was made: the same graph, after the same release, gives the same bytes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from crackdown.errors import InputError
from crackdown.graph.export import croissant, dcat, nquads
from crackdown.graph.export.dataset import DataFile, Dataset, Digest, describe, digest_of_file, software_version
from crackdown.graph.export.delta import differences
from crackdown.graph.export.format import Format
from crackdown.graph.export.manifest import MANIFEST, SUMS, Delta, Manifest, ReleasedFile, list_releases
from crackdown.graph.export.reader import Reader
from crackdown.graph.export.registry import FORMATS
from crackdown.graph.export.source import Source
from crackdown.graph.storage.durable import PART, sync_folder, sync_tree
from crackdown.graph.storage.folder import FileLock

GRAPH = nquads.FORMAT.file_name
ADDED, REMOVED = "delta/added.nq", "delta/removed.nq"
_METADATA = (croissant.FORMAT, dcat.FORMAT)  # describe the files of a release, and are always part of it
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_SEMANTIC = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")

RELEASED = tuple(format_ for format_ in FORMATS.values() if format_ not in _METADATA)


def make_release(
    source: Source, folder: Path, formats: Sequence[Format] = RELEASED, *, version: str | None = None
) -> tuple[Manifest, bool]:
    """Make a release, unless the graph is that of the last one.

    Args:
        source: the graph.
        folder: of all releases.
        formats: what to write beside the N-Quads.
        version: its name; the number of the release where none is given.

    Returns:
        The manifest of the new release and True; that of the last one and False where nothing has changed.

    Raises:
        InputError: there is a release of that name, the name is none for a folder, nothing can be written there, or
            another process makes a release there.
    """
    try:
        with _alone(folder):
            return _make(source, folder, formats, version)
    except OSError as error:
        raise InputError(f"{folder}: no release can be written here: {error.strerror or error}") from error


def _make(source: Source, folder: Path, formats: Sequence[Format], version: str | None) -> tuple[Manifest, bool]:
    releases = list_releases(folder)
    last = releases[-1] if releases else None
    number = last.number + 1 if last else 1
    name = version or str(number)
    if not _VERSION.fullmatch(name) or (folder / name).exists():
        raise InputError(f"{folder / name}: taken, or no name for a release; choose another with --as")
    part = folder / f".{name}{PART}"
    try:
        part.mkdir()
        manifest = _Making(source, part, name, number, last, folder).make(formats)
        if manifest is None and last:
            return last, False
        sync_tree(part)
        part.rename(folder / name)
        sync_folder(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    assert manifest
    return manifest, True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes from making releases in a folder, and remove what a killed one left of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    if not lock.acquire():
        raise InputError(f"{folder}: another process makes a release here; wait for it to end")
    try:
        for left in folder.glob(f".*{PART}"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


class _Making:
    """One release being made."""

    def __init__(self, source: Source, part: Path, name: str, number: int, last: Manifest | None, folder: Path) -> None:
        self._source = source
        self._part = part
        self._name = name
        self._number = number
        self._last = last
        self._folder = folder
        self._files: list[DataFile] = []

    def make(self, formats: Sequence[Format]) -> Manifest | None:
        """Write all files; return None where the graph is that of the last release."""
        self._write(nquads.FORMAT, GRAPH, 0)
        graph = self._files[0].sha256
        if self._last and self._last.graph == graph:
            return None
        for format_ in formats:
            if format_ is not nquads.FORMAT and format_ not in _METADATA:
                for position, part in enumerate(format_.parts):
                    path = part.name if format_.is_one_file else f"{format_.name}/{part.name}"
                    self._write(format_, path, position)
        delta = self._compare()
        dataset = describe(Reader(self._source.view))
        self._describe(dataset)
        return self._conclude(graph, delta, dataset)

    def _write(self, format_: Format, path: str, position: int) -> None:
        self._source.told(path)
        target = self._part / path
        target.parent.mkdir(exist_ok=True)
        with target.open("wb") as out:
            digest = Digest(out)
            format_.parts[position].write(self._source, cast(IO[bytes], digest))
        self._files.append(DataFile(path, format_, digest.size, digest.sha256))

    def _compare(self) -> Delta | None:
        """Write what came and what went since the last release."""
        if self._last is None:
            return None
        (self._part / ADDED).parent.mkdir()
        counts = {"added": 0, "removed": 0}
        with (
            (self._folder / self._last.version / GRAPH).open("rb") as old,
            (self._part / GRAPH).open("rb") as new,
            (self._part / ADDED).open("wb") as added,
            (self._part / REMOVED).open("wb") as removed,
        ):
            out = {"added": added, "removed": removed}
            for change, line in differences(old, new):
                out[change].write(line)
                counts[change] += 1
        for path in (ADDED, REMOVED):
            self._files.append(DataFile(path, nquads.FORMAT, *digest_of_file(self._part / path)))
        return Delta(self._last.version, counts["added"], counts["removed"])

    def _describe(self, dataset: Dataset) -> None:
        """Write the metadata, which tells of all other files."""
        files, license_ = list(self._files), self._source.license_
        semantic = self._name if _SEMANTIC.fullmatch(self._name) else f"{self._number}.0.0"
        previous = self._last.version if self._last else None
        for format_, body in (
            (croissant.FORMAT, croissant.document(dataset, files, license_=license_, version=semantic)),
            (
                dcat.FORMAT,
                dcat.document(dataset, files, license_=license_, version=self._name, previous=previous),
            ),
        ):
            path = self._part / format_.file_name
            path.write_bytes(body)
            self._files.append(DataFile(path.name, format_, *digest_of_file(path)))

    def _conclude(self, graph: str, delta: Delta | None, dataset: Dataset) -> Manifest:
        """Write manifest and sums."""
        with (self._part / GRAPH).open("rb") as lines:
            quads = sum(1 for _ in lines)
        manifest = Manifest(
            version=self._name,
            number=self._number,
            graph=graph,
            quads=quads,
            software=f"crackdown {software_version()}",
            counts=dataset.counts,
            first=dataset.first,
            last=dataset.last,
            license=self._source.license_,
            delta=delta,
            files=[ReleasedFile(one.path, one.format.name, one.size, one.sha256) for one in self._files],
        )
        (self._part / MANIFEST).write_bytes(manifest.to_json())
        _, digest = digest_of_file(self._part / MANIFEST)
        (self._part / SUMS).write_bytes(manifest.to_sums(digest))
        return manifest
