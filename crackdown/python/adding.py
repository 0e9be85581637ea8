"""Reading announcements into a graph from Python: files, folders, or a text itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, StoreUnavailable, UnreadableAnnouncement

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.remote.served import ServedSource
    from crackdown.intake.apart import Ready
    from crackdown.intake.known import Known, Recall
    from crackdown.loaders.collecting import UnreadPage
    from crackdown.loaders.document import Document


def add(place: Place, given: Sequence[str | Path], *, reads_again: bool = False) -> list[str]:
    """Read what is given into a store, but for what it was given before; return a line for each announcement."""
    from crackdown.graph.storage.store import Store
    from crackdown.intake.loading import LOCK_WAIT_SECONDS, read_each, write_each
    from crackdown.intake.read_before import ReadBefore

    with (
        Store.open(place, create=False, wait_seconds=LOCK_WAIT_SECONDS) as store,
        closing(ReadBefore(place)) as before,
    ):
        writer = store.writer()
        ready = before.await_each(read_each(_read(given, recall=None if reads_again else before.recall)))
        return [
            _line(loaded.told, loaded.summary.id, loaded.summary.told, was_read=loaded.was_read)
            if loaded.summary
            else loaded.told
            for loaded in before.note(write_each(writer, ready), writer)
        ]


def send(served: ServedSource, given: Sequence[str | Path], *, reads_again: bool = False) -> list[str]:
    """Send what is given to a server, which reads it; return a line for each announcement."""
    from crackdown.loaders.document import Document

    lines = []
    for one in _read(given, extracts=False):
        if isinstance(one, UnreadableAnnouncement):
            lines.append(str(one))
        else:
            lines.append(_sent(served, one if isinstance(one, Document) else one.document, reads_again=reads_again))
    return lines


def _sent(served: ServedSource, document: Document, *, reads_again: bool) -> str:
    try:
        told = served.send(_told(document), reads_again=reads_again)
    except StoreUnavailable as error:
        return f"{document.id}: {error}"
    id_, facts = told["id"].rpartition("/")[2], f"{len(told['facts'])} facts with evidence"
    return _line(told["change"], id_, facts, was_read=told.get("was_read", True))


def _line(change: str, id_: str, told: str, *, was_read: bool) -> str:
    from crackdown.intake.report import THERE

    is_passed_over = change == "unchanged" and not was_read
    return f"{change} {id_}: {told}{f'; {THERE}' if is_passed_over else ''}"


def _told(document: Document) -> dict[str, str]:
    stated = {
        "text": document.text, "name": document.id, "title": document.title, "url": document.url,
        "publisher": document.publisher, "published": document.published,
        "language": None if document.language == "und" else document.language,
    }  # fmt: skip
    return {name: value for name, value in stated.items() if value}


def _read(
    given: Iterable[str | Path], *, extracts: bool = True, recall: Recall | None = None
) -> Iterator[Document | Known | Ready | UnreadableAnnouncement]:
    """Read files and texts in processes of their own, in the order given; see the attributes of `Apart`."""
    from crackdown.intake.apart import Apart, PagesApart

    with PagesApart(extracts=extracts, recall=recall) as texts:
        for is_text, some in groupby(given, _is_text):
            if is_text:
                yield from (texts.read(_page(str(text))) for text in some)
                continue
            files = Apart([str(one) for one in some], extracts=extracts)
            files.recall = recall
            yield from files


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
