"""Opening a store to read it, and the small steps that `query`, `show`, `draw` and the Python API share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, StoreUnavailable

if TYPE_CHECKING:
    from crackdown.graph.store import View


@contextmanager
def open_view(folder: Path, as_of: str | None = None) -> Iterator[View]:
    """Open the store at `folder` for reading through a snapshot, so that a writer elsewhere is not in the way.

    Args:
        folder: of the store.
        as_of: a day; only what was published by then is seen.

    Raises:
        InputError: `as_of` is no day.
        StoreUnavailable: there is no store at `folder`; nothing is created by reading.
        StoreLocked: a load holds it and did not let go within a few seconds.
    """
    from crackdown.graph.snapshot import Snapshot

    if not folder.is_dir():
        raise StoreUnavailable(f"{folder}: no graph here yet; load announcements first: crackdown load --samples")
    if as_of is None:
        with Snapshot.take(folder) as snapshot:
            yield snapshot.view
        return
    from crackdown.graph.as_of import to_day

    day = to_day(as_of)  # before anything is read, so that a slip of the pen is told at once
    with Snapshot.take(folder) as snapshot:
        yield snapshot.as_of(day)


def read_query(given: str) -> str:
    """Return the query's text: `given` itself, the content of the file it names, or standard input for `-`.

    >>> read_query("ASK {}")
    'ASK {}'
    """
    if given == "-":
        return sys.stdin.read()
    if given.endswith((".rq", ".sparql")) and "{" not in given:
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{given}: the query cannot be read: {error}") from error
    return given


def write_drawing(view: View, name: str, output: Path) -> str:
    """Write the neighbourhood of what `name` names to `output`; return a sentence that says so."""
    from crackdown.graph.drawing import draw
    from crackdown.graph.entity import resolve_name

    page = draw(view, resolve_name(view, name))
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}; name another file with -o") from error
    return f"{output}: {len(page.encode()) / 1e6:.1f} MB, opens in any browser, offline"
