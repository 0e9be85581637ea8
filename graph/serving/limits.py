"""What one query may take, and how many may at once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final, Literal

Replica = Literal["auto", "on", "off"]
GIB: Final = 1024**3
LIGHT_SECONDS: Final = 0.05  # of work; beyond them a query is heavy: half of what a light one may be held up by it
LONG_SECONDS: Final = 1.0  # by the clock: then a heavy one also gives way to everything else on the machine


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a service.

    Args:
        timeout_seconds: how long one query may run; waiting does not count.
        max_rows: how many rows, or triples, one answer has at most; None is no limit.
        max_memory_bytes: what one query may take beside the graph itself.
        heavy: how many queries run at once that have worked for more than `LIGHT_SECONDS`; by default two a core.
        waiting: how many may wait for such a place.
        waiting_seconds: how long one may wait.
        replica: whether the graph is also kept in memory: `auto` where it fits.
        cache_bytes: how much room answers take that are kept for who asks the same again; 0 keeps none.
    """

    timeout_seconds: float = 30.0
    max_rows: int | None = 1_000_000
    max_memory_bytes: int = 4 * GIB
    heavy: int | None = None
    waiting: int = 64
    waiting_seconds: float = 10.0
    replica: Replica = "auto"
    cache_bytes: int = 64 * 1024**2

    @property
    def heavy_places(self) -> int:
        """Return how many heavy queries run at once."""
        return self.heavy if self.heavy is not None else 2 * cores()

    @property
    def light_places(self) -> int:
        """Return how many queries run at once that may turn out light: more than cores, as each also waits."""
        return cores() + 2
