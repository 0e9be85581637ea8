"""How many operations one more announcement is looked up beside, as a store grows; a part of `scale`'s question.

Only keys are counted, nothing is compared or written, so that many thousand announcements take minutes. What is found
is what `Resolution` would have to look at; the numbers are the same on any machine.

    python -m tests.benchmarks.candidates 1000 2000 4000
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crackdown.graph import iris
from crackdown.graph.identity.keys import keys_of, lookups_of
from crackdown.graph.identity.operation_features import contradicts
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.things import things_of
from tests.benchmarks.permuted import iter_permuted

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000)
_LAST = 200  # announcements over which it is averaged


def measure(sizes: Sequence[int]) -> Iterator[tuple[int, float, float]]:
    """Yield sizes, each with how many operations one more announcement finds, and how many it cannot rule out."""
    by_key: defaultdict[str, list[OperationProfile]] = defaultdict(list)
    found: list[int] = []
    possible: list[int] = []
    for number, record in enumerate(iter_permuted(max(sizes)), 1):
        operations = [profile for _, profile in things_of(record, iris.mint_announcement(record.id)).operations]
        is_counted = any(size - _LAST < number <= size for size in sizes)
        if is_counted:
            others = [_others(one, by_key) for one in operations]
            found.append(sum(map(len, others)))
            possible.append(
                sum(not contradicts(one, other) for one, them in zip(operations, others, strict=True) for other in them)
            )
        for one in operations:
            for key in keys_of(one):
                by_key[key].append(one)
        if number in sizes:
            yield number, sum(found) / len(found), sum(possible) / len(possible)
            found.clear()
            possible.clear()


def _others(one: OperationProfile, by_key: dict[str, list[OperationProfile]]) -> list[OperationProfile]:
    others = {id(other): other for key in lookups_of(one) for other in by_key.get(key, ())}
    return list(others.values())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    print("| announcements | operations looked at for one more | of them not ruled out |\n|---|---|---|")
    for size, found, possible in measure(sorted(parser.parse_args().sizes)):
        print(f"| {size:,} | {found:,.0f} | {possible:,.1f} |", flush=True)


if __name__ == "__main__":
    main()
