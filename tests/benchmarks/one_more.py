"""What identity costs for one more announcement beside very many: its look-ups, its decisions, and writing its index.

A whole store of 100,000 takes more disk than most machines have free; the index and the decisions take a few gigabytes.
So these alone are written, on the disk, and nobody is grouped while it fills, which would take an hour: every member
goes by its own IRI at first. Then all names are settled, and for each announcement that comes on top the operations
that it may meet, before the clock runs, so that it meets what a store that had grown one by one would hold.

    python -m tests.benchmarks.one_more 100000
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity import Resolution
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.index import Index
from crackdown.graph.identity.keys import lookups_of
from crackdown.graph.identity.scoring import Profile
from crackdown.graph.identity.things import things_of
from tests.benchmarks.permuted import iter_permuted

Item = TypeVar("Item")

_LOT = 500  # announcements or names written together
_MORE = 200  # announcements that come on top


class Cost(NamedTuple):
    """What one more announcement took: ms on the clock and of the processor, and how many others were looked at."""

    clock_ms: float
    cpu_ms: float
    looked_at: int


def fill(engine: ox.Store, records: Iterable[Record]) -> list[str]:
    """Index announcements without asking who is who; return the names' forms."""
    forms: dict[str, FormProfile] = {}
    for lot in _lots(records):
        index = Index(engine)
        for record in lot:
            announcement = iris.mint_announcement(record.id)
            things = things_of(record, announcement)
            for form, mention in things.forms.items():
                known = FormProfile(mention.type, mention.country, is_post=mention.is_post)
                forms.setdefault(form, known).count(mention, 1)
                index.state(form, announcement)
            for member, operation in things.operations:
                _put(index, member, operation)
                index.state(member, announcement)
        index.delta.write()
    for few in _lots(forms.items()):
        index = Index(engine)
        for form, profile in few:
            _put(index, form, profile)
        index.delta.write()
    return list(forms)


def settle(engine: ox.Store, members: Iterable[str]) -> None:
    """Group all that may be one with members."""
    resolution, seen = Resolution(engine), set[str]()
    for member in members:
        if member not in seen:
            seen |= resolution.settle(member)
    _write(resolution)


def add(engine: ox.Store, record: Record) -> Cost:
    """Take one more announcement into the index, as a load does, and measure it."""
    announcement = iris.mint_announcement(record.id)
    met = _met(engine, record)
    settle(engine, sorted(met))
    clock, cpu = time.perf_counter(), time.process_time()
    resolution = Resolution(engine)
    resolution.replace(announcement, None, record)
    resolution.assignment(record, announcement)
    _write(resolution)
    return Cost(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - cpu), len(met))


def measure(engine: ox.Store, count: int, years: int) -> list[Cost]:
    """Fill an index with announcements, and add some more."""
    records = iter_permuted(count + _MORE, years=years)
    settle(engine, fill(engine, islice(records, count)))
    return [add(engine, record) for record in records]


def _met(engine: ox.Store, record: Record) -> set[str]:
    """Give the members that share a key with an announcement's."""
    index, things = Index(engine), things_of(record, iris.mint_announcement(record.id))
    profiles: Iterator[Profile] = (profile for _, profile in things.operations)
    keys = {key for profile in profiles for key in lookups_of(profile)}
    return {member for key in keys for member in index.with_key(key)}


def _lots(items: Iterable[Item]) -> Iterator[Sequence[Item]]:
    rest = iter(items)
    while lot := list(islice(rest, _LOT)):
        yield lot


def _put(index: Index, member: str, profile: Profile) -> None:
    index.set_profile(member, profile)
    index.set_canonical(member, member)


def _write(resolution: Resolution) -> None:
    for delta in (resolution.index.delta, resolution.decisions.delta):
        delta.write()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--years", type=int, default=8, help="over which days are spread: fewer make fuller days")
    options = parser.parse_args()
    print(
        "| announcements | quads | disk, MB | memory, MB | looked at | median, ms | 95 %, ms | longest, ms | CPU, ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            engine = ox.Store(scratch)
            costs = measure(engine, size, options.years)
            disk = sum(file.stat().st_size for file in Path(scratch).rglob("*")) / 1e6
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            clock = sorted(cost.clock_ms for cost in costs)
            print(
                f"| {size:,} | {len(engine):,} | {disk:,.0f} | {memory:,.0f} "
                f"| {statistics.mean(cost.looked_at for cost in costs):,.0f} | {statistics.median(clock):,.1f} "
                f"| {clock[int(0.95 * len(clock))]:,.1f} | {clock[-1]:,.1f} "
                f"| {statistics.mean(cost.cpu_ms for cost in costs):,.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
