"""Checking an evidence pack with nothing but itself: its files, its texts' digests, every quote verbatim."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from crackdown.errors import InputError, reason_of
from crackdown.graph.export.evidence_pack import ANNOUNCEMENTS, QUOTES, SCENE
from crackdown.graph.export.packing import SUMS

_MOST_BYTES: Final = 1 << 30  # unpacked; an archive made to fill the memory is refused by what it says of itself
_NEEDED: Final = (SCENE, ANNOUNCEMENTS, QUOTES, SUMS)


@dataclass(slots=True)
class Verdict:
    """What was found: `verbatim` quotes stand where they are said to; `unchecked` have no text here to look into."""

    files: int = 0
    announcements: int = 0
    verbatim: int = 0
    unchecked: int = 0
    problems: list[str] = field(default_factory=list)


def verify_pack(path: Path) -> Verdict:
    """Check a pack; its problems are told in words.

    Raises:
        InputError: it is no evidence pack, or too large to be one.
    """
    contents = _read(path)
    verdict = Verdict(files=len(contents))
    verdict.problems += _broken_files(contents)
    try:
        announced = {one["id"]: one for one in json.loads(contents[ANNOUNCEMENTS])}
        quotes = [json.loads(line) for line in contents[QUOTES].decode().split("\n") if line]
        texts = {id_: contents[one["text"]].decode() for id_, one in announced.items() if one["text"] in contents}
        verdict.announcements = len(announced)
        verdict.problems += _broken_texts(announced, texts)
        for number, quote in enumerate(quotes, 1):
            _check(verdict, number, quote, announced, texts)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: {ANNOUNCEMENTS} or {QUOTES} cannot be read: {error!r}") from error
    return verdict


def _read(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise InputError(f"{path}: unpacked it is larger than a pack can be")
            contents = {entry.filename: _unpacked(archive, entry) for entry in entries}
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise InputError(
            f"{path}: no ZIP archive that can be read: {reason_of(error)}; name a pack that the explorer made"
        ) from error
    missing = [name for name in _NEEDED if name not in contents]
    if missing:
        raise InputError(f"{path}: no evidence pack: {', '.join(missing)} is missing")
    return contents


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one file, no more of it than the archive says: `ZipFile.read` would unpack all that is there."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)


def _broken_files(contents: Mapping[str, bytes]) -> Iterator[str]:
    lines = contents[SUMS].decode("utf-8", "replace").splitlines()
    expected = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in sorted((expected.keys() | contents.keys()) - {SUMS}):
        if name not in contents:
            yield f"{name}: missing"
        elif name not in expected:
            yield f"{name}: not part of the pack"
        elif hashlib.sha256(contents[name]).hexdigest() != expected[name]:
            yield f"{name}: not what its checksum says"


def _broken_texts(announced: Mapping[str, Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[str]:
    for id_, text in texts.items():
        if hashlib.sha256(text.encode()).hexdigest() != announced[id_]["text_sha256"]:
            yield f"{announced[id_]['text']}: not the text whose digest {ANNOUNCEMENTS} gives"


def _check(
    verdict: Verdict,
    number: int,
    quote: Mapping[str, Any],
    announced: Mapping[str, Mapping[str, Any]],
    texts: Mapping[str, str],
) -> None:
    id_, start, end = quote["announcement"], int(quote["start"]), int(quote["end"])
    if id_ not in announced:
        verdict.problems.append(f"{QUOTES}, line {number}: {id_} is not among the announcements")
    elif any(quote[name] != announced[id_][name] for name in ("sha256", "text_sha256")):
        verdict.problems.append(f"{QUOTES}, line {number}: its digests are not those of {id_}")
    elif id_ not in texts:
        verdict.unchecked += 1
    elif not 0 <= start <= end <= len(texts[id_]) or texts[id_][start:end] != quote["quote"]:
        verdict.problems.append(f"{QUOTES}, line {number}: “{quote['quote']}” does not stand in {id_} at {start}–{end}")
    else:
        verdict.verbatim += 1
