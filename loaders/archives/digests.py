"""Digests as WARC and WACZ write them: `sha1:` in base 32, `sha256:` in hexadecimal, and what crawlers make of it."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable
from typing import Final

_KNOWN: Final = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}


def is_of(digest: str, contents: Iterable[bytes]) -> bool | None:
    """Tell whether a digest is that of one of the contents; None where it cannot be told.

    >>> is_of("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", [b""]), is_of("sha1:" + "A" * 32, [b""]), is_of("x:1", [b""])
    (True, False, None)
    """
    algorithm, _, value = digest.partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _KNOWN:
        return None
    wanted = _value(value.strip(), hashlib.new(algorithm).digest_size)
    return None if wanted is None else any(hashlib.new(algorithm, one).digest() == wanted for one in contents)


def _value(printed: str, size: int) -> bytes | None:
    readings: tuple[Callable[[], bytes], ...] = (
        lambda: bytes.fromhex(printed),
        lambda: base64.b32decode(printed.upper() + "=" * (-len(printed) % 8)),
        lambda: base64.urlsafe_b64decode(printed.replace("+", "-").replace("/", "_") + "=" * (-len(printed) % 4)),
    )
    for read in readings:
        try:
            value = read()
        except (ValueError, binascii.Error):
            continue
        if len(value) == size:
            return value
    return None
