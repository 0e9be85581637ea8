"""`crackdown export` and `crackdown release`: what is written where, and how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError
from crackdown.reading import open_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from crackdown.graph.export.format import Format
    from crackdown.graph.export.source import Source
    from crackdown.graph.remote.address import Place


def print_formats() -> None:
    """Print every format: as a table on a terminal, as lines of tab-separated fields into a pipe."""
    from crackdown.console.printing import print_table
    from crackdown.graph.export.registry import FORMATS

    rows = [
        [one.name, one.media_type, ", ".join(part.name for part in one.parts), one.sentence] for one in FORMATS.values()
    ]
    if sys.stdout.isatty():
        print_table(["format", "media type", "files", "for"], rows)
        return
    for row in rows:
        print("\t".join(row))


def write_export(
    name: str, output: Path | None, store: Place, as_of: str | None, only: list[str], *, default_graph: bool
) -> None:
    """Write one export.

    Raises:
        UnknownFormat: there is no such format.
        InputError: it cannot be narrowed so, or not be written there.
    """
    from crackdown.graph.export.registry import find_format
    from crackdown.graph.export.source import Source

    format_ = find_format(name)
    if output is None:
        _refuse_terminal(format_)
    with open_view(store, as_of) as view, progress() as tell:
        source = Source(view, frozenset(only), default_graph, tell)
        format_.wanted(source)
        _deliver(format_, source, output)


def write_release(folder: Path, names: list[str], version: str | None, license_: str | None, store: Place) -> None:
    """Make a release and print where it lies; of an unchanged graph, say so.

    Raises:
        UnknownFormat: there is no such format.
        InputError: there is a release of that name, or nothing can be written there.
    """
    from crackdown.graph.export.registry import find_format
    from crackdown.graph.export.release import RELEASED, make_release
    from crackdown.graph.export.source import Source

    formats = [find_format(name) for name in names] or RELEASED
    with open_view(store) as view, progress() as tell:
        source = Source(view, told=tell, license_=license_)
        manifest, is_new = make_release(source, folder, formats, version=version)
    place = folder / manifest.version
    if not is_new:
        print(f"{place}: nothing has changed since, so no release was made", file=sys.stderr)
        return
    print(place)
    changed = f", {manifest.delta.added:,} added, {manifest.delta.removed:,} removed" if manifest.delta else ""
    print(f"{manifest.quads:,} quads{changed}; {len(manifest.files)} files", file=sys.stderr)


def verify_releases(folder: Path) -> int:
    """Check releases, print a line for each and for each thing that is wrong, return the exit status.

    Raises:
        InputError: there is none.
    """
    from crackdown.console.printing import plain
    from crackdown.graph.export.verification import problems_of, releases_in

    status = 0
    for release in releases_in(folder):
        problems = list(problems_of(folder, release))
        for problem in problems:
            print(plain(f"{release.version}: {problem}"))
        if problems:
            status = 1
        else:
            print(f"{release.version}: {len(release.files)} files, whole")
    return status


def _deliver(format_: Format, source: Source, output: Path | None) -> None:
    from crackdown.graph.export.delivery import write_file, write_folder, write_stream

    if output is None:
        write_stream(format_, source, sys.stdout.buffer)
        sys.stdout.flush()
        return
    if not format_.is_one_file and output.suffix != ".zip":
        written = write_folder(format_, source, output)
    else:
        written = [write_file(format_, source, output / format_.file_name if output.is_dir() else output)]
    for path in written:
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def _refuse_terminal(format_: Format) -> None:
    if not format_.is_one_file:
        raise InputError(f"{format_.name} is several files; name a folder, or FILE.zip, with -o")
    if sys.stdout.isatty():
        raise InputError(f"{format_.name} is a file for programs; name it with -o {format_.file_name}, or pipe it on")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show on a terminal's last line what is being written; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from crackdown.console.printing import plain

    try:
        yield lambda told: print(f"\r\x1b[K{plain(told)[:70]}", end="", file=sys.stderr, flush=True)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
