"""The manifest of a release: `manifest.json`, and `SHA256SUMS` that `sha256sum -c` takes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crackdown.errors import InputError

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release, by its path in the release's folder."""

    path: str
    format: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed since the release before: how many quads came and went."""

    previous: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One release.

    Attributes:
        version: its name, and that of its folder.
        number: counts the releases of a folder from 1.
        graph: the SHA-256 of its sorted N-Quads: two releases of one graph have the same.
        quads: how many those are.
        software: what made it.
        counts: how many things of each sort it tells of.
        first: the day on which the earliest announcement was published.
        last: that of the latest.
        license: of the data, where somebody gave one.
        delta: against the release before; None for the first.
        files: all files but the manifest and the sums.
    """

    version: str
    number: int
    graph: str
    quads: int
    software: str
    counts: dict[str, int]
    first: str | None
    last: str | None
    license: str | None
    delta: Delta | None
    files: list[ReleasedFile]

    def to_json(self) -> bytes:
        """Write the manifest."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2).encode() + b"\n"

    def to_sums(self, manifest_sha256: str) -> bytes:
        """Write the sums of all files, the manifest's own included."""
        sums = {one.path: one.sha256 for one in self.files} | {MANIFEST: manifest_sha256}
        return "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items())).encode()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        InputError: it is none.
    """
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        delta = Delta(**told.pop("delta")) if told["delta"] else told.pop("delta")
        files = [ReleasedFile(**one) for one in told.pop("files")]
        return Manifest(delta=delta, files=files, **told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{folder / MANIFEST}: no manifest of a release: {error}") from error


def list_releases(folder: Path) -> list[Manifest]:
    """Read the manifests of all releases in a folder, in their order.

    Raises:
        InputError: a manifest cannot be read.
    """
    if not folder.is_dir():
        return []
    found = [
        read_manifest(path.parent) for path in folder.glob(f"*/{MANIFEST}") if not path.parent.name.startswith(".")
    ]
    return sorted(found, key=lambda one: one.number)
