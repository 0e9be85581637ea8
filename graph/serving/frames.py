"""What goes over the socket between the server and a worker: frames, each one letter, its length, then bytes.

A request is one frame of JSON. A small answer is one frame as well, so that it costs one reading; a large one is a
head, pieces, and an end that tells it from one cut off.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any, Final

REQUEST: Final = b"Q"
OPEN: Final = b"O"  # the name of a folder: of the snapshot that will be asked
WHOLE: Final = b"W"  # head, newline, body
HEAD: Final = b"H"
PIECE: Final = b"C"
END: Final = b"Z"
ERROR: Final = b"E"
CRASHED: Final = b"X"  # empty, and the last: the template's word that a fault has ended the worker
READY: Final = b"R"  # a JSON object: the worker's `pid`, and the processor `seconds` it took before the query
PREFIX: Final = struct.Struct("!cI")

Frame = tuple[bytes, bytes]


def pack(kind: bytes, payload: bytes) -> bytes:
    r"""Return a frame as bytes.

    >>> pack(PIECE, b"ab")
    b'C\x00\x00\x00\x02ab'
    """
    return PREFIX.pack(kind, len(payload)) + payload


def pack_json(kind: bytes, value: dict[str, Any]) -> bytes:
    """Return a frame that holds a JSON object."""
    return pack(kind, json.dumps(value).encode())


class Frames:
    r"""Cuts what is received into frames.

    >>> frames = Frames()
    >>> frames.feed(b"C\x00\x00\x00\x02a")
    >>> frames.take()
    >>> frames.feed(b"b")
    >>> frames.take()
    (b'C', b'ab')
    """

    def __init__(self) -> None:
        self._received = bytearray()

    def feed(self, data: bytes) -> None:
        """Take in what was received."""
        self._received += data

    def take(self) -> Frame | None:
        """Return the next frame; None where it is not whole yet."""
        if len(self._received) < PREFIX.size:
            return None
        kind, length = PREFIX.unpack_from(self._received)
        end = PREFIX.size + length
        if len(self._received) < end:
            return None
        payload = bytes(memoryview(self._received)[PREFIX.size : end])
        del self._received[:end]
        return kind, payload


def receive(connection: socket.socket, frames: Frames) -> Frame | None:
    """Wait for a frame; None where the other side has closed."""
    while (frame := frames.take()) is None:
        data = connection.recv(1 << 16)
        if not data:
            return None
        frames.feed(data)
    return frame
