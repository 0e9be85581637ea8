"""When a host may be asked again: a pace for each, longer after it was busy, and as long as it asks for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_FIRST_SECONDS: Final = 2.0


class Clock:
    """The time, and waiting; tests have one that does not wait."""

    def now(self) -> float:
        """Return seconds that only grow."""
        return time.monotonic()

    def today(self) -> datetime:
        """Return the date and time in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Pace:
    """Keeps requests to each host apart."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free_at: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until a host may be asked."""
        left = self._free_at.get(host, 0.0) - self._clock.now()
        if left > 0:
            self._clock.sleep(left)

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone from now on for so long."""
        self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock.now() + seconds)


def backoff(attempt: int, *, chance: Callable[[], float] = random.random) -> float:
    """Return how long to wait after the attempt of that number (0 is the first): doubled each time, spread by half.

    >>> [backoff(number, chance=lambda: 1.0) for number in range(4)]
    [2.0, 4.0, 8.0, 16.0]
    """
    return _FIRST_SECONDS * 2.0**attempt * (0.5 + chance() / 2)


def retry_after(header: str | None, today: datetime) -> float | None:
    """Read how many seconds a server asks to be left alone (RFC 9110, 10.2.3): a number, or a date.

    >>> retry_after("120", datetime.now(UTC)), retry_after("soon", datetime.now(UTC))
    (120.0, None)
    """
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # the latter of years without end
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - today).total_seconds())
