"""What is worked out from a whole graph, kept as long as the graph does not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from crackdown.graph.storage.collecting import without_collecting
from crackdown.graph.storage.on_disk import OnDisk
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
        on_disk: OnDisk[T] | None = None,
    ) -> None:
        """Remember what to call.

        Args:
            make: the function.
            most: for how many versions to keep what it gives.
            renew: gives the same of what is kept of another version, which is named; None where it cannot.
            on_disk: where it is kept beside the store, for the next start.
        """
        self._make = make
        self._renew = renew
        self._most = most
        self._on_disk = on_disk
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, T] = OrderedDict()

    def __call__(self, view: View) -> T:
        """Return what the function makes of a view."""
        with self._lock:
            version = view.version
            if version not in self._kept:
                with without_collecting():
                    self._kept[version] = self._worked_out(view)
            self._kept.move_to_end(version)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return self._kept[version]

    def keep(self, view: View) -> None:
        """Have what is worked out of a view beside its store, for the next start."""
        found = self._kept.get(view.version)
        if self._on_disk and found is not None:
            self._on_disk.keep(view, found)

    def _worked_out(self, view: View) -> T:
        for version, kept in reversed(self._kept.items()):
            if (renewed := self._renewed(kept, version, view)) is not None:
                return renewed
        recalled = self._on_disk.recall(view) if self._on_disk else None
        if recalled:
            version, kept = recalled
            renewed = kept if version == view.version else self._renewed(kept, version, view)
            if renewed is not None:
                return renewed
        return self._make(view)

    def _renewed(self, kept: T, version: str, view: View) -> T | None:
        return self._renew(kept, version, view) if self._renew else None

    def __contains__(self, version: str) -> bool:
        """Tell whether what it makes of a version is kept."""
        return version in self._kept
