"""Paths to Documents: files, folders walked in order, standard input, and what `sources.yaml` says about them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from crackdown.errors import UnreadableAnnouncement
from crackdown.loaders.archives import Selection, reader_of
from crackdown.loaders.document import Document, slug
from crackdown.loaders.sources.container import Attempt, Container, key_of, until_hopeless
from crackdown.loaders.sources.content import MEDIA_TYPES, media_type_of, to_document
from crackdown.loaders.sources.json_lines import iter_json_lines
from crackdown.loaders.sources.listing import NAME as LISTING
from crackdown.loaders.sources.listing import Said, said_of, unused_of
from crackdown.loaders.sources.mailboxes import iter_mail, iter_mailbox
from crackdown.loaders.sources.options import Options
from crackdown.loaders.sources.tables import iter_table
from crackdown.loaders.sources.text import refuse_binary

# Files of many announcements, which are read piece by piece.
_MANY: Final[dict[str, Callable[[Container], Iterator[Attempt]]]] = {
    ".jsonl": iter_json_lines, ".ndjson": iter_json_lines, ".csv": iter_table, ".tsv": iter_table,
    ".mbox": iter_mailbox,
}  # fmt: skip
_READ: Final = {*MEDIA_TYPES, *_MANY}
_KINDS: Final = ".txt, .html, .pdf, .docx, .eml, .mbox, .jsonl, .csv or .tsv"
_OF_PROGRAMS: Final = (".", "~$")  # what copying, synchronising and office programs put beside a file for a while
_STANDARD_INPUT: Final = ("-", "/dev/stdin", "/dev/fd/0")
_MANY_FILES: Final = 200
_MANY_BYTES: Final = 1_000_000  # of files that hold many announcements
_STORE: Final = ("format", "lock", "graph")


class Reading:
    """Announcements from files, folders and "-" (standard input), one after the other, and how far that has come.

    A file that cannot be read is yielded as the error that says why, so that the others go on.

    Attributes:
        files: what is read, in order: files, "-", or why there are none.
        total: how many files there are, or how many bytes where a file holds many announcements.
        counts_bytes: the latter.
        passed_over: says, in sentences, which kinds of files lie in the folders and are not read, and of which files
            that do not lie there a `sources.yaml` speaks.
        selection: what is left out of web archives, and how much was.
    """

    def __init__(self, paths: Iterable[str | Path], options: Options | None = None) -> None:
        """Look what there is.

        Args:
            paths: files, folders (walked with their sub-folders, in order), or "-".
            options: how they are read.
        """
        self._options = options or Options()
        self.selection = self._options.selection or Selection()
        given = [str(path) for path in paths]
        self.files = [file for path in given for file in _attempt_files(path)]
        self.passed_over = _passed_over(path for path in map(Path, given) if path.is_dir())
        self.counts_bytes = any(isinstance(file, Path) and file.suffix.lower() in _MANY for file in self.files)
        self.total = sum(map(self.weight, self.files))
        self._finished = 0
        self._container: Container | None = None
        self._given: Document | None = None  # of standard input, which can be read only once

    @property
    def is_long(self) -> bool:
        """Whether there is so much to read that it pays to start other processes for it, which takes seconds."""
        return self.total >= (_MANY_BYTES if self.counts_bytes else _MANY_FILES)

    @property
    def done(self) -> int:
        """How much of `total` has been read."""
        return self._finished + (self._container.at if self._container and self.counts_bytes else 0)

    def __iter__(self) -> Iterator[Attempt]:
        self._finished = 0
        for file in self.files:
            yield from self._read(file)
            self._container = None
            self._finished += self.weight(file)

    def weight(self, file: Path | str | UnreadableAnnouncement) -> int:
        """Tell how much of `total` a file is."""
        if not self.counts_bytes:
            return 1
        try:
            return file.stat().st_size if isinstance(file, Path) else 0
        except OSError:
            return 0

    def _read(self, file: Path | str | UnreadableAnnouncement) -> Iterator[Attempt]:
        if isinstance(file, UnreadableAnnouncement):
            yield file
            return
        try:
            if isinstance(file, str):
                self._given = self._given or _standard_input(self._options)
                yield self._given
            else:
                yield from self._announcements(file)
        except UnreadableAnnouncement as error:
            yield error
        except OSError as error:
            yield UnreadableAnnouncement(f"{file}: the file cannot be read ({error.strerror}); check its permissions")

    def _announcements(self, path: Path) -> Iterator[Attempt]:
        """Yield the announcements of a file: one, or many."""
        if archive := reader_of(path):
            yield from archive(path, self.selection, self._options.max_bytes)
            return
        suffix = path.suffix.lower()
        if suffix not in _READ:
            refuse_binary(_bytes(path, 64), str(path))
            named = f"named *{path.suffix}" if path.suffix else "whose names have no ending"
            raise UnreadableAnnouncement(
                f"{path}: files {named} are not read; those named {_KINDS} are: name it so if it is one"
            )
        said = said_of(path)
        container = Container(path, said.facts, said.columns or self._options.columns, self._options)
        if suffix in _MANY:
            self._container = container
            yield from until_hopeless(_MANY[suffix](container), str(path))
        elif suffix == ".eml":
            yield from iter_mail(_bytes(path, container.most), container)
        else:
            yield _document(path, said, self._options)


def read_documents(paths: Iterable[str | Path], *, max_bytes: int | None = None) -> Iterator[Attempt]:
    """Read announcements from files, folders and "-" (standard input), as `Reading` does.

    Args:
        paths: files, folders (walked with their sub-folders, in order), or "-".
        max_bytes: the size above which an announcement is refused; 5 MB where none is given.
    """
    yield from Reading(paths, Options(max_bytes) if max_bytes is not None else Options())


def files_in(folder: Path) -> list[Path]:
    """List the announcements in a folder and its sub-folders, in order; what is a store's or a program's is left out.

    Raises:
        OSError: the folder cannot be read.
    """
    os.scandir(folder).close()  # `os.walk` passes by what it may not read, which is right only inside a folder
    return sorted(path for path in _walk(folder) if is_read(path) and path.is_file())


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        is_store = all((Path(at) / part).exists() for part in _STORE)
        folders[:] = [] if is_store else [name for name in folders if not name.startswith(_OF_PROGRAMS)]
        if not is_store:
            yield from (Path(at) / name for name in names if not name.startswith(_OF_PROGRAMS))


def _passed_over(folders: Iterable[Path]) -> list[str]:
    """Say which files of some folders are not read, or not there: whoever filled them may take them for loaded."""
    others = [path for folder in folders for path in _walk(folder) if not is_read(path)]
    unused = [sentence for path in others if path.name == LISTING for sentence in unused_of(path)]
    found = [path for path in others if path.name != LISTING]
    if not found:
        return unused
    kinds = ", ".join(sorted({path.suffix.lower() or "no ending" for path in found}))
    files = "1 file is" if len(found) == 1 else f"{len(found):,} files are"
    return [*unused, f"{files} of a kind that is not read: {kinds}"]


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a file is a link to one outside a folder: who filled the folder may mean to have that read."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def link_refused(path: Path) -> str:
    """Say that a link that leads out of its folder is not followed."""
    return f"{path}: this is a link to a file outside the folder, which is not followed; name that file itself"


def is_read(path: Path) -> bool:
    """Tell whether a file of this name is read."""
    return path.suffix.lower() in _READ or reader_of(path) is not None


def _attempt_files(given: str) -> Sequence[Path | str | UnreadableAnnouncement]:
    """List what is to be read for a path that was given: files, "-", or why there are none."""
    path = Path(given)
    if given in _STANDARD_INPUT:
        return ["-"]
    if not path.exists():
        return [UnreadableAnnouncement(f"{path}: there is no such file or folder; check the path")]
    if path.is_file():
        return [path]
    if path.is_dir():
        return _files_in(path)
    # A pipe ("<(…)") or a device, of which the process that reads knows nothing.
    return [UnreadableAnnouncement(f"{path}: this is no file; give - and lead what it gives to standard input")]


def _files_in(path: Path) -> Sequence[Path | UnreadableAnnouncement]:
    """List what is to be read in a folder, or why there is nothing."""
    try:
        found = files_in(path)
    except OSError as error:
        why = f"{path}: the folder cannot be read ({error.strerror}); check its permissions"
        return [UnreadableAnnouncement(why)]
    if found:
        return [UnreadableAnnouncement(link_refused(file)) if leads_out(file, path) else file for file in found]
    return [UnreadableAnnouncement(f"{path}: the folder holds no announcements; put files named {_KINDS} into it")]


def _bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit)


def _standard_input(options: Options) -> Document:
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    return to_document(
        data, media_type_of(data, ""), name="-", id_="stdin", stated={}, origin="-", max_bytes=options.max_bytes,
        ocr=options.ocr,
    )  # fmt: skip


def _document(path: Path, said: Said, options: Options) -> Document:
    data = _bytes(path, options.max_bytes + 1)
    return to_document(
        data, media_type_of(data, path.suffix.lower()), name=str(path), id_=slug(path.stem), stated=said.facts,
        origin=key_of(path), max_bytes=options.max_bytes, ocr=options.ocr,
    )  # fmt: skip
