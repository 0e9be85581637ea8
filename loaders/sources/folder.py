"""Paths to Documents: files, folders walked in order, standard input, and what `sources.yaml` says about them."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import yaml

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.document import Document, slug
from crackdown.loaders.extraction.language import identify_language
from crackdown.loaders.sources.html import read_page
from crackdown.loaders.sources.text import decode, refuse_binary

_TEXT, _HTML = {".txt"}, {".html", ".htm"}
_SOURCES = "sources.yaml"
_FIELDS = {"url", "publisher", "published", "language", "title", "retrieved"}
MAX_BYTES = 5_000_000


def read_documents(
    paths: Iterable[str | Path], *, max_bytes: int = MAX_BYTES
) -> Iterator[Document | UnreadableAnnouncement]:
    """Read announcements from files, folders and "-" (standard input).

    A file that cannot be read is yielded as the error that says why, so that the others go on.

    Args:
        paths: .txt, .html and .htm files, folders (walked with their sub-folders, in order), or "-".
        max_bytes: the size above which a file is refused.
    """
    for given in paths:
        if str(given) == "-":
            yield _attempt(lambda: _document(sys.stdin.buffer.read(max_bytes + 1), "-", None, {}, max_bytes))
            continue
        path = Path(given)
        try:
            files = _files(path)
        except UnreadableAnnouncement as error:
            yield error
            continue
        for file in files:
            yield _attempt(partial(_read, file, max_bytes))


def count_files(paths: Iterable[str | Path]) -> int:
    """Count what `read_documents` will yield for the same paths, for a progress bar.

    >>> count_files(["-", "no-such-file.txt"])
    2
    """
    return sum(_count(Path(given)) for given in paths)


def _count(path: Path) -> int:
    try:
        return len(_files(path))
    except UnreadableAnnouncement:
        return 1


def _attempt(read: Callable[[], Document]) -> Document | UnreadableAnnouncement:
    try:
        return read()
    except UnreadableAnnouncement as error:
        return error


def _files(path: Path) -> list[Path]:
    """List the announcements under a path, in sorted order."""
    if not path.exists():
        raise UnreadableAnnouncement(f"{path}: there is no such file or folder; check the path")
    if not path.is_dir():
        return [path]
    try:
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() in _TEXT | _HTML and file.is_file())
    except OSError as error:
        raise UnreadableAnnouncement(
            f"{path}: the folder cannot be read ({error.strerror}); check its permissions"
        ) from error
    if not found:
        raise UnreadableAnnouncement(f"{path}: the folder holds no announcements; put .txt or .html files in it")
    return found


def _read(path: Path, max_bytes: int) -> Document:
    if path.suffix.lower() not in _TEXT | _HTML:
        data = _bytes(path, 64)
        refuse_binary(data, str(path))
        raise UnreadableAnnouncement(
            f"{path}: files named *{path.suffix} are not read; rename a text to .txt, a page to .html"
        )
    return _document(_bytes(path, max_bytes + 1), str(path), path, _source_of(path), max_bytes)


def _bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise UnreadableAnnouncement(
            f"{path}: the file cannot be read ({error.strerror}); check its permissions"
        ) from error


def _source_of(path: Path) -> dict[str, str]:
    """Give what `sources.yaml` beside a file says about it."""
    listing = path.parent / _SOURCES
    if not listing.is_file():
        return {}
    try:
        entries = yaml.safe_load(listing.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableAnnouncement(f"{listing}: the list of sources cannot be read: {error}") from error
    if not isinstance(entries, dict):
        raise UnreadableAnnouncement(f"{listing}: should map each file's name to its url, publisher, published …")
    entry = entries.get(path.name) or {}
    unknown = set(entry) - _FIELDS if isinstance(entry, dict) else {str(entry)}
    if unknown:
        raise UnreadableAnnouncement(f"{listing}: {path.name}: unknown {sorted(unknown)}; known: {sorted(_FIELDS)}")
    return {key: str(value) for key, value in entry.items() if value is not None}


def _document(data: bytes, name: str, path: Path | None, source: dict[str, str], max_bytes: int) -> Document:
    if len(data) > max_bytes:
        raise UnreadableAnnouncement(
            f"{name}: larger than the limit of {max_bytes / 1e6:g} MB; an announcement is a page or two: split the file"
        )
    if not data.strip():
        raise UnreadableAnnouncement(f"{name}: the file is empty; nothing to read")
    is_html = path is not None and path.suffix.lower() in _HTML
    facts: dict[str, str | None] = {}
    if is_html:
        page = read_page(data, name)
        text = page.text
        facts = {key: getattr(page, key) for key in ("title", "published", "url", "publisher", "language")}
    else:
        text = decode(data, name)
        if not text.strip():
            raise UnreadableAnnouncement(f"{name}: the file holds only blank characters; nothing to read")
    facts |= {key: value for key, value in source.items() if key != "retrieved"}
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        id=slug(path.stem) if path else "stdin",
        text=text,
        language=identify_language(text, facts.get("language") or "und"),
        title=facts.get("title"),
        url=facts.get("url"),
        published=facts.get("published"),
        publisher=facts.get("publisher"),
        sha256=digest,
        origin=facts.get("url")
        or (hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest() if path else "-"),
        media_type="text/html" if is_html else "text/plain",
    )
