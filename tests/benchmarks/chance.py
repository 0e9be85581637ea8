"""How many pairs of operations are right that are taken for one among very many, where much is alike by chance.

Permuted gold records stay alike in words, agencies and places, and their announcements in all that they tell: harder
than what happens. So those are counted apart of which both were made from one gold record.

    python -m tests.benchmarks.chance 12500 --years 1
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from crackdown.graph import iris
from crackdown.graph.announcement.record import Record
from crackdown.graph.identity.bulk import Here, resolve_all
from tests.benchmarks.permuted import iter_permuted

Member = tuple[str, int, int]  # the gold record that it was made from, the story it tells, its position


def measure(count: int, years: int) -> Counter[str]:
    """Count the pairs that are taken for one, and those that are one."""
    records = list(iter_permuted(count, years=years))
    stories = dict(_stories(records))
    given = [(iris.mint_announcement(record.id), record) for record in records]
    found = Counter[str]()
    for cluster in resolve_all(given, Here()):
        if cluster.type == "operation":
            members = [_member(member, stories) for member in cluster.members]
            found.update(_judge(one, other) for one, other in combinations(members, 2))
    told = Counter((stories[record.id], position) for record in records for position in range(len(record.operations)))
    return found + Counter(wanted=sum(number * (number - 1) // 2 for number in told.values()))


def _stories(records: Iterable[Record]) -> Iterator[tuple[str, int]]:
    """Number what is told: records that follow one another and were made from one gold record tell the same."""
    story, before = 0, ""
    for record in records:
        story += _gold(record.id) != before
        before = _gold(record.id)
        yield record.id, story


def _gold(record_id: str) -> str:
    return record_id.rpartition("-")[0]


def _member(member: str, stories: dict[str, int]) -> Member:
    record_id, _, position = member.rpartition("#")
    return _gold(record_id), stories[record_id], int(position)


def _judge(one: Member, other: Member) -> str:
    if one[1:] == other[1:]:
        return "right"
    return "wrong, of one gold record" if one[0] == other[0] else "wrong, of two"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--years", type=int, default=8, help="over which days are spread")
    options = parser.parse_args()
    found = measure(options.count, options.years)
    alike, other = found["wrong, of one gold record"], found["wrong, of two"]
    print("| pairs taken for one | right | made from one gold record | from two | precision | recall |")
    print("|---|---|---|---|---|---|")
    right = found["right"]
    pairs = right + alike + other
    print(
        f"| {pairs:,} | {right:,} | {alike:,} | {other:,} | {right / pairs:.3f}, {right / (right + other):.3f} without "
        f"those of one gold record | {right / found['wanted']:.3f} |"
    )


if __name__ == "__main__":
    main()
