"""What `crackdown watch` does: watches kept beside a store, and looked after once or until Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NoReturn

from crackdown.console.printing import plain
from crackdown.errors import StoreError
from crackdown.intake.report import counted
from crackdown.interrupts import Interrupts
from crackdown.reading import open_source
from crackdown.settings import state_folder

if TYPE_CHECKING:
    from crackdown.graph.remote.address import Place
    from crackdown.graph.watching import Told, Watch, Watches
    from crackdown.graph.watching.answers import Source

_SHOWN: Final = 10  # hits of a watch

Complain = Callable[[str], None]


def add_watch(place: Place, watch: Watch, *, from_start: bool) -> int:
    """Keep a new watch beside a store; return how many rows its answer has now.

    Raises:
        InputError, InvalidQuery, StoreError, QueryError: see `crackdown.graph.watching.rounds.start`.
    """
    from crackdown.graph.watching import Watches
    from crackdown.graph.watching.rounds import start

    with _source(place) as source:
        return start(Watches(state_folder(place)), watch, source, from_start=from_start)


def run_watches(place: Place, names: Sequence[str], every_seconds: float | None, complain: Complain) -> bool:
    """Look after watches, all where none is named; tell whether all went well in the last round.

    Raises:
        NotFound: one of them is none.
        StoreError: the store cannot be opened, or what is kept not be written.
    """
    from crackdown.graph.watching import Watches, go_round
    from crackdown.graph.watching.webhook import SECRET, secret_of

    watches, secret = Watches(state_folder(place)), secret_of(os.environ.get(SECRET))
    watches.chosen(names)  # a slip of the pen is told at once
    signal.signal(signal.SIGTERM, _leave)  # so that the snapshot is put away, as after Ctrl-C
    with Interrupts() as interrupts, _source(place) as source:
        while True:
            chosen = [name for name in names or watches.names() if name in watches.names()]
            try:
                rounds = interrupts.heed(go_round(watches, chosen, source, secret=secret))
                outcomes = [_tell(told, complain) for told in rounds]
                well = all(outcomes)
            except StoreError as error:
                if every_seconds is None:
                    raise
                well = False
                complain(f"{error}; looking again in {every_seconds:g} s")  # a full disk, an endpoint that restarts
            if every_seconds is None:
                return well
            time.sleep(every_seconds)


def list_watches(watches: Watches) -> Iterator[str]:
    """Write a line a watch."""
    from crackdown.graph.watching.kept import Kept

    for name in watches.names():
        watch, state = watches.find(name), Kept(watches.folder_of(name)).state
        asked = "not asked yet"
        if state.asked_at:
            asked = f"asked {state.asked_at:%Y-%m-%d %H:%M} UTC, {counted(len(state.rows), 'row')}"
        waiting = f", {len(state.pending)} to deliver" if state.pending else ""
        yield f"{name}  →  {', '.join(watch.targets) or 'printed only'}  ({asked}{waiting})"


def show_watch(watches: Watches, name: str) -> Iterator[str]:
    """Write a watch out for people."""
    from crackdown.graph.watching.kept import Kept
    from crackdown.graph.watching.words import subject

    watch, kept = watches.find(name), Kept(watches.folder_of(name))
    asked = f"{kept.state.asked_at:%Y-%m-%d %H:%M} UTC" if kept.state.asked_at else None
    yield from watch.query.strip().splitlines()
    yield ""
    for told, value in (
        ("key", ", ".join(watch.keys)), ("webhook", watch.webhook), ("mail", watch.mail), ("for", watch.mail_to),
        ("feed", watch.feed), ("asked", asked), ("rows", len(kept.state.rows)),
    ):  # fmt: skip
        if value not in (None, ""):
            yield f"{told:8} {value}"
    for one in kept.state.pending:
        why = ""
        if one.not_before:
            times = "once" if one.tries == 1 else f"{one.tries} times"
            why = f", tried {times}, again after {one.not_before:%Y-%m-%d %H:%M} UTC: {one.problem}"
        yield f"waits    hit {one.number} for {one.target}{why}"
    for hit in list(kept.recent(kept.state.last_number))[:_SHOWN]:
        yield f"hit {hit.number:<4} {hit.at:%Y-%m-%d %H:%M} UTC  {subject(hit)}"


@contextmanager
def _source(place: Place) -> Iterator[Source]:
    from crackdown.graph.serving.limits import Limits
    from crackdown.graph.watching.answers import MOST_ROWS

    with open_source(place, Limits(max_rows=MOST_ROWS, replica="off", cache_bytes=0)) as source:
        yield source


def _tell(told: Told, complain: Complain) -> bool:
    """Print what a round brought; tell whether all went well."""
    from crackdown.graph.watching.words import as_text

    for hit in told.hits:
        print(plain(as_text(hit)) if sys.stdout.isatty() else hit.model_dump_json(), flush=True)
    if told.problem:
        complain(f"{told.watch}: {told.problem}")
    for one in told.deliveries:
        if one.problem:
            again = f"; tried again after {one.again_at:%Y-%m-%d %H:%M:%S} UTC" if one.again_at else ""
            complain(f"{told.watch}: hit {one.number} is not delivered ({one.target}): {one.problem}{again}")
    return told.is_well


def _leave(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)
