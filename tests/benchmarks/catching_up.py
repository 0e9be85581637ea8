"""How soon the graph in memory answers after one more announcement: `python -m tests.benchmarks.catching_up STORE`.

The store is copied first. Processor time is that of all processes that queries are answered from, until memory answers
and until the workers that stand ready have pages of their own.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Final

from crackdown.graph.serving.limits import Limits
from crackdown.graph.serving.pool import QueryPool
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from tests.benchmarks.permuted import iter_announcements
from tests.benchmarks.stores import readable

_ROUNDS: Final = 3
_FIRST: Final = 10_000  # of the permuted announcements; a store that was filled with fewer holds none from there on


def processor_seconds(folder: Path) -> float:
    """Return what processes that answer from below a folder have taken, with those that ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder) in (process / "cmdline").read_text():
                ticks += sum(map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:15]))
        except OSError:  # it has ended
            continue
    return ticks / os.sysconf("SC_CLK_TCK") + ended.ru_utime + ended.ru_stime


def wait_for_memory(pool: QueryPool) -> None:
    """Wait until the newest snapshot is in memory."""
    while pool.stats()["replica"] is None:
        time.sleep(0.005)


def settle(folder: Path) -> None:
    """Wait until no process does anything any more."""
    before = -1.0
    while processor_seconds(folder) - before > 0.02:
        before = processor_seconds(folder)
        time.sleep(1)


def measure(store: Path) -> None:
    """Print a line of the table for what each of some more announcements took."""
    announcements = islice(iter_announcements(_FIRST + _ROUNDS), _FIRST, None)
    snapshot = Snapshot.take(store)
    with QueryPool(snapshot.folder, limits=Limits(replica="on")) as pool:
        wait_for_memory(pool)
        for document, record in announcements:
            with Store.open(store) as opened:
                opened.writer().put(
                    record, document.text, origin=document.origin, publisher=None, media_type=document.media_type
                )
            settle(store)
            stale, snapshot = snapshot, Snapshot.take(store)
            before, begin = processor_seconds(store), time.monotonic()
            pool.move_to(snapshot.folder)
            stale.close()
            wait_for_memory(pool)
            seconds, until = time.monotonic() - begin, processor_seconds(store) - before
            settle(store)
            quads, in_all = pool.stats()["replica"]["quads"], processor_seconds(store) - before
            print(f"| {quads:,} | {seconds:.1f} | {until:.2f} | {in_all:.2f} | {os.getloadavg()[0]:.0f} |", flush=True)
    snapshot.close()


def main() -> None:
    """Measure each store that is named, in a copy."""
    stores = [readable(named) for named in sys.argv[1:]]
    print("| quads | memory answers after, s | processor until then, s | with workers' pages, s | load |")
    print("|---|---|---|---|---|")
    for store in stores:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(shutil.copytree(store, Path(scratch) / "store", ignore=shutil.ignore_patterns("snapshots")))
            measure(copy)


if __name__ == "__main__":
    main()
