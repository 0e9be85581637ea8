"""How old a graph is: when something was last loaded into it, and when its newest announcement was published."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

from crackdown.graph.sparql.query import load
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View

T = TypeVar("T")
_KEPT = 4  # answers of a kind; a server reads one version, and by turns the one before


@dataclass(frozen=True, slots=True)
class Age:
    """The age of a graph and its size; times as ISO 8601 writes them, None where no announcement is loaded."""

    version: str
    loaded: str | None
    published: str | None
    quads: int

    @property
    def loaded_seconds(self) -> float | None:
        """When something was last loaded, in seconds since 1970."""
        return _seconds(self.loaded)

    @property
    def published_seconds(self) -> float | None:
        """When the newest announcement was published, in seconds since 1970: the beginning of that day."""
        return _seconds(self.published)


class ByVersion(Generic[T]):
    """What was worked out of a graph, kept until the graph has another version. Any number of threads may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """Return what is kept under a key that names the version, or work it out: once, though many ask for it."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = work_out()
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]


def _rows_of(age: Age, _: Texts) -> Iterator[object]:
    yield [age.version, age.loaded, age.published, age.quads]


def _of_rows(_: View, rows: Rows) -> Age:
    return Age(*next(rows))


def age_of(view: View) -> Age:
    """Return the age of a view's graph; its quads are counted once a version.

    >>> from crackdown.graph.storage.store import Store
    >>> age_of(Store.open(None).view()).loaded is None
    True
    """
    return _AGES(view)


def keep_age(view: View) -> None:
    """Have the age of a view's graph beside its store."""
    _AGES.keep(view)


def _age_of(view: View) -> Age:
    found = {name: str(term) for row in view.select(load("age")) for name, term in row.items()}
    return Age(view.version, found.get("loaded"), found.get("published"), view.count_quads())


_AGES: Final = Kept(_age_of, on_disk=OnDisk("age", _rows_of, _of_rows))


def _seconds(time: str | None) -> float | None:
    """Read a time, a day, a month or a year.

    >>> _seconds("1970-01"), _seconds("1970-01-01T00:00:01Z")
    (0.0, 1.0)
    """
    if not time:
        return None
    whole = time + "-01" * (2 - time.count("-")) if "T" not in time and len(time) < len("2026-01-01") else time
    try:
        read = datetime.fromisoformat(whole)
    except ValueError:  # a day with a time zone, such as 2026-02-01+07:00, is told to the day
        read = datetime.fromisoformat(whole[: len("2026-01-01")])
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
