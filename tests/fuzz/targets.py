"""What is fuzzed: a function a reader, from bytes that a stranger chose to whatever the product makes of them.

Each either returns the texts that it read, or raises a `CrackdownError`, which is how the product refuses. Whatever
else comes out is a fault.
"""

from __future__ import annotations

import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from crackdown.errors import UnreadableAnnouncement
from crackdown.graph.announcement.record import Record
from crackdown.graph.sparql import lexing
from crackdown.graph.storage.store import Store
from crackdown.loaders import Options, Reading, extract
from crackdown.loaders.archives import Selection
from crackdown.loaders.document import Document
from crackdown.loaders.feeds import KINDS
from crackdown.loaders.records import read_record
from crackdown.loaders.sources.content import DOCX, EML, HTML, MAX_BYTES, PDF, TEXT, to_document
from crackdown.loaders.sources.stated_dates import to_iso

Target = Callable[[bytes], list[str]]

_LONGEST_QUERY = 300
_PASSWORDS = Path("/etc/passwd")
ADDRESS = "https://example.org/list"


def _page(media_type: str, data: bytes) -> list[str]:
    """Read one announcement, and its facts."""
    document = to_document(data, media_type, name="given", id_="given", stated={}, origin="given", max_bytes=MAX_BYTES)
    return [_facts(document)]


def _facts(document: Document) -> str:
    """Read the facts of a text and write them into a store, where each quote is checked against the text."""
    record = extract(document)
    _put(document, record)
    return f"{document.title}\n{document.text}\n{record.to_json()}"


@cache
def _store() -> Store:
    return Store.open(None)  # in memory; making one takes longer than reading most of what is read here


def _put(document: Document, record: Record) -> None:
    _store().writer().put(
        record, document.text, origin="given", publisher=document.publisher, media_type=document.media_type
    )


def _file(ending: str, data: bytes) -> list[str]:
    """Read a file of many announcements."""
    with tempfile.TemporaryDirectory(prefix="crackdown-fuzz-") as folder:
        path = Path(folder) / f"given{ending}"
        path.write_bytes(data)
        found = list(Reading([path], Options(selection=Selection(all_pages=True))))
        left = [one.name for one in Path(folder).rglob("*")]
    assert left == [path.name], f"reading left {left}"
    refusals = [one for one in found if isinstance(one, UnreadableAnnouncement)]
    if len(refusals) == len(found) and refusals:
        raise refusals[0]
    return [*_texts(found), *map(str, refusals)]


def _texts(found: list[Document | UnreadableAnnouncement]) -> Iterator[str]:
    for document in [one for one in found if isinstance(one, Document)][:3]:  # the others are read in the same way
        yield _facts(document)


def _date(data: bytes) -> list[str]:
    """Read a date as tables write it."""
    written, _, format_ = data.decode("utf-8", "replace").partition("\n")
    try:
        return [to_iso(written, format_ or None)]
    except ValueError as error:  # `rows` says it with the place
        raise UnreadableAnnouncement(str(error)) from error


def _sentence(data: bytes) -> list[str]:
    """Read dates and numbers in running text; the first line says in which language."""
    language, _, text = data.decode("utf-8", "replace").partition("\n")
    return [_facts(Document.from_text(text or language, language=language[:10] if text else "und"))]


def _record(data: bytes) -> list[str]:
    """Read a record that was sent, and write it."""
    document, record = read_record(data, "given")
    _put(document, record)
    return [document.text]


def _list(kind: str, data: bytes) -> list[str]:
    """Read a list of addresses as it came from a server."""
    return [str(found) for found in KINDS[kind].iter_found(data, ADDRESS, None)]


def _query(data: bytes) -> list[str]:
    """Look at a query as the service does, and have it parsed.

    A long one is only looked at: the engine plans it, for seconds if it may, in processes that are killed.
    """
    query = data.decode("utf-8", "replace")
    lexing.prologue_of(query), lexing.from_clauses(query), list(lexing.iter_group_openings(query))
    lexing.refuse_update(query), lexing.refuse_service(query), lexing.refuse_nesting(query)
    lexing.refuse_chains(query)
    if len(query) > _LONGEST_QUERY:
        return []
    return [type(_store().view().results(query)).__name__]


TARGETS: dict[str, Target] = {
    "text": partial(_page, TEXT),
    "html": partial(_page, HTML),
    "pdf": partial(_page, PDF),
    "docx": partial(_page, DOCX),
    "eml": partial(_page, EML),
    "mbox": partial(_file, ".mbox"),
    "jsonl": partial(_file, ".jsonl"),
    "csv": partial(_file, ".csv"),
    "warc": partial(_file, ".warc.gz"),
    "wacz": partial(_file, ".wacz"),
    "feed": partial(_list, "feed"),
    "sitemap": partial(_list, "sitemap"),
    "pagelist": partial(_list, "page_list"),
    "gdelt": partial(_list, "gdelt"),
    "date": _date,
    "sentence": _sentence,
    "record": _record,
    "query": _query,
}


def _loop(_: bytes) -> list[str]:
    while True:
        pass


def _swell(_: bytes) -> list[str]:
    return [str(len(bytes(5_000_000_000)))]


def _die(_: bytes) -> list[str]:
    os.kill(os.getpid(), signal.SIGSEGV)
    return []


def _call(_: bytes) -> list[str]:
    socket.socket().connect(("127.0.0.1", 9))
    return []


def _write(_: bytes) -> list[str]:
    Path("written").write_text("x")
    return []


def _leak(_: bytes) -> list[str]:
    return [_PASSWORDS.read_text()]


# What must be found out, else nothing that is found says anything.
FAULTY: dict[str, Target] = {
    "fault:loops": _loop,
    "fault:swells": _swell,
    "fault:dies": _die,
    "fault:calls": _call,
    "fault:writes": _write,
    "fault:leaks": _leak,
}
