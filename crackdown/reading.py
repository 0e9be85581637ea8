"""Opening a store to read it, and the small steps that `query`, `show`, `draw` and the Python API share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crackdown.errors import InputError, StoreUnavailable, reason_of

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.remote.source import RemoteSource
    from crackdown.graph.serving.limits import Limits
    from crackdown.graph.storage.following import FollowingSnapshot
    from crackdown.graph.storage.store import View


@contextmanager
def open_view(place: Place, as_of: str | None = None) -> Iterator[View]:
    """Open a store for reading: one in a folder through a snapshot, so that a writer elsewhere is not in the way.

    Args:
        place: the store's folder, or the endpoint that holds or serves it.
        as_of: a day; only what was published by then is seen.

    Raises:
        InputError: `as_of` is no day.
        StoreUnavailable: there is no store; nothing is created by reading.
        StoreLocked: a load holds it and did not let go within a few seconds.
    """
    from crackdown.graph.versioning.as_of import to_day

    day = to_day(as_of) if as_of is not None else None  # first, so that a slip of the pen is told at once
    if not isinstance(place, Path):
        from crackdown.graph.remote.opening import open_endpoint

        with closing(open_endpoint(place)) as source:
            yield source.view() if day is None else source.as_of(day)
        return
    from crackdown.graph.storage.snapshot import Snapshot

    if not place.is_dir():
        raise StoreUnavailable(f"{place}: no graph here yet; load announcements first: crackdown load --samples")
    with Snapshot.take(place) as snapshot:
        yield snapshot.view if day is None else snapshot.as_of(day)


def open_source(place: Place, limits: Limits | None = None) -> FollowingSnapshot | RemoteSource:
    """Open what a server or a notebook reads a store through, as it changes.

    Raises:
        StoreUnavailable: there is no store; nothing is created by reading.
        StoreLocked: a load holds it and did not let go within a few seconds.
    """
    if not isinstance(place, Path):
        from crackdown.graph.remote.source import RemoteSource

        return RemoteSource(place, timeout_seconds=limits.timeout_seconds if limits else 30.0)
    from crackdown.graph.storage.following import FollowingSnapshot

    if not place.is_dir():
        raise StoreUnavailable(f"{place}: no graph here yet; load announcements first: crackdown load --samples")
    return FollowingSnapshot(place, limits=limits)


def read_input() -> str:
    """Return what is piped in.

    Raises:
        InputError: it is not UTF-8.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"what is piped in is not UTF-8: {error}; write it anew in that encoding") from error


def read_query(given: str) -> str:
    """Return the query's text: `given` itself, the content of the file it names, or standard input for `-`.

    Raises:
        InputError: it cannot be read as UTF-8.

    >>> read_query("ASK {}")
    'ASK {}'
    """
    if given == "-":
        return read_input()
    if given.endswith((".rq", ".sparql")) and "{" not in given:
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{given}: the query cannot be read: {reason_of(error)}; check the path") from error
    return given


def write_drawing(view: View, name: str, output: Path) -> str:
    """Write the neighbourhood of what `name` names to `output`, a page or a picture; return a sentence that says so."""
    from crackdown.graph.showing.entity import resolve_name
    from crackdown.python.networks import draw_round

    size = draw_round(view, resolve_name(view, name)).save(output).stat().st_size
    return f"{output}: {size / 1e3:,.0f} kB, opens in any browser, offline"
