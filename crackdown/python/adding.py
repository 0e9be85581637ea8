"""Reading announcements into a graph from Python: files, folders, or a text itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, UnreadableAnnouncement

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.remote.served import ServedSource
    from crackdown.intake.apart import Ready
    from crackdown.loaders.collecting import UnreadPage
    from crackdown.loaders.document import Document


def add(place: Place, given: Sequence[str | Path]) -> list[str]:
    """Read what is given into a store; return a line for each announcement."""
    from crackdown.graph.storage.store import Store
    from crackdown.intake.loading import LOCK_WAIT_SECONDS, write_each

    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        return [
            f"{loaded.told} {loaded.summary.id}: {loaded.summary.told}" if loaded.summary else loaded.told
            for loaded in write_each(store.writer(), _read(given))
        ]


def send(served: ServedSource, given: Sequence[str | Path]) -> list[str]:
    """Send what is given to a server, which reads it; return a line for each announcement."""
    from crackdown.errors import StoreUnavailable

    lines = []
    for one in _read(given):
        if isinstance(one, UnreadableAnnouncement):
            lines.append(str(one))
            continue
        document = one.document
        try:
            told = served.send(_told(document))
        except StoreUnavailable as error:
            lines.append(f"{document.id}: {error}")
        else:
            lines.append(f"{told['change']} {told['id'].rpartition('/')[2]}: {len(told['facts'])} facts with evidence")
    return lines


def _told(document: Document) -> dict[str, str]:
    stated = {
        "text": document.text, "name": document.id, "title": document.title, "url": document.url,
        "publisher": document.publisher, "published": document.published,
        "language": None if document.language == "und" else document.language,
    }  # fmt: skip
    return {name: value for name, value in stated.items() if value}


def _read(given: Iterable[str | Path]) -> Iterator[Ready | UnreadableAnnouncement]:
    """Read files and texts with their facts in processes of their own, in the order given."""
    from crackdown.intake.apart import Apart, PagesApart, Ready

    with PagesApart() as texts:
        for is_text, some in groupby(given, _is_text):
            if not is_text:
                for attempt in Apart([str(one) for one in some]):
                    assert isinstance(attempt, Ready | UnreadableAnnouncement)
                    yield attempt
                continue
            for text in some:
                try:
                    yield texts.read(_page(str(text)))
                except UnreadableAnnouncement as error:
                    yield error


def refuse_missing(given: Iterable[str | Path]) -> None:
    """Refuse a name of nothing before anything is read.

    Raises:
        InputError: there is no such file or folder.
    """
    for one in given:
        if not _is_text(one) and not Path(one).exists():
            raise InputError(f"{one}: there is no such file or folder; a text to be read has a line break in it")


def _is_text(one: str | Path) -> bool:
    return isinstance(one, str) and "\n" in one.strip()


def _page(text: str) -> UnreadPage:
    """Make a page of a text; its name is made of what it says, so that the same text is the same announcement."""
    from crackdown.loaders.collecting import UnreadPage
    from crackdown.loaders.sources.content import TEXT

    data = text.encode("utf-8", "surrogatepass")
    name = f"text-{hashlib.sha256(data).hexdigest()[:12]}"
    return UnreadPage(data, TEXT, name, name, {}, name, None)
