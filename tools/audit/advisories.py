"""Known vulnerabilities of pinned packages, looked up in a folder of advisories; nothing is fetched.

The folder holds advisories in the OSV format (https://ossf.github.io/osv-schema/), as JSON or YAML, in any depth: an
unpacked `all.zip` of OSV for PyPI or npm, or a checkout of the PyPA's advisory database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tools.audit.parts import AuditError, Part

_ECOSYSTEMS: Final = {"pypi": "PyPI", "npm": "npm"}
_SEMVER: Final = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")
_NEVER: Final = "0"  # an event that introduces from the very beginning


class Finding(NamedTuple):
    """A pinned package that an advisory names."""

    part: Part
    ids: tuple[str, ...]
    summary: str
    fixed_in: tuple[str, ...]

    def told(self) -> str:
        """Say it in a line."""
        remedy = f"fixed in {', '.join(self.fixed_in)}" if self.fixed_in else "no fixed version is named"
        return f"{self.part.name} {self.part.version}: {' = '.join(self.ids)}: {self.summary}; {remedy}"


class Looked(NamedTuple):
    """What a look into a folder gave: findings, how many advisories it holds, and when the newest was changed."""

    findings: list[Finding]
    advisories: int
    newest: str


def look_up(parts: list[Part], folder: Path) -> Looked:
    """Hold the pinned packages against the advisories in a folder.

    Raises:
        AuditError: the folder holds no advisory, or a file in it cannot be read.
    """
    by_name: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        if part.kind in _ECOSYSTEMS:
            by_name.setdefault((_ECOSYSTEMS[part.kind], _canonical(part.kind, part.name)), []).append(part)
    findings: dict[Part, list[Finding]] = {}
    count, newest = 0, ""
    for advisory in _iter_advisories(folder):
        count += 1
        newest = max(newest, str(advisory.get("modified", "")))
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected") or []:
            package = affected.get("package") or {}
            ecosystem = str(package.get("ecosystem", ""))
            kind = next((kind for kind, name in _ECOSYSTEMS.items() if name == ecosystem), "")
            for part in by_name.get((ecosystem, _canonical(kind, str(package.get("name", "")))), []):
                if _is_affected(part, affected):
                    _add(findings.setdefault(part, []), part, advisory, affected)
    if not count:
        raise AuditError(f"{folder}: no advisory in the OSV format lies here; unpack OSV's all.zip for PyPI into it")
    return Looked(sorted(finding for each in findings.values() for finding in each), count, newest[:10])


def _iter_advisories(folder: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".json", ".yaml"} or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
            read = json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.CSafeLoader)
        except (OSError, ValueError, yaml.YAMLError) as error:
            raise AuditError(f"{path}: this advisory cannot be read ({error}); unpack the folder anew") from error
        if isinstance(read, dict) and "id" in read and "affected" in read:
            yield read


def _canonical(kind: str, name: str) -> str:
    return str(canonicalize_name(name)) if kind == "pypi" else name


def _is_affected(part: Part, affected: Mapping[str, Any]) -> bool:
    """Tell whether a version is listed, or lies in a range; the algorithm of the OSV schema."""
    if part.version in (affected.get("versions") or []):
        return True
    ranges = [one for one in affected.get("ranges") or [] if one.get("type") in {"ECOSYSTEM", "SEMVER"}]
    return any(_is_within(part, one.get("events") or []) for one in ranges)


def _is_within(part: Part, events: list[Mapping[str, str]]) -> bool:
    version, inside = _ordered(part.kind, part.version), False
    for event in sorted(events, key=lambda event: _ordered(part.kind, next(iter(event.values())))):
        ((what, at),) = list(event.items())[:1]
        place = _ordered(part.kind, at)
        if what == "introduced" and version >= place:
            inside = True
        elif (what == "fixed" and version >= place) or (what == "last_affected" and version > place):
            inside = False
    return inside


def _ordered(kind: str, version: str) -> tuple[Any, ...]:
    """Make what versions are ordered by.

    Raises:
        AuditError: it is no version of its ecosystem.
    """
    if version == _NEVER:
        return ()
    if kind == "npm":
        return _ordered_semver(version)
    try:
        return (Version(version),)
    except InvalidVersion as error:
        raise AuditError(f"{version!r} in an advisory is no version by PEP 440; look at it by hand") from error


def _ordered_semver(version: str) -> tuple[Any, ...]:
    """Order as https://semver.org, section 11, does: what comes before a release is smaller than it."""
    match = _SEMVER.fullmatch(version)
    if not match:
        raise AuditError(f"{version!r} is no version as npm has them; look at it by hand")
    before = match[4].split(".") if match[4] else []
    parts = tuple((0, int(one), "") if one.isdigit() else (1, 0, one) for one in before)
    return (int(match[1]), int(match[2]), int(match[3]), not before, parts)


def _add(found: list[Finding], part: Part, advisory: Mapping[str, Any], affected: Mapping[str, Any]) -> None:
    """Note a finding, but once where several databases name it: they tell each other's ids."""
    ids = (str(advisory["id"]), *map(str, advisory.get("aliases") or []))
    if any(set(ids) & set(other.ids) for other in found):
        return
    events = [event for one in affected.get("ranges") or [] for event in one.get("events") or []]
    fixed = tuple(sorted({event["fixed"] for event in events if "fixed" in event and not _is_commit(event["fixed"])}))
    details = str(advisory.get("summary") or advisory.get("details") or "").strip().split("\n")[0]
    found.append(Finding(part, ids, details or "no summary", fixed))


def _is_commit(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f]{40}", text))
