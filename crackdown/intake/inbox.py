"""`crackdown load --watch`: folders whose new and changed files are loaded as they come.

What is there is compared with what was loaded; the system's news of changes (watchfiles) only tell when to look
sooner, so nothing is missed where they are late, lost or not to be had, as on network drives. A file is loaded once
its size and time have not changed for a moment. The store is held only while what was read is written.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crackdown.errors import InputError, StoreLocked
from crackdown.intake.loading import LOCK_WAIT_SECONDS, read_each, write_each
from crackdown.intake.report import Report
from crackdown.interrupts import Interrupts

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.storage.store import Store
    from crackdown.loaders import Options

STILL_SECONDS = 2.0  # for so long a file must not have changed
_LOOK_SECONDS = 0.5  # how soon to look again at what is not still yet
_REST_SECONDS = 10.0  # how soon to look again though nothing was told of
_BATCH = 100  # announcements that are written while the store is held once


class _State(NamedTuple):
    """How a file looks from outside: its size and time, and those of the `sources.yaml` beside it."""

    size: int
    changed_ns: int
    said: tuple[int, int]


def watch_all(folders: Sequence[str], place: Place, options: Options, *, reads_again: bool = False) -> int:
    """Load what folders hold, then what comes, until Ctrl-C; return the exit status as `load_all` does.

    Args:
        folders: which.
        place: the store.
        options: how files are read.
        reads_again: see `load_all`.

    Raises:
        InputError: one of them is no folder.
        StoreUnavailable, StoreFull: see `crackdown.errors`; a store that others hold is waited for.
    """
    for folder in folders:
        if not Path(folder).is_dir():
            raise InputError(f"{folder}: only folders can be watched; name the folder that it lies in")
    report = Report(is_bar=False)
    with Interrupts() as interrupts:
        try:
            watched = _Folders([Path(folder) for folder in folders])
            print(f"watching {', '.join(folders)}; Ctrl-C ends it", file=sys.stderr, flush=True)
            for file in interrupts.heed(watched.settled()):
                _load(file, place, options, report, reads_again=reads_again)
        except KeyboardInterrupt:
            report.close()
    return 1 if report.failures else 0


def _load(file: Path, place: Place, options: Options, report: Report, *, reads_again: bool) -> None:
    """Read a file and write its announcements, some at a time."""
    from crackdown.intake.apart import Apart
    from crackdown.intake.read_before import ReadBefore

    with closing(ReadBefore(place)) as before:
        reading = Apart([str(file)], options)
        reading.recall = None if reads_again else before.recall
        ready = read_each(reading)
        while batch := list(islice(ready, _BATCH)):  # read before the store is opened
            with _opened(place) as store:
                writer = store.writer()
                report.all(before.note(write_each(writer, before.await_each(batch)), writer))


def _opened(place: Place) -> Store:
    """Open the store, however long another load holds it."""
    from crackdown.graph.storage.store import Store

    is_told = False
    while True:
        try:
            return Store.open(place, wait_seconds=LOCK_WAIT_SECONDS)
        except StoreLocked as error:
            if not is_told:
                print(f"crackdown: {error}; waiting for it", file=sys.stderr, flush=True)
            is_told = True


class _Folders:
    """Folders, and what of them was handed out."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._known: dict[Path, _State] = {}  # as it was when it was handed out
        self._waiting: dict[Path, tuple[_State | None, float]] = {}  # as it is, and since when; None: it is gone
        self._unreadable: set[Path] = set()
        self._links: set[Path] = set()  # those that lead out, and were told of

    def settled(self) -> Iterator[Path]:
        """Yield files that are new or have changed, once they are still; without end."""
        news = self._news()
        while True:
            yield from self._look()
            next(news)

    def _look(self) -> list[Path]:
        """Compare what is there with what is known; return what has come to rest."""
        now, there = time.monotonic(), self._states()
        for path in self._known.keys() | self._waiting.keys() | there.keys():
            state = there.get(path)
            if state == self._known.get(path):
                self._waiting.pop(path, None)
            elif path not in self._waiting or self._waiting[path][0] != state:
                self._waiting[path] = (state, now)
        rested = sorted(path for path, (_, since) in self._waiting.items() if now - since >= STILL_SECONDS)
        ready = []
        for path in rested:
            state, _ = self._waiting.pop(path)
            if state is None:
                del self._known[path]
                print(f"gone      {path}  what it said stays in the graph", flush=True)
            else:
                self._known[path] = state
                ready.append(path)
        return ready

    def _states(self) -> dict[Path, _State]:
        """Look at every file; what a folder that cannot be read held is taken to be as it was."""
        from crackdown.loaders.sources.folder import files_in, leads_out, link_refused
        from crackdown.loaders.sources.listing import NAME

        found: dict[Path, _State] = {}
        for folder in self._folders:
            try:
                files = files_in(folder)
            except OSError as error:
                if folder not in self._unreadable:
                    print(f"crackdown: {folder}: cannot be read ({error.strerror}); waiting for it", file=sys.stderr)
                self._unreadable.add(folder)
                found |= {path: state for path, state in self._known.items() if folder in path.parents}
                continue
            self._unreadable.discard(folder)
            for path in files:
                if leads_out(path, folder):
                    if path not in self._links:
                        print(f"crackdown: {link_refused(path)}", file=sys.stderr, flush=True)
                    self._links.add(path)
                    continue
                try:
                    at, said = path.stat(), _stamp(path.with_name(NAME))
                except OSError:  # it has just gone
                    continue
                found[path] = _State(at.st_size, at.st_mtime_ns, said)
        return found

    def _news(self) -> Iterator[None]:
        """Yield whenever it is time to look: something happened, or some time has passed."""
        from watchfiles import watch

        until = time.monotonic() + _REST_SECONDS
        try:
            for changes in watch(
                *self._folders,
                watch_filter=None,
                debounce=200,
                rust_timeout=int(_LOOK_SECONDS * 1000),
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                if changes or self._waiting or time.monotonic() >= until:
                    yield
                    until = time.monotonic() + _REST_SECONDS
        except (OSError, RuntimeError) as error:  # no more watches to be had, or a drive that has none
            print(f"crackdown: changes are not told of ({error}); looking every {STILL_SECONDS:g} s", file=sys.stderr)
        while True:
            time.sleep(_LOOK_SECONDS if self._waiting else STILL_SECONDS)
            yield


def _stamp(path: Path) -> tuple[int, int]:
    """Give the size and time of a file; zeros where there is none."""
    try:
        at = path.stat()
    except OSError:
        return 0, 0
    return at.st_size, at.st_mtime_ns
