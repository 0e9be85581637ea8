"""A process that answers queries over a snapshot and can be killed: `python -m crackdown.graph.worker`.

It is started by `pool.QueryPool` and speaks over its standard streams: a message is its length in eight bytes, then a
line of JSON, then bytes. It has no network where the system allows that, and holds no state but the snapshot it has
open.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import IO, Any

from crackdown.errors import CrackdownError, InvalidQuery
from crackdown.graph.sandbox import close_network, limit_memory
from crackdown.graph.view import Answer, View

Message = tuple[dict[str, Any], bytes]
_LENGTH = struct.Struct("!Q")


def write_message(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write one message and flush."""
    payload = json.dumps(header).encode() + b"\n" + body
    stream.write(_LENGTH.pack(len(payload)) + payload)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """Read one message; None where the stream ends before or in the middle of it."""
    prefix = stream.read(_LENGTH.size)
    if len(prefix) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(prefix)
    payload = stream.read(length)
    if len(payload) < length:
        return None
    header, _, body = payload.partition(b"\n")
    return json.loads(header), body


def main() -> None:
    """Answer requests until the other side closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may write into the stream of messages
    close_network()
    limit_memory(int(sys.argv[1]))
    folder, view = "", None
    while (message := read_message(source)) is not None:
        request = message[0]
        try:
            if view is None or request["folder"] != folder:
                folder = request["folder"]
                view = View.open_snapshot(Path(folder))
            answer = _answer(view, request)
        except CrackdownError as error:
            write_message(sink, _describe(error))
        else:
            write_message(sink, {"form": answer.form, "media_type": answer.media_type}, answer.body)


def _answer(view: View, request: dict[str, Any]) -> Answer:
    if request["why_seconds"] is None:
        return view.serialize(request["query"], **request["options"])
    # Imported here: most queries are not to be explained, and parsers of SPARQL take long to load.
    from crackdown.graph.why.results import answer_with_why

    graphs = {name: request["options"][name] for name in ("default_graph_uris", "named_graph_uris")}
    return answer_with_why(view, request["query"], seconds=request["why_seconds"], **graphs)


def _describe(error: CrackdownError) -> dict[str, Any]:
    described: dict[str, Any] = {"error": type(error).__name__, "message": str(error)}
    if isinstance(error, InvalidQuery):
        described |= {"line": error.line, "column": error.column}
    return described


if __name__ == "__main__":
    main()
