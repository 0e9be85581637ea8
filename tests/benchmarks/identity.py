"""How long it takes to decide which things are one, as the store grows: the curve, and the cost of one more.

Identity alone: the records are given, nothing else of them is written. The peer is the same work without an index of
keys, every operation compared with every other, on a size where that can still be waited for.
"""

from __future__ import annotations

import math
import resource
import time
from dataclasses import dataclass

import pyoxigraph as ox

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.scoring import score
from crackdown.graph.identity.things import things_of
from tests.benchmarks.permuted import iter_permuted

SIZES = (1_250, 2_500, 5_000, 10_000)
_LAST = 100  # announcements over which the cost of one more is averaged


@dataclass(frozen=True)
class Point:
    """One size: seconds for all, milliseconds for one more, and the process's memory at its most, in MB."""

    announcements: int
    seconds: float
    one_more_ms: float
    memory_mb: float

    @property
    def per_n_log_n(self) -> float:
        """Microseconds for each unit of n log n: flat where cost grows no faster."""
        return self.seconds * 1e6 / (self.announcements * math.log2(self.announcements))


def measure() -> list[Point]:
    """Resolve announcements one after the other into an empty index; read the clock at each size."""
    engine, points, spent = ox.Store(), [], 0.0
    recent: list[float] = []
    for number, record in enumerate(iter_permuted(max(SIZES)), 1):
        begin = time.process_time()
        resolve(engine, record)
        taken = time.process_time() - begin
        spent += taken
        recent = [*recent[-_LAST + 1 :], taken]
        if number in SIZES:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            points.append(Point(number, spent, 1000 * sum(recent) / len(recent), memory))
    return points


def resolve(engine: ox.Store, record: Record) -> None:
    """Take one record into an index."""
    resolution = Resolution(engine)
    resolution.replace(iris.mint_announcement(record.id), None, record)
    for delta in (resolution.index.delta, resolution.decisions.delta):
        delta.write()


def compare_all(count: int) -> float:
    """Return the seconds it takes to compare all operations of as many announcements, every one with every other."""
    operations = [profile for record in iter_permuted(count) for _, profile in things_of(record, record.id).operations]
    begin = time.process_time()
    for position, one in enumerate(operations):
        for other in operations[:position]:
            score(one, other)
    return time.process_time() - begin


def table() -> str:
    """Write the measured curve as a section of docs/benchmarks.md."""
    points = measure()
    rows = "".join(
        f"| {p.announcements:,} | {p.seconds:,.1f} | {p.per_n_log_n:,.1f} | {p.one_more_ms:,.1f} "
        f"| {p.memory_mb:,.0f} |\n"
        for p in points
    )
    few = 250
    engine, begin = ox.Store(), time.process_time()
    for record in iter_permuted(few):
        resolve(engine, record)
    ours, theirs = time.process_time() - begin, compare_all(few)
    return (
        "## Which things are one\n\nPermuted gold records, one after the other, on one core; identity alone.\n\n"
        "| announcements | all, s | µs for each n log₂ n | one more, ms | memory, MB |\n|---|---|---|---|---|\n"
        f"{rows}\nComparing every operation with every other of {few} announcements, without keys, takes "
        f"{theirs / ours:,.1f} × as long as all of their identity with keys.\n"
    )


if __name__ == "__main__":
    print(table())
