"""A process that reads announcements for a server and can be killed: `-m crackdown.service.reader BYTES SECONDS`.

It is started by `readers.Readers` and speaks over its standard streams, a line of JSON each way. It has no network
where the system allows that, bounded memory and processor time, and neither the store nor a token: a hostile text can
cost it its life and nothing else. The server has a clock of its own, which stops with the server should that be killed.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import sys
from dataclasses import asdict, replace
from typing import IO, Any

from crackdown.errors import CrackdownError, StoreFull, UnreadableAnnouncement
from crackdown.graph.announcement.record import Record
from crackdown.graph.figures.findings import find, in_all_languages
from crackdown.graph.serving.sandbox import close_network, limit_memory, limit_time
from crackdown.graph.storage.store import Store
from crackdown.intake.loading import read
from crackdown.loaders.document import Document, slug
from crackdown.loaders.records import read_record
from crackdown.loaders.sources.content import MAX_BYTES, to_document
from crackdown.ontology.labels import label

RECORD = "application/json"
MOST_CHARACTERS = 200_000  # the longest of the announcements known has some 10,000
MOST_SENTENCES = 3_000
MOST_FACTS = 1_000  # writing one takes some milliseconds, while the store is held
_ID_LENGTH = 80
_NAME = "the announcement"
_NO_ROOM = "no space is left for the temporary files of reading; free some where the server runs, then send it again"


def main() -> None:
    """Answer requests until the other side closes."""
    source, sink = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # nothing else may write into the stream of answers
    close_network()
    limit_memory(int(sys.argv[1]))
    _tell(sink, {})  # from here on time counts: loading the program is no fault of a text's
    for line in source:
        limit_time(float(sys.argv[2]))
        request = json.loads(line)
        try:
            answer = _answer(request, source, sink)
        except CrackdownError as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        except OSError as error:  # the models that read are unpacked into temporary files
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            answer = {"error": StoreFull.__name__, "message": _NO_ROOM}
        _tell(sink, answer)


def _tell(sink: IO[str], answer: dict[str, Any]) -> None:
    sink.write(json.dumps(answer) + "\n")
    sink.flush()


def _answer(request: dict[str, Any], source: IO[str], sink: IO[str]) -> dict[str, Any]:
    """Read an announcement; where it is to ask, it gives the document first, and finds its facts if none are told."""
    body, media_type = base64.b64decode(request["body"]), request["media_type"]
    was_read = False
    if media_type == RECORD:
        document, record = read_record(body, _NAME)
    else:
        document, known = _to_document(body, media_type, request["stated"]), None
        if request["asks"]:
            _tell(sink, {"document": asdict(document)})
            known = json.loads(source.readline())
        record, was_read = (Record.model_validate_json(known), False) if known else (read(document), True)
    _refuse_too_much(document, record)
    return {
        "document": asdict(document),
        "record": record.to_json(),
        "findings": _findings(record, document),
        "was_read": was_read,
    }


def _to_document(body: bytes, media_type: str, stated: dict[str, str]) -> Document:
    """Take a text, page or PDF apart; where no URL tells its origin, its content does."""
    digest = hashlib.sha256(body).hexdigest()
    document = to_document(
        body, media_type, name=_NAME, id_="", stated=stated, origin=f"sha256:{digest}", max_bytes=MAX_BYTES
    )
    _refuse_too_much(document, None)
    return replace(document, id=_id(document, stated.get("name")))


def _id(document: Document, name: str | None) -> str:
    """Name an announcement by what it is called, else by its day, its first words and its language."""
    first = document.title or document.text.strip().partition("\n")[0]
    words = name or f"{document.published or ''} {first[:_ID_LENGTH]} {document.language}"
    return slug(words)[:_ID_LENGTH].strip("-") or "announcement"


def _refuse_too_much(document: Document, record: Record | None) -> None:
    """Refuse what would hold the store for long, which no time limit stops.

    Raises:
        UnreadableAnnouncement: it is longer, or says more, than any announcement does.
    """
    counts = {"characters": (len(document.text), MOST_CHARACTERS)}
    if record:
        counts["sentences"] = len(record.sentences), MOST_SENTENCES
        counts["facts"] = sum(1 for _ in record.iter_evidence()), MOST_FACTS
        counts["characters in its id"] = len(record.id), 2 * _ID_LENGTH
    for what, (count, most) in counts.items():
        if count > most:
            raise UnreadableAnnouncement(f"{_NAME}: {count:,} {what}, more than {most:,}; split it, or send less")


def _findings(record: Record, document: Document) -> list[dict[str, Any]]:
    """Hold the announcement's own numbers against each other, in a store of its own that is forgotten at once.

    Raises:
        InvalidRecord: what was read contradicts its text, or names somebody who is no official.
    """
    with Store.open(None) as store:
        store.writer().put(record, document.text, origin="-", publisher=None, media_type=document.media_type)
        view = store.view()
        told = [(finding, in_all_languages(view, finding)) for finding in find(view)]
    return [
        {"kind": label(finding.kind), "severity": label(finding.severity), "text": texts["en"], "texts": texts}
        for finding, texts in told
    ]


if __name__ == "__main__":
    main()
