"""Publishing a store for replicas: the first time a snapshot, then what changed since.

The quads are compared with those published last, which are read back from the published files themselves: the folder
is all the state there is, and whatever engine holds the store, the delta is the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from crackdown.errors import StoreLocked
from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.identity.index import ARCHIVED
from crackdown.graph.replica.files import MANIFEST, File, Manifest, Published, Step, write_file
from crackdown.graph.storage.durable import PART, write_durably
from crackdown.graph.storage.oxigraph import store_errors
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import dcterms

_MOST_DELTAS: Final = 50  # then a new snapshot: who starts late need not read them all
Kind = Literal["text", "record"]
_IDENTIFIER = ox.NamedNode(dcterms.identifier)


def publish(view: View, folder: Path, *, is_current: Callable[[], bool] = lambda: True) -> Manifest | None:
    """Publish a store's version into a folder; None where it is published already.

    Args:
        view: of the store.
        folder: where the files go.
        is_current: tells, once all was read, whether the store is still what the view read.

    Raises:
        StoreUnavailable: the folder holds something else, or files that do not fit their checksums, or cannot be
            written.
        StoreFull: there is no room; what was published before stays.
        StoreLocked: the store was written meanwhile; nothing is published.
    """
    with store_errors(folder):
        return _publish(view, folder, is_current)


def _publish(view: View, folder: Path, is_current: Callable[[], bool]) -> Manifest | None:
    folder.mkdir(parents=True, exist_ok=True)
    known = Published(str(folder)).manifest() if (folder / MANIFEST).exists() else None
    version = view.version
    if known is not None and known.version == version:
        return None
    now = set(_lines(view))
    if not is_current():
        raise StoreLocked("the store was written while it was read; publish again when the load is done")
    if known is None or len(known.deltas) >= _MOST_DELTAS:
        manifest = Manifest(version, _now(), _snapshot(view, folder, version, now))
    else:
        before = lines_of(Published(str(folder)), known)
        step = _delta(view, folder, known.version, version, now - before, before - now)
        manifest = Manifest(version, _now(), known.snapshot, [*known.deltas, step])
    write_durably(folder / MANIFEST, manifest.to_json().encode())
    if known is not None:
        _sweep(folder, known, manifest)
    return manifest


def lines_of(published: Published, manifest: Manifest) -> set[bytes]:
    """Put together the quads of the newest version, as lines."""
    lines = set(published.lines(manifest.snapshot.added))
    for step in manifest.deltas:
        if step.removed:
            lines.difference_update(published.lines(step.removed))
        lines.update(published.lines(step.added))
    return lines


def _snapshot(view: View, folder: Path, version: str, lines: set[bytes]) -> Step:
    added = write_file(folder, f"snapshot-{version}.nq.gz", sorted(lines))
    return Step(version, added, _keep(view, folder, f"snapshot-{version}", lines))


def _delta(view: View, folder: Path, start: str, end: str, added: set[bytes], removed: set[bytes]) -> Step:
    name = f"delta-{end}"
    return Step(
        end,
        write_file(folder, f"{name}-added.nq.gz", sorted(added)),
        _keep(view, folder, name, added),
        write_file(folder, f"{name}-removed.nq.gz", sorted(removed)),
        start,
    )


def _keep(view: View, folder: Path, name: str, lines: Iterable[bytes]) -> File:
    """Write the texts and records that quads name."""
    told = []
    for kind, digest in sorted(set(named_in(lines))):
        text = view.kept(kind, digest)
        if text is not None:
            told.append(json.dumps({"kind": kind, "digest": digest, "text": text}).encode() + b"\n")
    return write_file(folder, f"{name}-kept.jsonl.gz", told)


def named_in(lines: Iterable[bytes]) -> Iterator[tuple[Kind, str]]:
    """Yield the kind and digest of each text and record that quads name."""
    likely = b"".join(line for line in lines if _IDENTIFIER.value.encode() in line or ARCHIVED.value.encode() in line)
    for quad in ox.parse(likely, format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.object, ox.Literal) and quad.predicate == ARCHIVED:
            yield "record", quad.object.value
        elif isinstance(quad.object, ox.Literal) and quad.object.value.startswith(TEXT_PREFIX):
            yield "text", quad.object.value.removeprefix(TEXT_PREFIX)


def _lines(view: View) -> Iterator[bytes]:
    quads = view.engine.quads_for_pattern(None, None, None, None)
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    yield from text.splitlines(keepends=True)


def _sweep(folder: Path, before: Manifest, now: Manifest) -> None:
    """Remove files that neither this manifest names nor the last, which somebody may be reading; and half ones."""
    named = {file.name for manifest in (before, now) for file in _files(manifest)}
    for pattern in ("snapshot-*", "delta-*", f"{MANIFEST}.*{PART}"):
        for path in folder.glob(pattern):
            if path.name not in named:
                path.unlink(missing_ok=True)


def _files(manifest: Manifest) -> Iterator[File]:
    for step in (manifest.snapshot, *manifest.deltas):
        yield from (file for file in (step.added, step.removed, step.kept) if file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
