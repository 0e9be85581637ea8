"""A mapping whose values are worked out when they are first asked for, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


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
        self.kept: dict[K, V | None] = {}

    def __getitem__(self, key: K) -> V:
        """Return the value of a key."""
        try:
            value = self.kept[key]
        except KeyError:
            value = self.kept[key] = self._read(key)
        if value is None:
            raise KeyError(key)
        return value

    def get(self, key: K, default: V | None = None) -> V | None:  # type: ignore[override]
        """Return the value of a key, or the default where it has none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys that have a value."""
        return (key for key in self._keys() if key in self)

    def __len__(self) -> int:
        """Count the keys that have a value."""
        return sum(1 for _ in self)
