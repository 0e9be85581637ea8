"""One round of a watch: ask, compare, write down, deliver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crackdown.errors import CrackdownError, InputError
from crackdown.graph.watching import feed
from crackdown.graph.watching.answers import Source, ask, check_keys, depends_on_clock
from crackdown.graph.watching.comparing import compare, replacements
from crackdown.graph.watching.delivering import Delivered, deliver
from crackdown.graph.watching.failure import DeliveryFailed
from crackdown.graph.watching.hit import Hit
from crackdown.graph.watching.kept import Kept
from crackdown.graph.watching.telling import hits_of
from crackdown.graph.watching.watch import Watch, Watches


@dataclass
class Told:
    """What one round of a watch brought; `problem` is why its query could not be asked."""

    watch: str
    hits: list[Hit] = field(default_factory=list)
    deliveries: list[Delivered] = field(default_factory=list)
    problem: str | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing went wrong."""
        return self.problem is None and not any(one.problem for one in self.deliveries)


def start(watches: Watches, watch: Watch, source: Source, *, from_start: bool) -> int:
    """Keep a new watch, with its answer as it is now: it tells from then on. Return how many rows that has.

    Args:
        watches: where it is kept.
        watch: what is asked, and who is told.
        source: the graph.
        from_start: whether what is there now is to be told as new, in the first round.

    Raises:
        InputError: it cannot be a watch, or its query cannot be watched.
        InvalidQuery, UpdateRefused, ServiceRefused, QueryError: see `crackdown.errors`.
    """
    watch.check()
    rows = ask(source, watch.query)
    check_keys(watch.keys, rows.columns)
    with watches.locked():
        watches.add(watch)
        try:
            _make_places(watch)
            if not from_start:
                Kept(watches.folder_of(watch.name)).remember(rows, [], [])
        except BaseException:
            watches.remove(watch.name)
            raise
    return len(rows.rows)


def go_round(watches: Watches, names: list[str], source: Source, *, secret: bytes | None) -> Iterator[Told]:
    """Look after watches once; what goes wrong with one holds up no other.

    Raises:
        StoreLocked: another process does so just now and does not end.
        StoreUnavailable, StoreFull: what is kept cannot be written.
    """
    with watches.locked():
        for name in names:
            if name in watches.names():  # one may be removed meanwhile
                yield _look_after(watches, name, source, secret)


def _look_after(watches: Watches, name: str, source: Source, secret: bytes | None) -> Told:
    told = Told(name)
    try:
        watch = watches.find(name)
        kept = Kept(watches.folder_of(name))
    except CrackdownError as error:
        told.problem = str(error)
        return told
    try:
        told.hits = _look(watch, kept, source)
    except CrackdownError as error:  # what waits is delivered all the same
        told.problem = str(error)
    told.deliveries = list(deliver(watch, kept, secret=secret))
    return told


def _look(watch: Watch, kept: Kept, source: Source) -> list[Hit]:
    """Ask again where the answer may be another, and keep it with what changed."""
    state = kept.state
    if state.version == source.view().version and not depends_on_clock(watch.query):
        return []
    rows = ask(source, watch.query)
    check_keys(watch.keys, rows.columns)
    keys = [rows.columns.index(key) for key in watch.keys]
    if state.columns not in {(), rows.columns}:
        raise InputError(f"{watch.name}: its query has other columns than before; remove the watch and add it again")
    changes = compare(state.rows, rows.rows, keys, replacements(rows.view))
    hits = hits_of(watch, rows, changes, first_number=state.last_number + 1)
    kept.remember(rows, hits, watch.targets)
    return hits


def _make_places(watch: Watch) -> None:
    """Make the places that hits go to, so that one that cannot be written is told at once.

    What comes in the way of one later only delays its hits.
    """
    if watch.mail is not None and watch.mail.exists() and not watch.mail.is_dir():
        raise InputError(f"--mail {watch.mail}: this is no folder; name one, in which messages are written")
    try:
        if watch.mail is not None:
            watch.mail.mkdir(parents=True, exist_ok=True)
        feed.write(watch, [])
    except OSError as error:
        raise InputError(f"{watch.mail} cannot be made: {error.strerror}; name another folder") from error
    except DeliveryFailed as error:
        raise InputError(f"{error}; name another file") from error
