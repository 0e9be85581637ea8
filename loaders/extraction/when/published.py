"""When an announcement was published, by its own words: a dateline, a date line of its own, or a statement's date.

Every day that a text names is a candidate; a linear model tells from where it stands, never from the words themselves,
whether it dates the text or an event in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from crackdown.loaders.extraction.models.linear import Features, features, shares
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention, distance
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.when.date_found import OPEN, Day
from crackdown.loaders.extraction.when.text_calendar import Calendar
from crackdown.loaders.extraction.when.written_dates import Written

_UNSTATED = 1.0  # of two equally likely, neither is preferred: a date of publication, or none
_DATELINE = 90  # characters within which a dateline's date begins
_OWN_LINE = 40  # characters that a line may hold beside its date
_HEADING = 300  # characters of a first line beyond which it is no heading but prose
_SENTENCE = 2  # words beside the date that, with a full stop, make a sentence
_BESIDE = 3  # characters between "today" and the date that says which day that is
_CUE_REACH = 40  # characters between a word of announcing and the date of it
_DAYS = {"date", "last_day_of_month", "first_day_of_month", "last_day_of_year"}  # meanings that name a day
_MARKS = ".,;:-)([]/|\u00b7"  # punctuation that sets a date apart
_BRACKETED_YEAR = re.compile(r"[(\[]\s*((?:19|20)\d\d)\s*[)\]]")
_SENTENCE_BEFORE, _STOP_BEFORE = re.compile(r"[.!?] \w{3,} \w|\u3002"), re.compile(r"[.!?] |\u3002")
_WORDS_BEFORE = re.compile(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}")
_CLOSES = re.compile(r"\s*(?:\([^)]{0,30}\))?\s*(?:\([^)]{0,30}\))?[).]?\s*(?:-|:|/)\s|\)[.:]? ")  # a dateline
_PLACE_BEFORE = re.compile(
    r"\W{0,3}[^\W\d_][^,.;:!?\d\n]{1,40},\s*(?:[^\W\d_]{1,10},? ){0,2}"
)  # "Phnom Penh, le | 15 mai"
_AROUND = 150  # characters beside a date that say what it dates, and those of a text's beginning
_STEPS = (0, 15, 40, 90)  # characters of a line before a date


class Placed(Protocol):
    """Something with a span in the normalised text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PublishedCandidate:
    """A day that may be the date of publication, where it stands, and the features that speak for or against it."""

    day: Day
    written: Written
    features: list[Features]


def published_date(
    view: Normalised, written: Sequence[Written], language: Language, mentions: Sequence[Mention]
) -> tuple[Day, Written] | None:
    """Give the stated date of publication and where it stands; None where only events are dated."""
    candidates = published_candidates(view, written, language, mentions)
    *sure, unstated = shares("published", [*(one.features for one in candidates), unpublished_features(candidates)])
    best = max(range(len(candidates)), key=sure.__getitem__, default=None)
    if best is None or sure[best] <= _UNSTATED * unstated:
        return None
    return candidates[best].day, candidates[best].written


def unpublished_features(candidates: Sequence[PublishedCandidate]) -> list[Features]:
    """Describe a text for the choice that it does not say when it was published."""
    beginning = 0, _AROUND
    days = len({one.day for one in candidates})
    return [_unpublished(min(3, days)), *about(beginning, [beginning], beginning)]


@features
def _unpublished(days: int) -> Iterator[str]:
    yield "none"
    yield f"none:days={days}"


