"""Operations along time: how many of each kind happened, or were first announced, in each month, week or day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from crackdown.graph.dates import day_public
from crackdown.graph.linking.neighbourhood import Period, Time
from crackdown.graph.linking.things import Node

Step = Literal["month", "week", "day"]
MOST_STEPS: Final = 800
_MONTH: Final = len("2026-02")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, week or day by its first day (a month as "2026-02"), with its operations by kind."""

    start: str
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class Course:
    """Operations along time.

    Attributes:
        steps: those that hold any, in order; no more than `MOST_STEPS`, the newest.
        undated: how many have no such date.
        vague: how many are told so roughly that they fit into no step; they stand in none.
    """

    steps: list[Stretch]
    undated: int
    vague: int


def course_of(nodes: Iterable[Node], *, by: Time, step: Step, period: Period) -> Course:
    """Count operations along time."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    undated = vague = 0
    for node in nodes:
        if node.type != "operation" or not node.kind:
            continue
        first, last = _days(node, by)
        if first is None or last is None:
            undated += 1
        elif period.meets(first, last):
            start = start_of(first, step)
            # In which month a year's operations began is known; in which week those of a month did is not.
            if step != "month" and start_of(last, step) != start:
                vague += 1
            else:
                counts[start][node.kind] += 1
    ordered = sorted(counts.items())[-MOST_STEPS:]
    return Course([Stretch(start, dict(sorted(kinds.items()))) for start, kinds in ordered], undated, vague)


def start_of(day: str, step: Step) -> str:
    """Return the step that holds a day: its month, the Monday of its week, or itself.

    >>> start_of("2026-02-08", "month"), start_of("2026-02-08", "week"), start_of("2026-02-08", "day")
    ('2026-02', '2026-02-02', '2026-02-08')
    """
    if step == "month":
        return day[:_MONTH]
    if step == "day":
        return day
    that = date.fromisoformat(day)
    return (that - timedelta(days=that.weekday())).isoformat()


def _days(node: Node, by: Time) -> tuple[str | None, str | None]:
    """Return the first and the last day on which it can have been."""
    first, last = (node.announced, node.announced) if by == "announced" else (node.from_, node.to or node.from_)
    if first is None or last is None:
        return None, None
    full = first + "-01-01"[len(first) - len("2026-02-08") :] if len(first) < len("2026-02-08") else first
    return full, day_public(last)
