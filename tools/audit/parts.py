"""The parts that a user gets: pinned Python packages, npm packages bundled into the explorer, data of third parties.

Read from what pins them (`constraints/run.txt`, `package-lock.json`, `licences.toml`), never from what happens to be
installed, so that the list is the same on every system and Python.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
RUN: Final = ROOT / "constraints" / "run.txt"
LOCK: Final = ROOT / "api" / "explorer" / "package-lock.json"
TABLE: Final = Path(__file__).with_name("licences.toml")
# What builds the explorer and leaves nothing of itself in it.
BUILDS: Final = {"vite"}

_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]*?))?\s*\\?$")
_HASH: Final = re.compile(r"--hash=(sha\d+):([0-9a-f]+)")


class AuditError(Exception):
    """What is to be audited cannot be told; the message names file, place and remedy."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One thing that is shipped.

    Attributes:
        kind: "pypi", "npm" or "data".
        name: as its registry, or its maker, spells it.
        version: the pinned one; of data, that of the package that holds it.
        marker: for which systems and Pythons it is pinned, as in PEP 508; "" for all.
        hashes: algorithm and hexadecimal digest of each file that may be installed for it.
        held_by: of data, the package that holds it.
    """

    kind: str
    name: str
    version: str
    marker: str = ""
    hashes: tuple[tuple[str, str], ...] = ()
    held_by: str = ""


def read_table(path: Path = TABLE) -> dict[str, Any]:
    """Read what was looked up by hand about licences and data."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_pins(path: Path = RUN) -> list[Part]:
    """Read the pinned Python packages.

    Raises:
        AuditError: a package is pinned without hashes.
    """
    parts = []
    for block in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
        pin = _PIN.match(block.partition("\n")[0])
        if not pin:
            continue
        name, version, marker = pin.groups()
        hashes = tuple(_HASH.findall(block))
        if not hashes:
            raise AuditError(f"{path}: {name} has no hash; run `make constraints`")
        parts.append(Part("pypi", name, version, marker or "", hashes))
    return parts


def read_bundled(path: Path = LOCK) -> list[Part]:
    """Read the npm packages that the explorer is made of: what it depends on, without what only builds it.

    Raises:
        AuditError: a package is not in the lock file, or stands there without a digest.
    """
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    wanted = sorted(set(packages[""]["dependencies"]) - BUILDS)
    found: dict[str, Part] = {}
    waiting = [("", name) for name in wanted]
    while waiting:
        asker, name = waiting.pop()
        place = _place(packages, asker, name, path)
        if place in found:
            continue
        entry = packages[place]
        if "integrity" not in entry:
            raise AuditError(f"{path}: {place} has no digest; run `npm install` in {path.parent}")
        algorithm, _, digest = entry["integrity"].partition("-")
        hashes = ((algorithm, base64.b64decode(digest).hex()),)
        found[place] = Part("npm", name, entry["version"], hashes=hashes)
        waiting += [(place, other) for other in entry.get("dependencies", {})]
    return sorted(found.values())


def read_licences_of_bundled(path: Path = LOCK) -> dict[tuple[str, str], str]:
    """Tell the licence of each npm package and version, as the lock file states it."""
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return {
        (place.rpartition("node_modules/")[2], entry["version"]): entry.get("license", "")
        for place, entry in packages.items()
        if place
    }


def read_parts() -> list[Part]:
    """Read all parts, in the order of kind, name and version."""
    pins, bundled = read_pins(), read_bundled()
    return sorted([*pins, *bundled, *_data(read_table(), [*pins, *bundled])])


def _data(table: dict[str, Any], carriers: list[Part]) -> Iterator[Part]:
    for entry in table["data"]:
        held = [part for part in [*carriers, _own()] if part.name == entry["held_by"]]
        if not held:
            raise AuditError(f"{TABLE}: {entry['name']}: {entry['held_by']} is not pinned any more; correct `held_by`")
        for carrier in held:
            yield Part("data", entry["name"], carrier.version, carrier.marker, held_by=carrier.name)


def _own() -> Part:
    """Give this package itself, which holds data too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return Part("pypi", project["name"], project["version"])


def _place(packages: dict[str, Any], asker: str, name: str, path: Path) -> str:
    """Find a package as Node does: beside whoever asks for it, else further up."""
    folder = asker
    while True:
        place = f"{folder}/node_modules/{name}".lstrip("/")
        if place in packages:
            return place
        if not folder:
            raise AuditError(f"{path}: {asker or 'package.json'} needs {name}, which is not there; run `npm install`")
        folder = folder.rpartition("/node_modules/")[0] if "/node_modules/" in folder else ""
