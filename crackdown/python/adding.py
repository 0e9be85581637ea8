"""Reading announcements into a graph from Python: files, folders, or a text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import UnreadableAnnouncement

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.remote.served import ServedSource
    from crackdown.intake.asking import Attempt
    from crackdown.loaders.document import Document


def add(place: Place, given: Sequence[str | Path]) -> list[str]:
    """Read what is given into a store; return a line for each announcement."""
    from crackdown.graph.storage.store import Store
    from crackdown.intake.loading import LOCK_WAIT_SECONDS, describe, put_each

    with Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store:
        return [
            f"{loaded.told} {loaded.record.id}: {describe(loaded.record)}" if loaded.record else loaded.told
            for loaded in put_each(store.writer(), _documents(given))
        ]


def send(served: ServedSource, given: Sequence[str | Path]) -> list[str]:
    """Send what is given to a server, which reads it; return a line for each announcement."""
    from crackdown.errors import StoreUnavailable

    lines = []
    for document in _documents(given):
        if isinstance(document, UnreadableAnnouncement):
            lines.append(str(document))
            continue
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


def _documents(given: Iterable[str | Path]) -> Iterator[Attempt]:
    from crackdown.loaders import read_documents

    for one in given:
        if isinstance(one, str) and "\n" in one.strip():
            yield _text(one)
        else:
            yield from read_documents([str(one)])


def _text(text: str) -> Attempt:
    """Make a document of a text; its name is made of what it says, so that the same text is the same announcement."""
    import hashlib

    from crackdown.loaders.sources.content import MAX_BYTES, TEXT, to_document

    data = text.encode("utf-8", "surrogatepass")
    name = f"text-{hashlib.sha256(data).hexdigest()[:12]}"
    try:
        return to_document(data, TEXT, name=name, id_=name, stated={}, origin=name, max_bytes=MAX_BYTES)
    except UnreadableAnnouncement as error:
        return error
