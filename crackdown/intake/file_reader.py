"""A process that reads files and pages and can be ended: `python -m crackdown.intake.file_reader SECONDS BYTES`.

It is started by `apart.Process` and speaks over its standard streams, a line of JSON each way. It has no network where
the system allows that, and bounded memory. The system ends it when one announcement takes more processor time than it
may, even where the time goes into a library that answers to nobody.
"""

from __future__ import annotations

import base64
import io
import json
import pickle
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from typing import IO, Any

from crackdown.errors import CrackdownError, UnreadableAnnouncement
from crackdown.graph.serving.sandbox import close_network, die_with_parent, limit_memory, limit_time
from crackdown.intake.apart import READ
from crackdown.intake.loading import collect_seldom, read
from crackdown.loaders import Reading
from crackdown.loaders.archives import Selection
from crackdown.loaders.document import Document

Json = dict[str, Any]
Clock = Callable[[], None]


def main() -> None:
    """Answer requests until the other side closes."""
    source, sink = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # nothing else may write into the stream of answers
    die_with_parent()
    close_network()
    limit_memory(int(sys.argv[2]))
    collect_seldom()
    clock = partial(limit_time, int(sys.argv[1]))  # is begun anew for each announcement
    for line in source:
        request = json.loads(line)
        answers = (_files if "files" in request else _page)(request, clock, source)
        try:
            for answer in answers:
                sink.write(json.dumps(answer) + "\n")
                sink.flush()
        except CrackdownError as error:
            sink.write(json.dumps({"raise": type(error).__name__, "message": str(error)}) + "\n")
            sink.flush()


def _files(request: Json, clock: Clock, told: IO[str]) -> Iterator[Json]:
    """Read files from one on; what is left out of web archives is counted over all of them.

    Where it is to ask, it gives each document first, and finds its facts if it is told so.
    """
    options = pickle.loads(base64.b64decode(request["options"]))
    selection = options.selection or Selection()
    selection.heartbeat = clock
    sys.stdin = io.TextIOWrapper(io.BytesIO(base64.b64decode(request["input"])))  # what "-" is read from
    clock()
    for position, file in list(enumerate(request["files"]))[request["first"] :]:
        yield {"file": position}
        if "error" in file:
            yield {"error": file["error"], "done": 0}
            continue
        reading = Reading([file["path"]], replace(options, selection=selection))
        for attempt in reading:
            if request["asks"] and isinstance(attempt, Document):
                yield _answer(attempt, extracts=False) | {"done": reading.done}
                if told.readline() != READ:
                    clock()
                    continue
            answer = _answer(attempt, extracts=request["extracts"])
            clock()
            yield answer | {"done": reading.done}
    yield {"end": selection.told(), "is_last": True}


def _page(request: Json, clock: Clock, told: IO[str]) -> Iterator[Json]:
    """Read a page; where it is to ask, it gives the document first, and finds its facts if it is told so."""
    from crackdown.loaders.collecting import UnreadPage  # and what fetches pages, which files do without

    page = request["page"]
    clock()
    try:
        document = UnreadPage(**page | {"body": base64.b64decode(page["body"])}).to_document()
        if request["asks"]:
            yield _answer(document, extracts=False)
            if told.readline() != READ:
                return
        answer = _answer(document, extracts=request["extracts"])
    except UnreadableAnnouncement as error:
        answer = {"error": str(error)}
    yield {**answer, "is_last": True}


def _answer(attempt: Document | UnreadableAnnouncement, *, extracts: bool) -> Json:
    if isinstance(attempt, UnreadableAnnouncement):
        return {"error": str(attempt)}
    try:
        record = read(attempt).to_json() if extracts else None
    except UnreadableAnnouncement as error:
        return {"error": str(error)}
    return {"document": asdict(attempt), "record": record}


if __name__ == "__main__":
    main()
