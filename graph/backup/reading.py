"""Reading a backup, which may be cut, altered, or made to do harm: nothing it says is believed before it is checked.

Members are read one after the other, never extracted by the archive's own means: one that is no plain file, or has no
path that a backup can hold (`manifest.is_part`), ends it.
"""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, NamedTuple

from crackdown.errors import DamagedBackup, InputError
from crackdown.graph.backup.manifest import MANIFEST, Manifest, Part, is_part

Tell = Callable[[int, int], object]  # how many bytes of the file were read, of how many
_PIECE: Final = 1 << 20
_LONGEST_MANIFEST: Final = 1 << 30  # bytes; some five million parts
_TAKE_ANOTHER: Final = "nothing of it was used; take another copy of the backup"


class Content:
    """What a member holds, to be read once, while it is its turn."""

    def __init__(self, file: Path, path: str, content: IO[bytes]) -> None:
        self._file, self._path, self._content = file, path, content

    def read(self, size: int = -1) -> bytes:
        """Read up to so many bytes, or all.

        Raises:
            DamagedBackup: the file is cut or was altered there.
        """
        with _told(self._file, lambda: self._path):
            return self._content.read(size)


class Member(NamedTuple):
    """One member: its path, its size in bytes, and its content."""

    path: str
    size: int
    content: Content


def check(file: Path, tell: Tell = lambda *_: None) -> Manifest:
    """Read a backup to its end, and return its manifest once every part is what that says.

    Raises:
        InputError: there is no such file.
        DamagedBackup: it is cut, was altered, or is none.
    """
    found: dict[str, Part] = {}
    manifest = None
    for member in iter_members(file, tell):
        if manifest is not None:
            raise DamagedBackup(f"{file}: {member.path} stands after the manifest, which is the last; {_TAKE_ANOTHER}")
        if member.path == MANIFEST:
            manifest = Manifest.from_json(member.content.read(_LONGEST_MANIFEST), str(file))
        elif member.path in found:
            raise DamagedBackup(f"{file}: {member.path} is in it twice; {_TAKE_ANOTHER}")
        else:
            found[member.path] = Part(member.path, member.size, digest_of(iter_pieces(member.content)))
    if manifest is None:
        raise _cut(file, next(reversed(found), ""))
    for part in manifest.parts:
        refuse_other(file, part, found.pop(part.path, None))
    for path in found:
        raise DamagedBackup(f"{file}: {path} is in it, and its manifest does not name it; {_TAKE_ANOTHER}")
    return manifest


def refuse_other(file: Path, told: Part, found: Part | None) -> None:
    """Refuse a part that is not what the manifest says.

    Raises:
        DamagedBackup: it is missing or another.
    """
    if found is None:
        raise DamagedBackup(f"{file}: {told.path} is missing, and its manifest names it; {_TAKE_ANOTHER}")
    if found != told:
        raise DamagedBackup(
            f"{file}: {told.path} was altered: it has {found.bytes} bytes of SHA-256 {found.sha256}, and its manifest "
            f"tells of {told.bytes} bytes of SHA-256 {told.sha256}; {_TAKE_ANOTHER}"
        )


def iter_members(file: Path, tell: Tell = lambda *_: None) -> Iterator[Member]:
    """Yield the members of a backup in their order; each is to be read before the next.

    Raises:
        InputError: there is no such file.
        DamagedBackup: it is cut, was altered, is none, or has a member that no backup has.
    """
    last = ""
    try:
        opened, size = file.open("rb"), file.stat().st_size
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}; name a backup") from error
    with opened, gzip.GzipFile(fileobj=opened, mode="rb") as unpacked:
        with _told(file, lambda: last), tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for entry in archive:
                tell(opened.tell(), size)
                last = entry.name
                _refuse_foreign(file, entry)
                content = archive.extractfile(entry)
                assert content is not None  # of a plain file
                yield Member(entry.name, entry.size, Content(file, entry.name, content))
        with _told(file, lambda: last):  # the checksum of the whole stands at the end
            while unpacked.read(_PIECE):
                pass
        tell(size, size)


def iter_pieces(content: Content) -> Iterator[bytes]:
    """Read a member piece by piece."""
    while piece := content.read(_PIECE):
        yield piece


def digest_of(pieces: Iterator[bytes]) -> str:
    """Take the SHA-256 of pieces."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _told(file: Path, last: Callable[[], str]) -> Iterator[None]:
    """Tell what cannot be unpacked by the member where it is."""
    try:
        yield
    except (EOFError, tarfile.TarError, zlib.error, gzip.BadGzipFile) as error:
        if isinstance(error, EOFError) or "unexpected end" in str(error):
            raise _cut(file, last()) from error
        if not last():
            raise DamagedBackup(
                f"{file}: this is no backup ({error}); name a file that `crackdown backup` made"
            ) from error
        raise DamagedBackup(f"{file}: it was altered in or behind {last()} ({error}); {_TAKE_ANOTHER}") from error


def _cut(file: Path, last: str) -> DamagedBackup:
    where = f"in or behind {last}" if last else "before its first member"
    return DamagedBackup(f"{file}: it is cut {where}; {_TAKE_ANOTHER}")


def _refuse_foreign(file: Path, entry: tarfile.TarInfo) -> None:
    if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or entry.issparse():
        raise DamagedBackup(
            f"{file}: {entry.name!r} is no plain file (a link, a device, a folder), and a backup holds nothing else; "
            "nothing was unpacked; take a file that `crackdown backup` made"
        )
    if entry.name != MANIFEST and not is_part(entry.name):
        raise DamagedBackup(
            f"{file}: {entry.name!r} has no place in a store; nothing was unpacked; take a file that "
            "`crackdown backup` made"
        )
