"""What is said of the graph as a data set: how much it holds, of which days and languages, and which files hold it.

Nothing here depends on when it is worked out: the same graph gives the same description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from crackdown.graph.dates import day_public
from crackdown.graph.export.format import Format
from crackdown.graph.export.reader import Reader
from crackdown.ontology.terms import crk, dcterms, prov, rdf, schema

TITLE = "Crackdown: announcements of crackdowns on online scams as a graph"
DESCRIPTION = (
    "Who did what, where, to how many people, with whom, as governments announce it; every fact with the exact words "
    "of the announcement that states it. Figures are claims: nothing is averaged or picked. Only those who act for a "
    "state or an international body are named."
)
KEYWORDS = ("online scams", "deportation", "law enforcement", "knowledge graph", "provenance")


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file: its path below the description's own place, its format, size and digest."""

    path: str
    format: Format
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graph as a data set; days are those on which announcements were published, and the last one was loaded."""

    counts: dict[str, int]
    first: str | None
    last: str | None
    loaded: str | None
    languages: list[str]
    software: str


def describe(reader: Reader) -> Dataset:
    """Describe a graph."""
    announcements = reader.things("announcement")
    days = sorted(day_public(day) for one in announcements for day in reader.values(one, dcterms.issued))
    languages = {language for one in announcements for language in reader.values(one, schema.inLanguage)}
    counts = {f"{type_}s": len(reader.things(type_)) for type_ in ("operation", "official", "airport")}
    counts |= {"announcements": len(announcements), "agencies": len(reader.things("agency"))}
    figures = _instances(reader, crk.Count)  # each a claim of its own kind
    counts |= {"claims": _instances(reader, crk.Claim) - figures, "figures": figures}
    return Dataset(
        counts=dict(sorted(counts.items())),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        loaded=_loaded(reader),
        languages=sorted(languages),
        software=f"crackdown {software_version()}",
    )


def software_version() -> str:
    """Return the version of this package."""
    try:
        return version("crackdown")
    except PackageNotFoundError:  # a checkout that was never installed
        return "unreleased"


class Digest:
    """A stream that keeps the size and the SHA-256 of what is written to it, and passes it on where it is told to."""

    def __init__(self, out: IO[bytes] | None = None) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self._hash.update(data)
        self.size += len(data)
        if self._out:
            self._out.write(data)
        return len(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Take lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Leave flushing to whoever opened the stream."""

    @property
    def sha256(self) -> str:
        """The digest of all that was written."""
        return self._hash.hexdigest()


def digest_of_file(path: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file."""
    digest = Digest()
    with path.open("rb") as file:
        while data := file.read(1 << 20):
            digest.write(data)
    return digest.size, digest.sha256


def _instances(reader: Reader, class_: str) -> int:
    quads = reader.view.engine.quads_for_pattern(None, ox.NamedNode(rdf.type), ox.NamedNode(class_), ox.DefaultGraph())
    return sum(1 for _ in quads)


def _loaded(reader: Reader) -> str | None:
    quads = reader.view.engine.quads_for_pattern(None, ox.NamedNode(prov.endedAtTime), None, ox.DefaultGraph())
    return max((quad.object.value[:10] for quad in quads if isinstance(quad.object, ox.Literal)), default=None)