def published_candidates(
    view: Normalised, written: Sequence[Written], language: Language, mentions: Sequence[Mention]
) -> list[PublishedCandidate]:
    """Give every day that the text names with its month; a text that begins with prose is dated by a dateline alone."""
    closing, text = language.patterns.get("dateline_end"), view.text
    first_line, _, rest = text.strip().partition("\n")
    is_prose = not rest or len(first_line) > _HEADING
    latest_full = latest_full_date(text, written, language.code)
    anchor = latest_full.day if latest_full else None
    offsets = [one for one in written if one.pattern.meaning == "offset"]
    today = [one for one in offsets if one.pattern.days == 0]
    other_days = {one.end for one in offsets if one.pattern.days != 0}
    resolved: list[tuple[Day, Written, _Position]] = []
    for one in written:
        value = Calendar(language.code, None, anchor).resolve(one) if one.pattern.meaning in _DAYS else None
        is_other_day = not other_days.isdisjoint(range(one.start - _BESIDE, one.start + 1))  # "yesterday (15 January)"
        if isinstance(value, str) and not is_other_day:
            resolved.append((Day.fromisoformat(value), one, _line_of(text, one, closing)))
    latest = max((day for day, one, _ in resolved if "year" in one.parts), default=None)
    if is_prose:
        resolved = [(day, one, line) for day, one, line in resolved if not line.is_title]
    days = min(3, len({day for day, _, _ in resolved}))
    announce = [m for m in mentions if m.type == "announce"]
    candidates = []
    for position, (day, one, line) in enumerate(resolved):
        near = min((distance(m.start, m.end, one.start, one.end) for m in announce), default=_CUE_REACH)
        is_today = any(distance(t.start, t.end, one.start, one.end) <= _BESIDE for t in today)
        around = max(0, one.start - _AROUND), min(len(text), one.end + _AROUND)
        given = [
            *_place_features(text, one, line),
            _day("year" in one.parts, "weekday" in one.parts, latest is None or day == latest, days),
            _words(position == 0, near < _CUE_REACH, is_today),
            *about((0, around[1] - around[0]), [(one.start, one.end)], around),
        ]
        candidates.append(PublishedCandidate(day, one, given))
    return candidates


@features
def _day(has_year: bool, has_weekday: bool, is_latest: bool, days: int) -> Iterator[str]:
    yield f"year={has_year},latest={is_latest}"
    yield f"days={days}"
    yield f"weekday={has_weekday}"


@features
def _words(is_first: bool, is_announced: bool, is_today: bool) -> Iterator[str]:
    yield f"first={is_first}"
    yield f"announced={is_announced}"
    yield f"today={is_today}"


def dates_announcement(text: str, date: Placed) -> bool:
    """Tell whether a date with a year stands where announcements say when they were published, in any language."""
    line = _line_of(text, date, None)
    return line.is_dateline or line.is_own


class Anchor(NamedTuple):
    """What years are taken from where no date of publication is stated.

    Attributes:
        day: the latest that a text names with its year, or the end of the month or year that it names.
        is_named: whether the text names that very day.
    """

    day: Day
    is_named: bool


def latest_full_date(text: str, written: Sequence[Written], code: str) -> Anchor | None:
    """Give the latest date of a text that has a year.

    "Since November 2015" is none. A year or a month alone counts to its end; where neither is named, any year of the
    text does, one by itself in brackets included.
    """
    days: list[Day] = []
    months: list[Day] = []
    years: list[Day] = []
    for candidate in written:
        if not any(key.startswith("year") for key in candidate.parts) or candidate.pattern.meaning in OPEN:
            continue
        calendar = Calendar(code, None, None)
        value = calendar.resolve(candidate)
        years += [Day(year, 12, 28) for year in calendar.years(candidate)]
        if not isinstance(value, str):
            continue
        if len(value) == len("2026-02-08"):
            days.append(Day.fromisoformat(value))
        else:
            months.append(Day(int(value[:4]), int(value[5:7] or 12), 28))
    years += [Day(int(year), 12, 28) for year in _BRACKETED_YEAR.findall(text)]
    found = max(days, default=None) or max(months, default=None) or max(years, default=None)
    return Anchor(found, bool(days)) if found else None


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a date stands in its line, and the line in the text."""

    before: str  # what stands before the date in it
    after: str
    number: int  # how many lines stand before it, without empty ones
    is_dateline: bool
    is_own: bool  # of the date, and hardly anything else

    @property
    def is_title(self) -> bool:
        """Whether it is the first one, and says what happened."""
        return not self.number and not self.is_dateline and not self.is_own


def _line_of(text: str, date: Placed, closing: re.Pattern[str] | None) -> _Position:
    """Look at a date's line."""
    start, end = text.rfind("\n", 0, date.start) + 1, text.find("\n", date.end)
    before, after = text[start : date.start], text[date.end : end if end >= 0 else len(text)]
    number = sum(map(bool, map(str.strip, text[:start].split("\n"))))
    return _Position(before, after, number, _is_dateline(before, after, closing), _has_own_line(before, after))


