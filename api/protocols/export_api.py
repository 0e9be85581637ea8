"""`GET /export/{format}`: the graph in the formats of other tools, streamed.

An export runs on one thread from start to end, as the engine's iterators must not change threads, and writes into a
queue that holds some chunks: a slow client slows it down, and memory stays flat. One runs at a time; who comes
meanwhile is told so. A client that leaves, or takes nothing for a while, ends its export.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus
from typing import IO, Annotated, Any, Final, cast

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse

from crackdown.api.http.problems import MEDIA_TYPE
from crackdown.api.http.revalidation import Condition, refuses, wants_head_alone
from crackdown.api.source import CurrentView
from crackdown.errors import CrackdownError, ExportBusy, QueryAborted
from crackdown.graph.export.delivery import write_stream
from crackdown.graph.export.format import Format
from crackdown.graph.export.registry import FORMATS, find_format
from crackdown.graph.export.source import Source

LOGGER = logging.getLogger(__name__)
router = APIRouter(tags=["Export"])

CHUNK_BYTES: Final = 64 * 1024
CHUNKS_AHEAD: Final = 16  # one megabyte is ready for the client, and no more
STALLED_SECONDS: Final = 60.0  # then a client that takes nothing is taken to have left
LONGEST_SECONDS: Final = 1800.0  # then one that takes a little now and then has kept others waiting long enough
_RUNNING = threading.Lock()
_LEFT = "the export was ended, as too little was taken of it for too long; what was sent is not whole"

Only = Annotated[list[str] | None, Query(description="Only things of these types; for tables and networks.")]
DefaultGraph = Annotated[bool, Query(description="RDF: the merged default graph, not the named graphs.")]
PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    "4XX": {"content": {MEDIA_TYPE: {}}},
    "5XX": {"content": {MEDIA_TYPE: {}}},
}


@router.get("/export", response_class=JSONResponse)
def list_formats() -> list[dict[str, Any]]:
    """List the formats: name, media type, files, what each is for, to which types it can be narrowed."""
    return [
        {
            "name": one.name,
            "media_type": one.media_type,
            "files": [part.name for part in one.parts],
            "for": one.sentence,
            "types": sorted(one.types),
        }
        for one in FORMATS.values()
    ]


@router.get("/export/{name}", response_class=Response, responses=PROBLEM)
async def export(
    request: Request,
    name: str,
    view: CurrentView,
    only: Only = None,
    default_graph: DefaultGraph = False,
) -> Response:
    """Hand out the graph in a format: its one file, or a ZIP archive of several; 304 where the client has it.

    To HEAD the headers are told and no export is made, so it does not wait for another one either; nor is one for an
    answer that is refused.
    """
    format_ = find_format(name)
    source = Source(view, frozenset(only or ()), default_graph)
    format_.wanted(source)
    headers = {
        "etag": _tag(view.version, request),
        "cache-control": "no-cache",
        "content-disposition": f'attachment; filename="{format_.file_name}"',
    }
    wanted = Condition(request.headers)
    if wanted.is_any or wanted.names(headers["etag"]):
        return Response(
            status_code=HTTPStatus.NOT_MODIFIED.value, headers={key: headers[key] for key in ("etag", "cache-control")}
        )
    if wants_head_alone(request.scope) or refuses(request.headers, headers["etag"]):
        head = Response(media_type=format_.media_type, headers=headers)
        del head.headers["content-length"]  # it is known when the export is made
        return head
    running = Running(format_, source)
    first = await run_in_threadpool(running.next_chunk)  # what fails at once is still a problem in words
    return StreamingResponse(_chunks(running, first), media_type=format_.media_type, headers=headers)


def _tag(version: str, request: Request) -> str:
    """Name the answer by the graph's version, the software's and what was asked for."""
    release = request.app.version
    asked = "".join(letter if letter.isalnum() else "-" for letter in f"{request.url.path}-{request.url.query}")
    return f'W/"{version}-{release}{asked}"'


async def _chunks(running: Running, first: bytes) -> AsyncIterator[bytes]:
    try:
        chunk = first
        while chunk:
            yield chunk
            chunk = await run_in_threadpool(running.next_chunk)
    finally:
        running.stop()


class Running:
    """One export on a thread of its own. Only one is there at a time."""

    def __init__(self, format_: Format, source: Source) -> None:
        """Start it.

        Raises:
            ExportBusy: another one runs.
        """
        if not _RUNNING.acquire(blocking=False):
            raise ExportBusy("another export is being handed out; one runs at a time, so ask again in a minute")
        self._queue: queue.Queue[bytes | CrackdownError] = queue.Queue(CHUNKS_AHEAD)
        self._stopped = threading.Event()
        self._buffer = bytearray()
        self._ended = False
        self._until = time.monotonic() + LONGEST_SECONDS
        self._thread = threading.Thread(target=self._run, args=(format_, source), name="export", daemon=True)
        self._thread.start()

    def next_chunk(self) -> bytes:
        """Wait for the next bytes; none, and the export is whole.

        Raises:
            CrackdownError: it failed; what was sent is not whole.
        """
        if self._ended:
            return b""
        chunk = self._take()
        self._ended = not chunk or isinstance(chunk, CrackdownError)
        if isinstance(chunk, CrackdownError):
            raise chunk
        return chunk

    def _take(self) -> bytes | CrackdownError:
        while True:
            try:
                return self._queue.get(timeout=1.0)
            except queue.Empty:
                if not self._thread.is_alive() and self._queue.empty():
                    return QueryAborted(_LEFT)

    def stop(self) -> None:
        """End it, wherever it is."""
        self._stopped.set()

    def write(self, data: bytes) -> int:
        """Take bytes from the export, which waits here while the client is slow."""
        self._buffer += data
        while len(self._buffer) >= CHUNK_BYTES:
            self._put(bytes(self._buffer[:CHUNK_BYTES]))
            del self._buffer[:CHUNK_BYTES]
        return len(data)

    def writelines(self, lines: Any) -> None:
        """Take lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Do nothing: chunks leave when they are full, and at the end."""

    def _run(self, format_: Format, source: Source) -> None:
        end: bytes | CrackdownError = b""
        try:
            write_stream(format_, source, cast(IO[bytes], self))
            if self._buffer:
                self._put(bytes(self._buffer))
        except _Left:
            LOGGER.info("the client of an export left")
            end = QueryAborted(_LEFT)  # should it come back: what it has is not whole
        except CrackdownError as error:
            end = error
        except Exception:  # the border of this thread: nobody else would hear of it
            LOGGER.exception("the export of %s failed", format_.name)
            end = QueryAborted("the export failed on the server; its log tells what")
        finally:
            _RUNNING.release()  # before the client sees the end, and may ask for the next one
        with suppress(_Left):
            self._put(end)

    def _put(self, chunk: bytes | CrackdownError) -> None:
        waited = 0.0
        while not self._stopped.is_set() and waited < STALLED_SECONDS and time.monotonic() < self._until:
            try:
                self._queue.put(chunk, timeout=0.5)
            except queue.Full:
                waited += 0.5
            else:
                return
        raise _Left


class _Left(Exception):
    """The client has gone, or takes nothing any more."""
