"""Checking releases: every file is what its checksum says, and each delta leads from one release to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from crackdown.errors import InputError
from crackdown.graph.export.dataset import digest_of_file
from crackdown.graph.export.delta import apply
from crackdown.graph.export.manifest import MANIFEST, SUMS, Manifest, list_releases, read_manifest
from crackdown.graph.export.release import ADDED, GRAPH, REMOVED


def releases_in(folder: Path) -> list[Manifest]:
    """Return the releases to check: all of a folder, or the one that the folder is.

    Raises:
        InputError: there is none, or a manifest cannot be read.
    """
    if (folder / MANIFEST).is_file():
        return [read_manifest(folder)]
    found = list_releases(folder)
    if not found:
        raise InputError(f"{folder}: no release lies here; make one with crackdown release {folder}")
    return found


def problems_of(folder: Path, release: Manifest) -> Iterator[str]:
    """Tell in words what is wrong with a release; nothing, and it is whole.

    Args:
        folder: of all releases, or of this one.
        release: its manifest.
    """
    place = folder if (folder / MANIFEST).is_file() else folder / release.version
    broken = list(_broken_files(place, release))
    yield from broken
    if release.delta and not broken:
        yield from _broken_delta(place, release)


def _broken_files(place: Path, release: Manifest) -> Iterator[str]:
    expected = {one.path: (one.bytes, one.sha256) for one in release.files}
    there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    for path in sorted(expected.keys() | there):
        if path not in there:
            yield f"{path}: missing"
        elif path in expected and digest_of_file(place / path) != expected[path]:
            yield f"{path}: not what its checksum says"
        elif path not in expected and path not in (MANIFEST, SUMS):
            yield f"{path}: not part of the release"
    _, digest = digest_of_file(place / MANIFEST)
    if SUMS not in there or (place / SUMS).read_bytes() != release.to_sums(digest):
        yield f"{SUMS}: not the checksums of the manifest"
    if release.graph != expected.get(GRAPH, (0, ""))[1]:
        yield f"{MANIFEST}: its graph is not that of {GRAPH}"


def _broken_delta(place: Path, release: Manifest) -> Iterator[str]:
    """Apply the delta to the release before and compare digests, in one pass."""
    assert release.delta
    before = place.resolve().parent / release.delta.previous / GRAPH
    if not before.is_file():
        yield f"{before.parent.name}: the release before is not there, so the delta cannot be checked"
        return
    digest = hashlib.sha256()
    with before.open("rb") as old, (place / REMOVED).open("rb") as removed, (place / ADDED).open("rb") as added:
        for line in apply(old, removed, added):
            digest.update(line)
    if digest.hexdigest() != release.graph:
        yield f"delta: applied to release {release.delta.previous} it does not give this one"
