"""What a server did to a body on its way (RFC 9112, 7.1; RFC 9110, 8.4), undone with a limit on what comes out.

Archives differ in what they kept: many undo an encoding and leave the header. So a body that is not encoded as its
header says is taken as it is; whether it can be read is found out afterwards.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Final

_GZIP: Final = b"\x1f\x8b"
_ZSTD: Final = b"\x28\xb5\x2f\xfd"


class TooLarge(Exception):
    """A body unpacks to more than the limit."""


def unchunk(body: bytes) -> bytes:
    r"""Join the chunks of a body that was sent in chunks; leave one that was not.

    >>> unchunk(b"4\r\nTen \r\n3\r\nmen\r\n0\r\n\r\n"), unchunk(b"<p>Ten men</p>")
    (b'Ten men', b'<p>Ten men</p>')
    """
    from warcio.bufferedreaders import ChunkedDataReader

    return bytes(ChunkedDataReader(io.BytesIO(body)).read())


def unpack(body: bytes, encodings: str, max_bytes: int) -> bytes:
    """Undo content encodings, the last applied first.

    Args:
        body: as the archive holds it.
        encodings: the Content-Encoding header.
        max_bytes: what may come out.

    Raises:
        TooLarge: more would.
    """
    for encoding in reversed([part.strip().lower() for part in encodings.split(",")]):
        if encoding in _UNPACKERS:
            body = _UNPACKERS[encoding](body, max_bytes)
    return body


def _gzip(body: bytes, max_bytes: int) -> bytes:
    return _inflate(body, 16 + zlib.MAX_WBITS, max_bytes) if body.startswith(_GZIP) else body


def _deflate(body: bytes, max_bytes: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # servers send it with and without zlib's header
        try:
            return _inflate(body, window, max_bytes)
        except zlib.error:
            continue
    return body


def _inflate(body: bytes, window: int, max_bytes: int) -> bytes:
    engine = zlib.decompressobj(window)
    return _limited(engine.decompress(body, max_bytes + 1), max_bytes)


def _brotli(body: bytes, max_bytes: int) -> bytes:
    import brotli

    engine, pieces, size = brotli.Decompressor(), [], 0
    try:
        piece = engine.process(body, output_buffer_limit=65_536)
        while piece:
            pieces.append(piece)
            size += len(piece)
            if size > max_bytes or engine.is_finished():
                break
            piece = engine.process(b"", output_buffer_limit=65_536)
    except brotli.error:
        return body
    return _limited(b"".join(pieces), max_bytes)


def _zstd(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(_ZSTD):
        return body
    import zstandard

    engine = zstandard.ZstdDecompressor(max_window_size=2**27)  # what RFC 8878 lets a reader refuse lies far below
    return _limited(engine.stream_reader(io.BytesIO(body)).read(max_bytes + 1), max_bytes)


def _limited(data: bytes, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise TooLarge
    return data


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
