"""What is read together: the files of a load, cut into parts in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crackdown.errors import InputError, UnreadableAnnouncement
from crackdown.loaders.archives import reader_of

if TYPE_CHECKING:
    from crackdown.loaders import Options

_FILES: Final = 64  # texts of a page or two: enough to be worth a message, few enough to be opened again after a loss
_MANY: Final = (".jsonl", ".ndjson", ".csv", ".tsv", ".mbox")

File = str | UnreadableAnnouncement


@dataclass(frozen=True, slots=True)
class Part:
    """Files that one worker opens, in the order in which a local load would.

    Attributes:
        files: their whole names, which must lead to the same files on every machine; or why a path that was given leads
            to none.
        options: how they are read.
    """

    files: tuple[File, ...]
    options: Options


def plan(files: Sequence[Path | File], options: Options) -> list[Part]:
    """Cut files into parts: a file of many announcements is a part of its own, texts go together.

    Raises:
        InputError: standard input is among them, which no other machine can read.
    """
    return [Part(tuple(together), options) for together in _together(files)]


def _together(files: Sequence[Path | File]) -> Iterator[list[File]]:
    texts: list[File] = []
    for file in files:
        if isinstance(file, str):
            raise InputError("-: standard input is read on this machine alone; leave --engine out, or name a file")
        if not isinstance(file, Path):
            texts.append(file)
            continue
        is_alone = file.suffix.lower() in _MANY or reader_of(file) is not None
        if texts and (is_alone or len(texts) >= _FILES):
            yield texts
            texts = []
        if is_alone:
            yield [str(file.absolute())]
        else:
            texts.append(str(file.absolute()))
    if texts:
        yield texts
