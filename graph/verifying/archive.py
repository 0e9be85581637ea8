"""Texts and records: each what its name says, each named in the graph, and each that is named there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from crackdown.graph.announcement.statements import TEXT_PREFIX
from crackdown.graph.storage.durable import PART
from crackdown.graph.storage.leftovers import is_named
from crackdown.graph.verifying.problem import LOAD_AGAIN, RESTORE, Problem

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass
class Kind:
    """Texts or records: where they lie, how their files end, how the graph names them, and which are no good."""

    name: str
    folder: Path
    suffix: str
    prefix: str
    remedy: str
    bad: set[str] = field(default_factory=set)

    def path(self, digest: str) -> Path:
        """Tell where one lies."""
        return self.folder / digest[:2] / f"{digest}{self.suffix}"


def kinds_of(store: Path) -> tuple[Kind, Kind]:
    """Return the texts and the records of a store."""
    return (
        Kind("text", store / "texts", ".txt", TEXT_PREFIX, LOAD_AGAIN),
        Kind("record", store / "records", ".json", "", RESTORE),
    )


def check_files(kind: Kind, engine: ox.Store, *, is_unfinished: bool, tell: Callable[[], object]) -> Iterator[Problem]:
    """Check each file that is there; those that are no good are noted with their kind.

    Args:
        kind: of the files.
        engine: what holds the graph.
        is_unfinished: whether a killed process may have left some that nothing names.
        tell: is called for each.
    """
    for file in _files(kind.folder):
        tell()
        digest = file.name.removesuffix(kind.suffix)
        if not file.name.endswith(kind.suffix) or not _DIGEST.fullmatch(digest) or file != kind.path(digest):
            yield _stray(file)
            continue
        with file.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != digest:
            kind.bad.add(digest)
            whose = "".join(f"the {kind.name} of {one}: " for one in _naming(engine, kind.prefix + digest))
            yield Problem(kind.name, str(file), f"{whose}its SHA-256 is {found}", digest, kind.remedy)
        if not is_named(engine, kind.prefix + digest):
            yield _unnamed(kind, file, is_unfinished=is_unfinished)


def check_named(kind: Kind, quad: ox.Quad) -> Iterator[Problem]:
    """Look whether what a quad names is there; what is missing is told once and noted with its kind."""
    assert isinstance(quad.object, ox.Literal)
    digest = quad.object.value.removeprefix(kind.prefix)
    if digest not in kind.bad and not kind.path(digest).exists():
        kind.bad.add(digest)
        yield Problem(
            "archive", str(kind.path(digest)), "no such file", f"the {kind.name} that {quad.subject} names", kind.remedy
        )


def _naming(engine: ox.Store, digest: str) -> list[str]:
    """Return what names a text or a record: an announcement, so that it can be loaded again, or a version of one."""
    named = engine.quads_for_pattern(None, None, ox.Literal(digest), None)
    return sorted({str(quad.subject) for quad in named if isinstance(quad.subject, ox.NamedNode)})[:1]


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
        yield from sorted(entry.iterdir()) if entry.is_dir() else (entry,)


def _stray(file: Path) -> Problem:
    is_part = file.name.endswith(PART)
    return Problem(
        "archive", str(file), "a file that is not whole" if is_part else "a file of another name",
        "texts and records by their SHA-256",
        "a killed process left it; the next that loads removes it" if is_part else "move it elsewhere",
        is_note=is_part,
    )  # fmt: skip


def _unnamed(kind: Kind, file: Path, *, is_unfinished: bool) -> Problem:
    remedy = "a killed process left it; the next that loads removes it" if is_unfinished else "move it elsewhere"
    return Problem(
        "archive", str(file), f"a {kind.name} that no graph names", "nothing that no graph names", remedy,
        is_note=is_unfinished,
    )  # fmt: skip
