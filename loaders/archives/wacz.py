"""WACZ 1.1: a zip of WARC files with a `datapackage.json` that lists every file with its hash.

The archives are read straight from the zip; nothing is unpacked to a disk, so no name in it can lead anywhere.
"""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any, Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives.digests import is_of
from crackdown.loaders.archives.selection import Selection
from crackdown.loaders.archives.unpacking import MOST_RATIO, MOST_UNPACKED
from crackdown.loaders.archives.warc import iter_warc
from crackdown.loaders.document import Document
from crackdown.loaders.sources.content import MAX_BYTES

_LISTING: Final = "datapackage.json"
_SEAL: Final = "datapackage-digest.json"
_MOST_LISTING: Final = 20_000_000  # bytes
_PIECE: Final = 1 << 20
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


def iter_wacz(
    stream: IO[bytes], name: str, selection: Selection, *, max_bytes: int = MAX_BYTES
) -> Iterator[Document | UnreadableAnnouncement]:
    """Read the pages of a WACZ; arguments and what it yields are those of `warc.iter_warc`.

    A file that is not listed, or not what the listing says, is named and not read.
    """
    try:
        package = zipfile.ZipFile(stream)
        _refuse_hostile(package, name)
        listed = _listed(package, name)
    except UnreadableAnnouncement as error:
        yield error
        return
    except _BROKEN as error:
        yield UnreadableAnnouncement(f"{name}: the WACZ cannot be opened ({error}); fetch it again")
        return
    with package:
        if not _archives(package):
            yield UnreadableAnnouncement(f"{name}: this WACZ holds no WARC file under archive/; make it anew")
        for path in sorted({*listed, *_archives(package)}):
            try:
                _check(package, path, listed, name)
            except UnreadableAnnouncement as error:
                yield error
                continue
            if path in _archives(package):
                with package.open(path) as member:
                    yield from iter_warc(member, f"{name}/{path}", selection, max_bytes=max_bytes)


def _archives(package: zipfile.ZipFile) -> list[str]:
    return [
        path
        for path in package.namelist()
        if path.startswith("archive/") and path.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))
    ]


def _refuse_hostile(package: zipfile.ZipFile, name: str) -> None:
    """Refuse names that lead out of the zip, stand twice or are links, and files that swell beyond reason.

    Raises:
        UnreadableAnnouncement: one does.
    """
    twice = [path for path, count in Counter(package.namelist()).items() if count > 1]
    for member in package.infolist():
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
            reason = "leads out of the archive"
        elif stat.S_ISLNK(member.external_attr >> 16):
            reason = "is a link"
        elif member.filename in twice:
            reason = "stands in it twice"
        elif member.flag_bits & 1:
            reason = "is locked by a password"
        elif member.file_size > max(MOST_UNPACKED, MOST_RATIO * member.compress_size):
            reason = f"unpacks to more than {MOST_RATIO} times its size"
        else:
            continue
        raise UnreadableAnnouncement(f"{name}: {member.filename[:200]!r} {reason}; nothing of it was read")


def _listed(package: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Give the hash of each file that the listing names."""
    names = set(package.namelist())
    if _LISTING not in names:
        raise UnreadableAnnouncement(f"{name}: no {_LISTING}, so this is no WACZ; unpack it and load its WARC files")
    data = _small(package, _LISTING, name)
    if _SEAL in names:
        sealed = json.loads(_small(package, _SEAL, name))
        if not isinstance(sealed, dict) or is_of(str(sealed.get("hash", "")), [data]) is not True:
            raise UnreadableAnnouncement(f"{name}: {_LISTING} is not what {_SEAL} says; fetch it again")
    listing = json.loads(data)
    resources: Any = listing.get("resources") if isinstance(listing, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise UnreadableAnnouncement(f"{name}: {_LISTING} lists no resources; make the WACZ anew")
    return {str(one.get("path", "")): str(one.get("hash", "")) for one in resources}


def _small(package: zipfile.ZipFile, path: str, name: str) -> bytes:
    with package.open(path) as member:
        data = member.read(_MOST_LISTING + 1)
    if len(data) > _MOST_LISTING:
        raise UnreadableAnnouncement(f"{name}: {path} is larger than {_MOST_LISTING / 1e6:g} MB; make the WACZ anew")
    return data


def _check(package: zipfile.ZipFile, path: str, listed: dict[str, str], name: str) -> None:
    """Check that a file is there, listed, and what its hash says.

    Raises:
        UnreadableAnnouncement: it is not.
    """
    if path not in listed:
        raise UnreadableAnnouncement(f"{name}: {path} is not listed in {_LISTING}; it was not read")
    if path.lower().endswith(".wacz"):
        raise UnreadableAnnouncement(f"{name}: {path} is a WACZ of its own; take it out and load it by itself")
    algorithm, _, value = listed[path].partition(":")
    if algorithm not in {"sha256", "sha512", "md5"}:
        raise UnreadableAnnouncement(f"{name}: {_LISTING} gives no hash of {path} that can be checked; it was not read")
    digest = hashlib.new(algorithm)
    try:
        with package.open(path) as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
    except KeyError:
        raise UnreadableAnnouncement(f"{name}: {path} is listed and missing; fetch it again") from None
    except _BROKEN as error:
        raise UnreadableAnnouncement(f"{name}: {path} is broken ({error}); fetch it again") from error
    if digest.hexdigest() != value.strip().lower():
        raise UnreadableAnnouncement(f"{name}: {path} is not what its hash in {_LISTING} says; it was not read")
