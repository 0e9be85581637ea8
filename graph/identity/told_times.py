"""How the times compare at which two announcements say that something happened: days, spans, months without a day.

A date that names no day is a month or a year as a whole ("in December"), which any day of it agrees with; it says less
than a span of days that an announcement tells from first to last.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from crackdown.graph.identity.operation_profile import OperationProfile, Span
from crackdown.graph.identity.told_numbers import is_telling

SAME_DAY: Final = "the same day"
SAME_TIME: Final = frozenset((SAME_DAY, "the same span of days"))
CLOSE: Final = SAME_TIME | {
    "spans with an end in common", "one day within the other's span", "spans that overlap", "a day apart",
    "the same month, no day told", "a day of the month told", "announced within ten days of it",
    "both undated, announced together",
}  # fmt: skip
APART: Final = frozenset((
    "a day apart", "two or three days apart", "at different times", "announced before it", "announced long after it",
    "spans that overlap", "one day within the other's span",
))  # fmt: skip
_SOON: Final = 10  # days within which what happened is mostly announced
_TOGETHER: Final = 4  # days within which reports of one thing without a date come out
_FARTHEST: Final = (
    7  # days by which two reports of one thing may differ: two time zones, a slip, a night between two days
)
_LATEST: Final = 62  # days by which what is told without a day may lie back, or have been told elsewhere before
_LATEST_OF_MANY: Final = 365  # the same of a number that is known again


def compare_times(a: OperationProfile, b: OperationProfile) -> str | None:
    """Say in words how the times compare; None where neither operation nor announcement has any."""
    if a.span and b.span:
        return _spans(a.span, b.span)
    if a.span or b.span:
        span, published = (a.span, b.published) if a.span else (b.span, a.published)
        assert span is not None
        return _announced(span, published)
    if a.published and b.published:
        together = days_between(a.published, b.published) <= _TOGETHER
        return "both undated, announced together" if together else "both undated, announced apart"
    return None


def is_another_time(a: OperationProfile, b: OperationProfile) -> bool:
    """Tell whether one thing cannot have happened at both times.

    So it is with days far apart, and with what happened after the other was announced. What is told without a day is
    taken for no more than two months old, or a year where both tell of a hundred people or more: over the years a
    country arrests 36 people time and again.
    """
    if a.span and b.span:
        return _gap(a.span, b.span) > _FARTHEST
    one, other = a.span or _told(a), b.span or _told(b)
    latest = _LATEST_OF_MANY if is_telling(a.persons) and is_telling(b.persons) else _LATEST
    if one and other and _gap(one, other) > latest:
        return True
    return is_ahead(a, b) or is_ahead(b, a)


def _told(operation: OperationProfile) -> Span | None:
    return (operation.told_by, operation.told_by) if operation.told_by else None


def is_ahead(of: OperationProfile, told: OperationProfile) -> bool:
    """Tell whether one happened more than a day after the other was announced: what is told has happened."""
    return bool(of.span and told.published and _days(told.published, of.span[0]) > 1)


def days_between(one: str, other: str) -> int:
    """Count the days between two days, whichever is the earlier."""
    return abs(_days(one, other))


def is_vague(span: Span) -> bool:
    """Tell whether a span is a whole month or year, which is how a date without a day is read."""
    return _vagueness(span) is not None


def months(operation: OperationProfile) -> list[str]:
    """List the months of an operation's first and last day; where no day is told, that by which it was told."""
    if operation.span:
        return sorted({operation.span[0][:7], operation.span[1][:7]})
    return [operation.told_by[:7]] if operation.told_by else []


def length(span: Span) -> int:
    """Count the days from a span's first to its last."""
    return _days(*span)


def _announced(span: Span, published: str | None) -> str:
    if published is None:
        return "one date unknown"
    if _days(published, span[0]) > 1:
        return "announced before it"
    if _days(span[1], published) > _SOON:
        return "announced long after it"
    vague = _vagueness(span)
    return f"announced in the {vague} told" if vague else "announced within ten days of it"


def _spans(a: Span, b: Span) -> str:
    if a == b:
        return _same(a)
    if _gap(a, b) > 0:
        return _apart(a, b)
    wide, other = (a, b) if _days(*a) >= _days(*b) else (b, a)
    vague = _vagueness(wide)
    if vague and wide[0] <= other[0] and other[1] <= wide[1]:
        return f"a day of the {vague} told"
    if not vague and not _vagueness(other):
        if a[0] == b[0] or a[1] == b[1]:
            return "spans with an end in common"
        if other[0] == other[1]:
            return "one day within the other's span"
    return "spans that overlap"


def _same(span: Span) -> str:
    vague = _vagueness(span)
    if vague:
        return f"the same {vague}, no day told"
    return SAME_DAY if span[0] == span[1] else "the same span of days"


def _apart(a: Span, b: Span) -> str:
    gap = _gap(a, b)
    if gap > 3 or _vagueness(a) or _vagueness(b):
        return "at different times"
    return "a day apart" if gap == 1 else "two or three days apart"


def _gap(a: Span, b: Span) -> int:
    """Count the days from the end of the earlier to the start of the later; 0 or less where they overlap."""
    return max(_days(a[1], b[0]), _days(b[1], a[0]))


def _vagueness(span: Span) -> str | None:
    first, last = span
    if first[8:] != "01" or first[:4] != last[:4]:
        return None
    if first[:7] == last[:7]:
        return "month" if int(last[8:]) == calendar.monthrange(int(last[:4]), int(last[5:7]))[1] else None
    return "year" if first[5:7] == "01" and last[5:] == "12-31" else None


def _days(start: str, end: str) -> int:
    return date.fromisoformat(end).toordinal() - date.fromisoformat(start).toordinal()
