"""Who may run: a fixed number at once, the others in the order they came, none for ever.

A lane belongs to no event loop: whoever waits may be a thread or a coroutine of any loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict, deque
from concurrent.futures import Future

from crackdown.errors import ServerBusy

_MOST_REMEMBERED = 1000


class Lane:
    """Places, and a line of those who wait for one."""

    def __init__(self, places: int, *, most_waiting: int, waiting_seconds: float) -> None:
        self._free = places
        self._most_waiting = most_waiting
        self._waiting_seconds = waiting_seconds
        self._line: deque[Future[None]] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(not one.done() for one in tuple(self._line))

    def try_enter(self) -> bool:
        """Take a place if one is free."""
        with self._lock:
            if not self._free:
                return False
            self._free -= 1
            return True

    async def wait(self) -> None:
        """Wait for a place.

        Raises:
            ServerBusy: too many wait already, or it took too long.
        """
        place = self._stand_in_line()
        try:
            async with asyncio.timeout(self._waiting_seconds):
                await asyncio.wrap_future(place)
        except BaseException as error:
            if not place.cancel() and not place.cancelled():  # it was given in that very moment
                self.leave()
            if isinstance(error, TimeoutError):
                raise self._busy(f"no place came free within {self._waiting_seconds:g} s") from None
            raise

    def leave(self) -> None:
        """Give the place to the next in line, or back."""
        with self._lock:
            while self._line:
                place = self._line.popleft()
                if place.set_running_or_notify_cancel():
                    place.set_result(None)
                    return
            self._free += 1

    def _stand_in_line(self) -> Future[None]:
        place: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                place.set_result(None)
                return place
            self._line = deque(one for one in self._line if not one.done())
            if len(self._line) >= self._most_waiting:
                raise self._busy(f"{len(self._line)} queries wait already")
            self._line.append(place)
        return place

    def _busy(self, why: str) -> ServerBusy:
        return ServerBusy(
            f"the server is busy with other long queries: {why}; ask again later, or make the query narrower",
            retry_after_seconds=max(1, round(self._waiting_seconds)),
        )


class KnownHeavy:
    """The texts of queries that were heavy lately: they need not be tried out as light ones again."""

    def __init__(self) -> None:
        self._texts: OrderedDict[int, None] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, query: str) -> bool:
        return hash(query) in self._texts

    def note(self, query: str, *, is_heavy: bool) -> None:
        """Remember how a query turned out."""
        with self._lock:
            self._texts.pop(hash(query), None)
            if is_heavy:
                self._texts[hash(query)] = None
            if len(self._texts) > _MOST_REMEMBERED:
                self._texts.popitem(last=False)
