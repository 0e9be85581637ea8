"""ZIP archives that depend on nothing but their files: sorted, without a time of writing; and their checksums."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping
from typing import IO, Final

SUMS: Final = "SHA256SUMS"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # that ZIP can tell: the same files shall give the same bytes


def pack(contents: Mapping[str, bytes], out: IO[bytes]) -> None:
    """Write an archive; it need not seek."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name])


def sums_of(contents: Mapping[str, bytes]) -> bytes:
    r"""Return the checksums of files as `sha256sum -c` takes them.

    >>> sums_of({"a": b""}).decode()
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n'
    """
    return "".join(f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents)).encode()
