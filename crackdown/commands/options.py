"""What the commands of the command line share: their common options, and how errors are told."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from crackdown.console.printing import TableFormat, plain
from crackdown.errors import CrackdownError
from crackdown.graph.remote.address import Place, parse_place
from crackdown.settings import Settings, settle_base

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FOLDER|URL",
        help="Folder that holds the graph, or the address of a SPARQL endpoint that does, such as "
        "https://example.org/sparql. Default: $CRACKDOWN_STORE, else the user data directory.",
    ),
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="ADDRESS/",
        help="What the IRIs of things begin with. Default: $CRACKDOWN_BASE, else what the store was made with.",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="Ask what the public record said on that day: only what was published by then, such as 2026-02-10.",
    ),
]
TableOption = Annotated[
    TableFormat, typer.Option("--format", "-f", help="text for people; jsonl or csv for programs, one row a line.")
]


def store_folder(given: str | None, base: str | None = None) -> Place:
    """Return the store that was named, a folder or an endpoint, else the one of the settings; its base is settled.

    Raises:
        InputError: `base` cannot be the base, or no store can have that address.
    """
    place = parse_place(given if given is not None else Settings.from_environment().store)
    settle_base(place, base)
    return place


@contextmanager
def told_plainly() -> Iterator[None]:
    """The one border where every error becomes a sentence on standard error and an exit status."""
    try:
        yield
    except CrackdownError as error:
        complain(str(error))
        raise typer.Exit(2) from None
    except BrokenPipeError:
        drop_output()  # the reader of our pipe has had enough (`crackdown query … | head`): that is no error
        raise typer.Exit(0) from None


@contextmanager
def done_unread() -> Iterator[None]:
    """Go on to the end where nobody reads what is printed any more: what a command changes is not to depend on it."""
    before = sys.stdout
    if before is not sys.__stdout__ or not isinstance(before, io.TextIOWrapper):
        yield  # nothing that can close: a test's, or none at all
        return
    before.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Unread(before.fileno(), "wb", closefd=False)),
        encoding=before.encoding,
        errors=before.errors,
        line_buffering=before.line_buffering,
    )
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stdout = before


class _Unread(io.FileIO):
    """Standard output that is pointed away once its reader has gone."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            drop_output()
            return len(memoryview(data))


def drop_output() -> None:
    """Point standard output away, so that the interpreter's last flush does not complain of what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Tell on standard error what went wrong; a file's name, too, may hold what drives a terminal."""
    print(f"crackdown: {plain(message)}", file=sys.stderr)
