"""What a source was expected to give, and did not: said in sentences, so that a broken source is noticed."""

from __future__ import annotations

from datetime import date

from crackdown.loaders.collecting.listing import Listed
from crackdown.loaders.publishers import Source


def disappointments(source: Source, listed: Listed, today: date, *, is_whole: bool = True) -> list[str]:
    """Say what was expected and what was found instead.

    Args:
        source: whose expectations.
        listed: its list.
        today: from when ages count.
        is_whole: whether the list was taken whole, not since a day.
    """
    expected, told = source.expected, []
    if listed.items < expected.items_min:
        told.append(f"expected at least {expected.items_min} entries in the list, found {listed.items}")
    if is_whole and len(listed.taken) < expected.announcements_per_run_min:
        told.append(
            f"expected at least {expected.announcements_per_run_min} entries that the patterns take, "
            f"found {len(listed.taken)} of {listed.items}"
        )
    if expected.max_age_days is not None and listed.items:
        if listed.newest is None:
            remedy = "; a page of links tells no days: take max_age_days out of its YAML"
            told.append(
                f"expected an entry of the last {expected.max_age_days} days, but none is dated"
                f"{remedy if source.kind == 'page_list' else ''}"
            )
        elif (age := (today - date.fromisoformat(listed.newest)).days) > expected.max_age_days:
            told.append(
                f"expected an entry of the last {expected.max_age_days} days, "
                f"the newest is of {listed.newest}, {age} days ago"
            )
    return told
