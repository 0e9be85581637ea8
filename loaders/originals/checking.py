"""Originals beside what is told of them: each file unpacks, each body has its digest, each that is named is there."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from crackdown.graph.verifying.problem import RESTORE, Problem
from crackdown.loaders.collecting.state import NAME as SOURCES
from crackdown.loaders.originals.index import PATTERN
from crackdown.loaders.originals.warc import iter_written, read_body

_PIECE: Final = 1 << 20
_GZIP: Final = 31  # a header and a checksum, as zlib numbers it


def check_originals(store: Path, originals: Path | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the originals in a store's folder, or in another, and with what is known of them.

    In memory are the digest and the name of each original.
    """
    folder = originals or store / "originals"
    records: set[str] = set()
    bodies: set[str] = set()
    told_of: dict[str, str] = {}  # the digests that fetches without a body of their own name
    for file in sorted(folder.glob(PATTERN)):
        yield from _unpacks(file)
        with file.open("rb") as opened, file.open("rb") as again:
            for written in iter_written(opened, 0):
                fetch = written.fetch
                records.add(fetch.record)
                if not written.has_body:
                    told_of.setdefault(fetch.sha256, f"{file}: {fetch.record}")
                    continue
                found = hashlib.sha256(read_body(again, written.offset) or b"").hexdigest()
                bodies.add(found)
                if found != fetch.sha256:
                    where = f"{file}: {fetch.record} ({fetch.url})"
                    yield Problem("original", where, f"its SHA-256 is {found}", fetch.sha256, RESTORE)
    for digest, where in told_of.items():
        if digest not in bodies:
            yield Problem("original", where, "no body of its digest", f"one of SHA-256 {digest}", RESTORE)
    if (store / SOURCES).exists():
        yield from _named(store / SOURCES, folder, records)


def _unpacks(file: Path) -> Iterator[Problem]:
    """Check the checksums of a file's gzip members; half of one at its end is what a killed process leaves."""
    with file.open("rb") as opened:
        member, piece, is_full = None, opened.read(_PIECE), False
        while piece or is_full:
            member = member or zlib.decompressobj(_GZIP)
            at = opened.tell() - len(piece)
            try:
                is_full = len(member.decompress(piece, _PIECE)) == _PIECE  # then there may be more to come of it
            except zlib.error as error:
                yield Problem(
                    "original", str(file), f"it cannot be unpacked from byte {at} on ({error})", "WARC", RESTORE
                )
                return
            piece = member.unused_data or member.unconsumed_tail
            if member.eof:
                member, is_full = None, False
            piece = piece or opened.read(_PIECE)
        if member is not None:
            yield Problem(
                "original", str(file), "it ends with a part of a fetch", "whole fetches",
                "nothing: a process was killed while it wrote, and the next fetch goes into another file", is_note=True,
            )  # fmt: skip


def _named(state: Path, folder: Path, records: set[str]) -> Iterator[Problem]:
    """Look up the originals that the state of the sources names."""
    pages = 0
    try:
        with closing(sqlite3.connect(f"{state.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            for record, url in database.execute("SELECT record, url FROM pages ORDER BY source, url"):
                pages += 1
                if folder.is_dir() and record not in records:
                    yield Problem(
                        "original", f"{folder}: {record}", "no such original", f"what {url} was read from", RESTORE
                    )
    except sqlite3.Error as error:
        remedy = f"{RESTORE}, or move it elsewhere: the originals are read once more"
        yield Problem("original", str(state), f"it cannot be read ({error})", "a database", remedy)
    if pages and not folder.is_dir():
        yield Problem(
            "original", str(folder), "no such folder", f"the originals of {pages} pages",
            f"name the folder with --originals, if they are kept elsewhere; else {RESTORE}", is_note=True,
        )  # fmt: skip
