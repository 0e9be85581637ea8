"""What one worker process does: read a question, answer it in pieces, until the other side closes.

It holds one graph, the one in memory that it was forked with or a snapshot that it has opened, and nothing else. The
engine's iterators stay on its one thread; whoever reads too slowly makes it wait.
"""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from crackdown.errors import CrackdownError, InvalidQuery, QueryAborted
from crackdown.graph.serving import frames
from crackdown.graph.serving.sandbox import limit_growth
from crackdown.graph.sparql.answer import Form
from crackdown.graph.sparql.row_limit import TRUNCATED
from crackdown.graph.storage.view import View

_MOST_HELD: Final = 1 << 20  # an answer up to this goes in one piece, with its length and whether rows are missing
_PIECE: Final = 1 << 16
_OUT_OF_MEMORY: Final = "the query wanted more memory than one query may take; make it narrower or add LIMIT"


def serve(connection: socket.socket, view: View | None, folder: str, max_memory_bytes: int) -> None:
    """Answer until the server closes; `view` is of the graph in memory, of the snapshot in `folder`.

    A query may take `max_memory_bytes` beside the graph: to open a snapshot takes some 330 MB of address space.
    """
    limit_growth(max_memory_bytes)
    received, has_told = frames.Frames(), False
    while (frame := frames.receive(connection, received)) is not None:
        if frame[0] == frames.OPEN:
            view, folder = None, frame[1].decode()
            with suppress(CrackdownError):  # one that has gone meanwhile will not be asked for
                view = _open(folder, max_memory_bytes)
            continue
        asked = json.loads(frame[1])
        try:
            if view is None or asked["folder"] != folder:
                view, folder = None, asked["folder"]
                view, has_told = _open(folder, max_memory_bytes), False
            if not has_told:  # only to who has asked and so listens, as what nobody reads would fill the socket
                _tell_ready(connection)
                has_told = True
            _answer(view, asked, connection)
        except CrackdownError as error:
            connection.sendall(frames.pack_json(frames.ERROR, _describe(error)))
        except MemoryError:
            connection.sendall(frames.pack_json(frames.ERROR, _describe(QueryAborted(_OUT_OF_MEMORY))))


def _tell_ready(connection: socket.socket) -> None:
    """Tell where the server finds how long this process has worked, and what of that was before the query."""
    connection.sendall(frames.pack_json(frames.READY, {"pid": os.getpid(), "seconds": time.process_time()}))


def _open(folder: str, max_memory_bytes: int) -> View:
    limit_growth(None)
    try:
        return View.open_snapshot(Path(folder))
    finally:
        limit_growth(max_memory_bytes)


class _Outgoing:
    """Holds an answer back until it is whole or large, then sends it in one frame or in many."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._head: dict[str, Any] = {}
        self._held: list[bytes] = []
        self._size = 0
        self._streams = False

    def begin(self, form: Form, media_type: str) -> None:
        self._head = {"form": form, "media_type": media_type}

    def write(self, data: bytes) -> None:
        self._held.append(data)
        self._size += len(data)
        if self._size > (_PIECE if self._streams else _MOST_HELD):
            self._send_held()

    def end(self, truncated: int | None) -> None:
        """Send what is left, and after how many rows the answer was cut, if it was."""
        if self._streams:
            self._send_held()
            self._connection.sendall(frames.pack_json(frames.END, {"truncated": truncated}))
            return
        body = b"".join(self._held)
        if truncated is not None:
            body = _mark(body, truncated)
        head = json.dumps(self._head | {"truncated": truncated}).encode()
        self._connection.sendall(frames.pack(frames.WHOLE, head + b"\n" + body))

    def _send_held(self) -> None:
        if not self._streams:
            self._streams = True
            self._connection.sendall(frames.pack_json(frames.HEAD, self._head))
        self._connection.sendall(frames.pack(frames.PIECE, b"".join(self._held)))
        self._held, self._size = [], 0


def _mark(body: bytes, truncated: int) -> bytes:
    """Say in the head of SPARQL JSON that rows are missing; clients read its `vars` and pass over the rest."""
    opening = b'{"head":{'
    if not body.startswith(opening):
        return body
    return opening + json.dumps({TRUNCATED: truncated})[1:-1].encode() + b"," + body[len(opening) :]


def _answer(view: View, asked: dict[str, Any], connection: socket.socket) -> None:
    outgoing = _Outgoing(connection)
    if asked["why_seconds"] is None:
        outgoing.end(view.write(asked["query"], outgoing, max_rows=asked["max_rows"], **asked["options"]))
        return
    # Imported here: most queries are not to be explained, and parsers of SPARQL take long to load.
    from crackdown.graph.why.results import answer_with_why

    graphs = {name: asked["options"][name] for name in ("default_graph_uris", "named_graph_uris")}
    answer = answer_with_why(view, asked["query"], seconds=asked["why_seconds"], most_rows=asked["max_rows"], **graphs)
    outgoing.begin(answer.form, answer.media_type)
    outgoing.write(answer.body)
    outgoing.end(answer.truncated)


def _describe(error: CrackdownError) -> dict[str, Any]:
    described: dict[str, Any] = {"error": type(error).__name__, "message": str(error)}
    if isinstance(error, InvalidQuery):
        described |= {"line": error.line, "column": error.column}
    return described
