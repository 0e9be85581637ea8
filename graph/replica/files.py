"""The form of what is published: `manifest.json`, and the files that it names with their checksums.

::

    FOLDER/
    ├── manifest.json                  the version, the snapshot, and the deltas from it on in their order
    ├── snapshot-VERSION.nq.gz         every quad, the default graph's included (N-Quads)
    ├── snapshot-VERSION-kept.jsonl.gz the texts and records that it names
    ├── delta-VERSION-added.nq.gz      the quads that a version brought
    ├── delta-VERSION-removed.nq.gz    those that it took
    └── delta-VERSION-kept.jsonl.gz    the texts and records that it names

A file is whole before the manifest speaks of it, and is never written twice: its name holds the version.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import json
import re
import urllib.request
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from crackdown.errors import StoreUnavailable, reason_of
from crackdown.graph.storage.durable import write_durably

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
_TIMEOUT_SECONDS: Final = 60.0
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True)
class File:
    """A published file and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Step:
    """A snapshot, whose `start` is None, or what changed from one version to the next."""

    end: str
    added: File
    kept: File
    removed: File | None = None
    start: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What is published.

    Attributes:
        version: the newest version.
        published_at: when it was published, ISO 8601 in UTC.
        snapshot: the whole of an earlier version.
        deltas: what changed since, in order.
    """

    version: str
    published_at: str
    snapshot: Step
    deltas: list[Step] = field(default_factory=list)

    def to_json(self) -> str:
        """Write it as JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, text: bytes, where: str) -> Manifest:
        """Read what `to_json` wrote.

        Raises:
            StoreUnavailable: it is something else.
        """
        try:
            values = json.loads(text)
            if values.pop("format") != FORMAT:
                raise StoreUnavailable(f"{where}: the manifest is of another version of this package")
            snapshot, *deltas = (_step(one) for one in (values.pop("snapshot"), *values.pop("deltas")))
            return cls(snapshot=snapshot, deltas=deltas, **values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreUnavailable(f"{where}: no manifest of a replica can be read there ({error})") from error


def _step(values: dict[str, Any]) -> Step:
    files = {name: File(**values.pop(name)) for name in ("added", "kept", "removed") if values.get(name)}
    return Step(end=values["end"], start=values.get("start"), **files)


class Published:
    """Reads what is published in a folder or under an address."""

    def __init__(self, where: str) -> None:
        self._where = where.rstrip("/")

    def __str__(self) -> str:
        return self._where

    def manifest(self) -> Manifest:
        """Read the manifest.

        Raises:
            StoreUnavailable: there is none, or it cannot be reached.
        """
        return Manifest.from_json(self._read(MANIFEST), self._where)

    def lines(self, file: File) -> list[bytes]:
        """Read the lines of a file.

        Raises:
            StoreUnavailable: it is not there, or is not what the manifest says.
        """
        packed = self._read(file.name)
        if hashlib.sha256(packed).hexdigest() != file.sha256:
            raise StoreUnavailable(f"{self._where}/{file.name} is not what the manifest says (SHA-256)")
        try:
            return gzip.decompress(packed).splitlines(keepends=True)
        except (OSError, EOFError, zlib.error) as error:
            raise StoreUnavailable(f"{self._where}/{file.name} cannot be unpacked: {error}") from error

    def _read(self, name: str) -> bytes:
        if not _NAME.fullmatch(name):  # a manifest from elsewhere must not lead out of its folder
            raise StoreUnavailable(f"{self._where}: the manifest names {name!r}, which is no file of its own")
        try:
            if self._where.startswith(("http://", "https://")):
                with urllib.request.urlopen(f"{self._where}/{quote(name)}", timeout=_TIMEOUT_SECONDS) as answer:
                    return bytes(answer.read())
            return (Path(self._where) / name).read_bytes()
        except (OSError, http.client.HTTPException) as error:
            raise StoreUnavailable(f"{self._where}/{name} cannot be read: {reason_of(error)}") from error


def write_file(folder: Path, name: str, lines: Iterable[bytes]) -> File:
    """Write lines to a file, whole or not at all."""
    packed = gzip.compress(b"".join(lines), mtime=0)
    write_durably(folder / name, packed)
    return File(name, hashlib.sha256(packed).hexdigest())
