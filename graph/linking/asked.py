"""A mapping whose values are worked out when they are first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST_ABSENT: Final = 100_000  # keys without a value that are remembered: strangers can ask for any


class Asked(Mapping[K, V]):
    """Values by key, read one at a time; to iterate reads all of them.

    Any number of threads may ask: at worst two of them read the same value, and either stands.
    """

    def __init__(self, read: Callable[[K], V | None], keys: Callable[[], Iterable[K]]) -> None:
        """Remember how to read.

        Args:
            read: gives the value of a key, None where it has none.
            keys: gives every key that may have a value.
        """
        self._read = read
        self._keys = keys
        self.kept: dict[K, V] = {}
        self._absent: set[K] = set()

    def __getitem__(self, key: K) -> V:
        """Return the value of a key."""
        value = self.kept.get(key)
        if value is None:
            value = None if key in self._absent else self._read(key)
            if value is None:
                self._note_absent(key)
                raise KeyError(key)
            self.kept[key] = value
        return value

    def get(self, key: K, default: V | None = None) -> V | None:  # type: ignore[override]
        """Return the value of a key, or the default where it has none."""
        try:
            return self[key]
        except KeyError:
            return default

    def take_over(self, earlier: Asked[K, V], *, without: Container[K]) -> None:
        """Keep what another mapping keeps, of all keys but some."""
        self.kept.update((key, value) for key, value in earlier.kept.copy().items() if key not in without)

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys that have a value."""
        return (key for key in self._keys() if key in self)

    def __len__(self) -> int:
        """Count the keys that have a value."""
        return sum(1 for _ in self)

    def _note_absent(self, key: K) -> None:
        if len(self._absent) >= _MOST_ABSENT:
            self._absent = set()
        self._absent.add(key)
