"""Bodies read within a size, as sent and unpacked: what is too large is not read on."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from crackdown.errors import FetchFailed, FetchRefused

ACCEPTED: Final = "gzip"  # the one encoding that is unpacked, bounded at every step
_GZIP: Final = 16 + zlib.MAX_WBITS


def read_body(
    blocks: Iterator[bytes], encoding: str | None, *, url: str, max_bytes: int, announced: str | None = None
) -> bytes:
    r"""Join a body's blocks and take its content encoding off.

    Args:
        blocks: of the body, as they come.
        encoding: the header Content-Encoding.
        url: whose body it is.
        max_bytes: the most that is taken, packed or unpacked.
        announced: the header Content-Length: what is larger by its own word is not begun.

    >>> read_body(iter([b"a", b"b"]), None, url="", max_bytes=9)
    b'ab'

    Raises:
        FetchRefused: it is larger than `max_bytes`, packed or unpacked, or in an encoding that was not asked for.
        FetchFailed: it is broken.
    """
    if announced is not None and announced.isdecimal() and len(announced) < 20 and int(announced) > max_bytes:
        raise _too_large(url, max_bytes, "as it is sent")
    name = (encoding or "identity").strip().lower()
    if name not in {"identity", "gzip", "x-gzip"}:
        raise FetchRefused(f"{url}: the answer is packed as {name}, though only gzip was asked for")
    if name == "identity":
        return _whole(blocks, url, max_bytes)
    try:
        return gunzip(_whole(blocks, url, max_bytes), url=url, max_bytes=max_bytes)
    except zlib.error as error:
        raise FetchFailed(f"{url}: the answer is said to be gzip and cannot be unpacked ({error})") from error


def gunzip(data: bytes, *, url: str, max_bytes: int) -> bytes:
    """Unpack gzip, member after member, never more than `max_bytes`.

    Raises:
        FetchRefused: it would be more.
        FetchFailed: it ends too soon.
        zlib.error: it is broken.
    """
    body = bytearray()
    while data:
        unpacker = zlib.decompressobj(_GZIP)
        body += unpacker.decompress(data, max_bytes + 1 - len(body))
        if len(body) > max_bytes:
            raise _too_large(url, max_bytes, "unpacked")
        if not unpacker.eof:
            raise FetchFailed(f"{url}: the packed answer breaks off")
        data = unpacker.unused_data.lstrip(b"\0")
    return bytes(body)


def _whole(blocks: Iterator[bytes], url: str, max_bytes: int) -> bytes:
    body = bytearray()
    for block in blocks:
        body += block
        if len(body) > max_bytes:
            raise _too_large(url, max_bytes, "as it is sent")
    return bytes(body)


def _too_large(url: str, max_bytes: int, how: str) -> FetchRefused:
    return FetchRefused(f"{url}: larger than {max_bytes / 1e6:g} MB {how}; nothing of it was taken")
