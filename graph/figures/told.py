"""Counts as announcements tell them, read back from the graph side by side: none overwrites another.

Two counts of one group differ when the intervals their wording allows do not meet: "312" and "313" do, "more than 300"
and "312" do not. A graph sets no bounds to "about 300"; here it is taken to mean no fewer than half and no more than
twice as many, which is wider than anybody uses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from crackdown.graph import dates
from crackdown.graph.term import Term, is_true
from crackdown.ontology.terms import precision

Days = tuple[str | None, str | None]  # the first and the last that a figure counts, in ISO 8601; None where not told
ANY_DAYS: Final[Days] = (None, None)  # of a figure of one operation: it counts whatever there is to count
_AT_MOST_OFF = 2  # times: how far "about" and "nearly" can be from the number


@dataclass(frozen=True, slots=True)
class Persons:
    """The lowest and the highest number told.

    >>> print(Persons(312, 313), Persons(1740, 1740))
    312–313 1,740
    """

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low:,}" if self.low == self.high else f"{self.low:,}–{self.high:,}"


@dataclass(frozen=True, slots=True)
class Told:
    """One count as one announcement gives it.

    `low` and `high` are what the wording allows, None where it sets no bound; `group` holds the IRIs of sex,
    nationality and capacity, and is empty for everybody. A capacity makes a group only where nothing else does: that
    everybody, or every woman, was arrested says as what they are counted, and parts them from nobody.
    """

    claim: str
    value: int
    printed: str | None
    low: int | None
    high: int | None
    precision: str | None
    group: tuple[str, ...]
    announcement: str
    headline: bool
    capacity: str | None = None

    @property
    def of(self) -> str:
        """Return what its group goes by: the IRIs; "" for everybody, whatever a headline calls the people."""
        return "" if self.headline else " ".join(self.group)

    @property
    def floor(self) -> int:
        """The least number that the words can mean."""
        if self.low is not None:
            return self.low
        return self.value // _AT_MOST_OFF if self.precision in (precision.about, precision.nearly) else 0

    @property
    def ceiling(self) -> int | None:
        """The greatest number that the words can mean; None where there is no limit."""
        if self.high is not None or self.precision != precision.about:
            return self.high
        return self.value * _AT_MOST_OFF

    @property
    def is_exact(self) -> bool:
        """Whether the words mean one number and no other."""
        return self.low == self.high == self.value

    @classmethod
    def from_row(cls, row: Mapping[str, Term]) -> Self:
        """Read one row of `queries/counts.rq`."""
        values = {name: str(term) for name, term in row.items()}
        return cls.from_values(values["count"], values, is_headline=is_true(row["headline"]))

    @classmethod
    def from_values(cls, claim: str, values: Mapping[str, str | None], *, is_headline: bool) -> Self:
        """Make one of the bare values of such a row, by the names of its variables; None, or left out, is unbound."""
        capacity, low, high = values.get("capacity"), values.get("low"), values.get("high")
        groups = tuple(group for key in ("sex", "nationality") if (group := values.get(key)))
        if capacity and not is_headline and not groups:
            groups = (capacity,)
        return cls(
            claim=claim,
            value=int(str(values["value"])),
            printed=values.get("printed"),
            low=None if low is None else int(low),
            high=None if high is None else int(high),
            precision=values.get("precision"),
            group=groups,
            announcement=str(values["announcement"]),
            headline=is_headline,
            capacity=capacity,
        )


def persons_told(told: Iterable[Told]) -> Persons | None:
    """Return the range of the headline figures, None where there is none."""
    values = [count.value for count in told if count.headline]
    return Persons(min(values), max(values)) if values else None


def days_counted(since: Iterable[str], until: Iterable[str], published: str | None) -> Days:
    """Return the days that the figures of one announcement's running total can cover.

    Args:
        since: the first days that it gives of the total; one at most, where nothing is odd.
        until: the last days, likewise.
        published: when the announcement was published: a day, a month or a year.
    """
    first, last = min(since, default=None), min(until, default=None)
    return first, dates.day_reached(first, last, published)


def is_disputed(counts: Iterable[tuple[Days, Told]]) -> bool:
    """Tell whether, for some group of one operation, two figures cannot both be right.

    Args:
        counts: what is told of it, each figure with the days that it counts: a running total may grow with them. Where
            the operation is none, that is `ANY_DAYS`.
    """
    groups: dict[str, list[tuple[Days, Told]]] = defaultdict(list)
    for days, count in counts:
        groups[count.of].append((days, count))
    return any(
        farthest_apart(count for _, count in each) and next(at_odds(each), None) is not None for each in groups.values()
    )


def at_odds(counts: Iterable[tuple[Days, Told]]) -> Iterator[tuple[Told, Told]]:
    """Yield each two figures of a running total that cannot both be right, the greater first.

    What counts all the days of another, and perhaps more, has to allow no less.
    """
    known = list(counts)
    for wide, most in known:
        ceiling = most.ceiling
        for narrow, least in known:
            if ceiling is not None and least.floor > ceiling and has_all_days(wide, narrow):
                yield least, most


def has_all_days(wide: Days, narrow: Days) -> bool:
    """Tell whether some days reach as far as others; from which day nobody tells, it is taken to be the same.

    >>> has_all_days(("2026-01-01", "2026-02-10"), (None, "2026-02-09"))
    True
    >>> has_all_days(("2026-02-01", "2026-02-25"), ("2026-01-01", "2026-02-10"))
    False
    """
    (first, last), (since, until) = wide, narrow
    is_as_late = last == until or (last is not None and until is not None and until < last)
    return is_as_late and not (first and since and since < first)


def farthest_apart(counts: Iterable[Told]) -> tuple[Told, Told] | None:
    """Return the lower and the higher of the two figures that are farthest apart; None where all can be right."""
    ordered = sorted(counts, key=lambda count: count.claim)
    closed = [(count.ceiling, count) for count in ordered if count.ceiling is not None]
    if not closed:
        return None
    # Intervals share a point exactly when the highest floor is no higher than the lowest ceiling.
    ceiling, lower = min(closed, key=lambda pair: pair[0])
    higher = max(ordered, key=lambda count: count.floor)
    return (lower, higher) if higher.floor > ceiling else None
