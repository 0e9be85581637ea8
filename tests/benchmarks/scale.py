"""What one more announcement costs as a store on the disk grows: `python -m tests.benchmarks.scale 1000 2000 4000`.

Permuted gold records are written as `crackdown load` writes them, some tens a transaction, with all that follows:
identity, copies, holders, the default graph, evidence. Reading texts is measured apart, as it does not depend on the
store. Processor time is what counts, that of the engine's own threads included. Beside other work it grows as well, as
cores share their caches: so a loop that always does the same is timed between the writes, and the cost is told in such
loops too. `--keep FOLDER` leaves the store there, for whoever asks how it is queried and explored.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crackdown.graph.storage.store import Given, Store
from tests.benchmarks.permuted import iter_announcements

SIZES = (1_000, 2_000, 4_000)
GOAL = 100_000
FAR = 10_000_000


@dataclass(frozen=True)
class Point:
    """A store of a size: what the announcements since the last size cost, each on average, and what it takes up."""

    announcements: int
    cpu_ms: float
    loops: float
    wall_ms: float
    memory_mb: float
    quads: int
    disk_mb: float


def measure(sizes: Sequence[int], folder: Path) -> Iterator[Point]:
    """Write announcements into a new store; yield a point at each size."""
    given = (
        Given(record, document.text, document.origin, document.publisher, document.media_type)
        for document, record in iter_announcements(max(sizes))
    )
    with Store.open(folder) as store:
        writer, written = store.writer(), 0
        for size in sizes:
            cpu = wall = loop = 0.0
            begun = written
            while written < size:
                some = list(islice(given, min(writer.together, size - written)))
                loop += loop_seconds() * len(some)
                begin = time.process_time(), time.perf_counter()
                outcomes = writer.put_all(some)
                cpu, wall = cpu + time.process_time() - begin[0], wall + time.perf_counter() - begin[1]
                assert set(outcomes) == {"added"}, outcomes
                written += len(some)
            each, quads = 1000 / (written - begun), len(store.engine)
            yield Point(written, cpu * each, cpu / loop, wall * each, memory_mb(), quads, disk_mb(folder))


def loop_seconds() -> float:
    """Time a loop that always does the same, some milliseconds long."""
    begin = time.process_time()
    found = {str(number): (number, number + 1) for number in range(20_000)}
    assert sum(one for one, _ in found.values()) == 199_990_000
    return time.process_time() - begin


def memory_mb() -> float:
    """Tell how much memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def disk_mb(folder: Path) -> float:
    """Tell how much the files of a store hold."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size
        except FileNotFoundError:  # the engine has merged it into another
            continue
    return total / 1e6


def row(point: Point, first: Point) -> str:
    """Write one size as a line of a table, its cost beside that of the first."""
    return (
        f"| {point.announcements:,} | {point.cpu_ms:.1f} | {point.loops:.2f} | {point.loops / first.loops:.2f} × "
        f"| {point.wall_ms:.1f} | {point.memory_mb:,.0f} | {point.quads:,} | {point.disk_mb:,.0f} |"
    )


def main() -> None:
    """Measure, and print the table and what follows from it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the store there, a new folder, and leave it")
    args = parser.parse_args()
    sizes = args.sizes
    print("| announcements | CPU each, ms | in loops | to the first | wall each, ms | memory, MB | quads | disk, MB |")
    print("|---|---|---|---|---|---|---|---|")
    points: list[Point] = []
    with tempfile.TemporaryDirectory() as scratch:
        for point in measure(sorted(sizes), args.keep or Path(scratch) / "store"):
            points.append(point)
            print(row(point, points[0]), flush=True)
    last = points[-1]
    for size in (GOAL, FAR):
        times = size / last.announcements
        print(
            f"{size:,} at the last cost: {size * last.cpu_ms / 3.6e6:,.1f} h of one core, "
            f"{last.quads * times:,.0f} quads, {last.disk_mb * times / 1000:,.0f} GB"
        )


if __name__ == "__main__":
    main()
