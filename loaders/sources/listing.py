"""`sources.yaml`: what is said of the files beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from crackdown.errors import InputError, UnreadableAnnouncement, reason_of
from crackdown.loaders.sources.columns import check_columns
from crackdown.loaders.sources.stated_dates import to_iso
from crackdown.loaders.sources.stated_facts import check_facts

NAME: Final = "sources.yaml"
_FIELDS = {"url", "publisher", "published", "language", "title", "retrieved"}
_COLUMNS = "columns"
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a file.

    Attributes:
        facts: url, publisher, published, language, title.
        columns: which column or key of it holds what, where it holds many announcements.
    """

    facts: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def said_of(path: Path) -> Said:
    """Give what `sources.yaml` beside a file says about it.

    Raises:
        UnreadableAnnouncement: the list cannot be read, or says what is not known.
    """
    listing = path.parent / NAME
    if not listing.is_file():
        return Said()
    try:
        state = listing.stat()
    except OSError as error:
        raise UnreadableAnnouncement(f"{listing}: the list of sources cannot be read: {reason_of(error)}") from error
    entries = _entries(listing, state.st_mtime_ns, state.st_size)
    entry = entries.get(_composed(path.name)) or {}
    known = _FIELDS | {_COLUMNS}
    unknown = set(entry) - known if isinstance(entry, dict) else {str(entry)}
    if unknown:
        raise UnreadableAnnouncement(f"{listing}: {path.name}: unknown {sorted(unknown)}; known: {sorted(known)}")
    try:
        columns = check_columns(entry.get(_COLUMNS) or {}, f"{listing}: {path.name}")
    except InputError as error:
        raise UnreadableAnnouncement(str(error)) from error
    facts = {key: str(value) for key, value in entry.items() if key != _COLUMNS and value is not None}
    if "published" in facts:
        try:
            facts["published"] = to_iso(facts["published"])
        except ValueError as error:
            raise UnreadableAnnouncement(f"{listing}: {path.name}: published: {error}") from error
    try:
        check_facts(facts)
    except ValueError as error:
        raise UnreadableAnnouncement(f"{listing}: {path.name}: {error}") from error
    return Said(facts, columns)


def unused_of(listing: Path) -> Iterator[str]:
    """Say, in a sentence or none, which files a list speaks of that do not lie beside it: a name may be misspelt."""
    try:
        state = listing.stat()
        named = _entries(listing, state.st_mtime_ns, state.st_size)
        beside = {_composed(path.name) for path in listing.parent.iterdir()}
    except (OSError, UnreadableAnnouncement):
        return  # that is told of each file beside it
    missing = [name for name in named if name not in beside]
    if missing:
        shown = ", ".join(missing[:_SHOWN])
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        yield f"{listing}: no file beside it is named {shown}{more}; what it says of that is not used"


def _composed(name: str) -> str:
    """Write a file's name in one way: systems and editors store the same letters composed, or taken apart."""
    return unicodedata.normalize("NFC", name)


@lru_cache(maxsize=8)  # a list of many files is asked for each of them
def _entries(listing: Path, _changed_ns: int, _size: int) -> dict[str, Any]:
    """Read a list as it is since it was changed.

    Raises:
        UnreadableAnnouncement: see `said_of`.
    """
    try:
        entries = yaml.safe_load(listing.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:  # a day that no month has is a ValueError
        raise UnreadableAnnouncement(f"{listing}: the list of sources cannot be read: {reason_of(error)}") from error
    if not isinstance(entries, dict):
        raise UnreadableAnnouncement(f"{listing}: should map each file's name to its url, publisher, published …")
    return {_composed(str(name)): entry for name, entry in entries.items()}
