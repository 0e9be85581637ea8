"""When an announcement was published, by its own words: a dateline, a date line of its own, or a statement's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from crackdown.loaders.extraction.dates import Calendar, Day, Written
from crackdown.loaders.extraction.lexicon import load_language
from crackdown.loaders.extraction.normalise import Normalised

_DATELINE = 90  # characters within which a dateline's date begins
_OWN_LINE = 40  # characters that a line may hold beside its date
_SENTENCE = 2  # words beside the date that, with a full stop, make a sentence


class Placed(Protocol):
    """Something with a span in the normalised text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def published_date(view: Normalised, written: Sequence[Written], code: str) -> tuple[Day, Written] | None:
    """Give the stated date of publication and where it stands; None where only events are dated."""
    dates = [w for w in written if w.pattern.meaning == "date"]
    full = [w for w in dates if "year" in w.parts]
    opening = [w for w in dates if _in_dateline(view.text, w, _closing(code))]
    own_lines = [w for w in full if _on_own_line(view.text, w)]
    anchor = first_full_date(written, code)
    for candidate in [*[w for w in opening if w in full], *own_lines, *opening]:
        value = Calendar(code, None, anchor).resolve(candidate)
        if isinstance(value, str):
            return Day.fromisoformat(value), candidate
    return None


def dates_announcement(text: str, date: Placed) -> bool:
    """Tell whether a date with a year stands where announcements say when they were published, in any language."""
    return _in_dateline(text, date, None) or _on_own_line(text, date)


def first_full_date(written: Sequence[Written], code: str) -> Day | None:
    """Give the latest date of a text that has a year: the anchor for years where no date of publication is stated.

    A year or a month alone counts to its end.
    """
    days: list[Day] = []
    months: list[Day] = []
    for candidate in written:
        value = Calendar(code, None, None).resolve(candidate)
        if not isinstance(value, str) or not any(key.startswith("year") for key in candidate.parts):
            continue
        if len(value) == len("2026-02-08"):
            days.append(Day.fromisoformat(value))
        else:
            months.append(Day(int(value[:4]), int(value[5:7] or 12), 28))
    return max(days, default=None) or max(months, default=None)


def _closing(code: str) -> re.Pattern[str] | None:
    """Give what ends a dateline in a language beside a dash or a bracket ("电", "讯")."""
    language = load_language(code)
    return language.patterns.get("dateline_end") if language else None


def _in_dateline(text: str, written: Placed, closing: re.Pattern[str] | None) -> bool:
    """A paragraph's opening such as "PHNOM PENH, December 5, 2025 - " or "(Vientiane, 3 March 2026):"."""
    line_start = text.rfind("\n", 0, written.start) + 1
    before = text[line_start : written.start]
    after = text[written.end : written.end + 40]
    if len(before) > _DATELINE or re.search(r"[.!?] |\u3002", before):
        return False
    if closing is not None and closing.match(after):
        return True
    closes = re.match(r"\s*(?:\([^)]{0,30}\))?\s*(?:\([^)]{0,30}\))?[).]?\s*(?:-|:|/)\s", after) or re.match(
        r"\)[.:]? ", after
    )
    return bool(closes) and not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", before)


def _on_own_line(text: str, written: Placed) -> bool:
    line_start = text.rfind("\n", 0, written.start) + 1
    line_end = text.find("\n", written.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    rest = line[: written.start - line_start] + line[written.end - line_start :]
    is_sentence = rest.rstrip().endswith((".", "!", "?")) and len(rest.split()) >= _SENTENCE
    return len(rest) <= _OWN_LINE and not is_sentence