def _place_features(text: str, written: Written, line: _Position) -> list[Features]:
    """Say where in the text and in its line a date stands."""
    before, after, has_year = line.before, line.after, "year" in written.parts
    is_last = not text[written.end + len(after) :].strip()
    is_opening = not _SENTENCE_BEFORE.search(before) and len(before) <= _DATELINE
    step = next((str(step) for step in _STEPS if len(before) <= step), "far")
    is_bracketed = before.rstrip()[-1:] in {"(", "[", chr(0x3010)}
    return [
        _line(has_year, line.is_own, line.is_dateline, min(3, line.number), is_last),
        _in_line(is_opening, min(2, line.number), step, is_bracketed, _mark(after)),
        _heading(line.is_title, has_year, _mark(before[::-1]), _mark(after)),
    ]


@features
def _heading(is_in_title: bool, has_year: bool, mark_before: str, mark_after: str) -> Iterator[str]:
    """Say how a date stands in the first line: mostly that says what happened, but posts and briefs date themselves."""
    if is_in_title:
        yield f"title,year={has_year}"
        yield f"title,before={mark_before},year={has_year}"
        yield f"title,after={mark_after},year={has_year}"
        yield f"title,before={mark_before},after={mark_after}"
    else:
        yield f"before={mark_before},year={has_year}"


@features
def _line(has_year: bool, is_own: bool, is_dateline: bool, line: int, is_last: bool) -> Iterator[str]:
    yield f"own_line={is_own},year={has_year}"
    yield f"dateline={is_dateline},year={has_year}"
    yield f"line={line},own_line={is_own}"
    yield f"last_line={is_last},own_line={is_own}"


@features
def _in_line(is_opening: bool, line: int, step: str, is_bracketed: bool, mark: str) -> Iterator[str]:
    yield f"opening={is_opening},line={line}"
    yield f"before={step},opening={is_opening}"
    yield f"bracket={is_bracketed},opening={is_opening}"
    yield f"after={mark},opening={is_opening}"


def _mark(after: str) -> str:
    """Give the punctuation right beside a date, or say that the sentence or the line goes on or ends."""
    stripped = after.lstrip()
    if not stripped:
        return "end"
    return stripped[0] if stripped[0] in _MARKS else "word"


def _is_dateline(before: str, after: str, closing: re.Pattern[str] | None) -> bool:
    """A paragraph's opening such as "PHNOM PENH, December 5, 2025 - " or "(Vientiane, 3 March 2026):"."""
    if len(before) > _DATELINE or _STOP_BEFORE.search(before):
        return False
    if closing is not None and closing.match(after[:_OWN_LINE]):
        return True
    if after.startswith(". ") and _PLACE_BEFORE.fullmatch(before):
        return True  # "Phnom Penh, 15 May 2026. Police …"
    return bool(_CLOSES.match(after)) and not _WORDS_BEFORE.search(before)


def _has_own_line(before: str, after: str) -> bool:
    rest = before + after
    is_sentence = rest.rstrip().endswith((".", "!", "?")) and len(rest.split()) >= _SENTENCE
    return len(rest) <= _OWN_LINE and not is_sentence
