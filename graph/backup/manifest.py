"""What a backup consists of: its parts by their paths, and the manifest that is its last member.

A backup is a tar archive packed by gzip, which any machine can unpack::

    graph/000001.nq …             the graph, inferences included, as N-Quads
    texts/ab/abcd….txt            the announcements' texts that the graph names
    records/ab/abcd….json         what was read from them
    originals/….warc.gz           what was fetched from sources
    sources.sqlite                what became of each page of the sources
    audit.jsonl                   who wrote over HTTP, or tried to
    watches/…                     saved queries, and what they have told
    manifest.json                 the last: the SHA-256 of each part, and what the store was

Nothing else is in one, and no path leads anywhere else.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from crackdown.errors import DamagedBackup
from crackdown.graph.storage.audit import NAME as AUDIT

MANIFEST: Final = "manifest.json"
SUFFIX: Final = ".tar.gz"
WATCHES: Final = "watches"
_KIND, _VERSION = "crackdown-backup", 1
_WORD: Final = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_PATHS: Final = re.compile(
    rf"graph/[0-9]{{6}}\.nq"
    rf"|texts/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.txt|records/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.json"
    rf"|originals/{_WORD}\.warc\.gz|{WATCHES}/{_WORD}(/{_WORD}){{0,3}}|sources\.sqlite|audit\.jsonl"
)


def is_part(path: str) -> bool:
    """Tell whether a backup may hold a file of that path.

    >>> is_part("graph/000001.nq"), is_part("../graph/000001.nq"), is_part("watches/raids/state.json")
    (True, False, True)
    """
    return _PATHS.fullmatch(path) is not None


def mode_of(path: str) -> int:
    """Tell the permissions of a file: who writes, and where watches tell what they find, is for the owner alone.

    >>> oct(mode_of("audit.jsonl")), oct(mode_of("watches/raids/watch.yaml")), oct(mode_of("graph/000001.nq"))
    ('0o600', '0o600', '0o644')
    """
    return 0o600 if path == AUDIT or path.startswith(f"{WATCHES}/") else 0o644


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of.

    Attributes:
        made_at: when, ISO 8601 in UTC.
        software: what made it.
        layout: of the store's folder.
        base: what the IRIs in it begin with.
        graph_version: the store's version.
        reference: which version of the reference graphs it holds; None before the first.
        counts: of announcements, quads, texts, records, files of originals.
        parts: all other members.
    """

    made_at: str
    software: str
    layout: str
    base: str
    graph_version: str
    reference: str | None
    counts: dict[str, int]
    parts: list[Part]

    def __post_init__(self) -> None:
        """Refuse what no store has: a base that is no IRI's beginning, or counts that leave out the quads.

        Raises:
            ValueError: it is so.
        """
        if not self.base.isascii() or "quads" not in self.counts:
            raise ValueError("it tells of no base that IRIs begin with, or not how many quads there are")

    def to_json(self) -> bytes:
        """Write the manifest."""
        told = {"kind": _KIND, "version": _VERSION, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, written: bytes, where: str) -> Manifest:
        """Read what `to_json` wrote.

        Raises:
            DamagedBackup: it is no manifest, or one of a newer version of this package.
        """
        try:
            told: dict[str, Any] = json.loads(written)
            kind, version = told.pop("kind"), told.pop("version")
            if kind == _KIND and version == _VERSION:
                return _adapter().validate_python(told)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            raise DamagedBackup(f"{where}: {MANIFEST} cannot be read ({reason}); take another backup") from error
        raise DamagedBackup(
            f"{where}: {MANIFEST} tells of {kind!r} {version!r}, and this version of crackdown reads {_KIND!r} "
            f"{_VERSION}; install a newer version"
        )


@cache
def _adapter() -> TypeAdapter[Manifest]:
    """Return what checks a manifest that somebody else may have written."""
    return TypeAdapter(Manifest)
