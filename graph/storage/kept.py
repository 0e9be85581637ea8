"""What is worked out from a whole graph, kept as long as the graph does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from crackdown.graph.storage.view import View

_MOST_KEPT: Final = 4  # a server follows one store, a person compares a few days; older versions are of no use
T = TypeVar("T")


class Kept(Generic[T]):
    """A function of a view that is called once for each version of a graph.

    Whoever asks while it is being worked out waits for that, rather than doing it a second time.
    """

    def __init__(
        self,
        make: Callable[[View], T],
        *,
        most: int = _MOST_KEPT,
        renew: Callable[[T, str, View], T | None] | None = None,
    ) -> None:
        """Remember what to call.

        Args:
            make: the function.
            most: for how many versions to keep what it gives.
            renew: gives the same of what is kept of another version, which is named; None where it cannot.
        """
        self._make = make
        self._renew = renew
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()

    def __call__(self, view: View) -> T:
        """Return what the function makes of a view."""
        with self._lock:
            version = view.version
            if version not in self._kept:
                renewed = self._renewed(view)
                self._kept[version] = self._make(view) if renewed is None else renewed
            self._kept.move_to_end(version)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return self._kept[version]

    def _renewed(self, view: View) -> T | None:
        if self._renew is None:
            return None
        found = (self._renew(kept, version, view) for version, kept in reversed(self._kept.items()))
        return next((one for one in found if one is not None), None)

    def __contains__(self, version: str) -> bool:
        """Tell whether what it makes of a version is kept."""
        return version in self._kept
