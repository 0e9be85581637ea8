"""Blocking: the keys under which things are looked up that may be one, so that few pairs need to be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from crackdown.graph.identity.crowding import months_of
from crackdown.graph.identity.form import FormProfile
from crackdown.graph.identity.form_features import cores, is_telling_name
from crackdown.graph.identity.names import normalise_name, script_of, skeleton
from crackdown.graph.identity.nations import core
from crackdown.graph.identity.operation_profile import OperationProfile
from crackdown.graph.identity.scoring import Profile
from crackdown.graph.identity.told_numbers import is_telling
from crackdown.graph.identity.told_times import is_vague, length, months
from crackdown.ontology.terms import crk

_RARE: Final = 20  # from this many people on, a number is looked up in other months, too
_MOST_YEARS: Final = 5  # of a span in which a number is looked up
_LONG: Final = 62  # days of a span that says little about when
_LONG_WORD: Final = 4  # letters of a word of a name that few share
_EXACT, _LOOSE = "exact", "loose"
_DATED, _UNDATED, _TIMED, _TIMELESS = "dated", "undated", "timed", "timeless"


def keys_of(profile: Profile) -> set[str]:
    """Give the keys under which a thing is found."""
    if isinstance(profile, OperationProfile):
        loose = (f"{_role(profile)} {key}" for key in months_of(profile))
        return {*_shared(profile), *loose, *_numbers(profile)}
    return set(_form_keys(profile))


def lookups_of(profile: Profile) -> set[str]:
    """Give the keys under which a thing looks for others; of two things that may be one, each finds the other.

    Where day and number are told exactly, only reports that tell them loosely need a wider search; two exact reports of
    one operation agree in its day or its number.
    """
    if isinstance(profile, OperationProfile):
        roles = (_LOOSE,) if _role(profile) == _EXACT else (_LOOSE, _EXACT)
        loose = (f"{role} {key}" for key in months_of(profile) for role in roles)
        return {*_shared(profile), *loose, *_sought_numbers(profile)}
    return set(_form_keys(profile))


def _role(operation: OperationProfile) -> str:
    return _EXACT if _is_dated(operation) and operation.persons is not None else _LOOSE


def _is_dated(operation: OperationProfile) -> bool:
    """Tell whether days are told, not just a month or many."""
    return operation.span is not None and not is_vague(operation.span) and length(operation.span) < _LONG


def _shared(operation: OperationProfile) -> Iterator[str]:
    """Yield the keys by which any two reports of one operation find each other."""
    country, persons = operation.country or "", operation.persons
    if operation.span and _is_dated(operation):
        for day in sorted(set(operation.span)):
            yield f"day {country} {day}"
    if persons is not None:
        whose = "" if persons >= _RARE else f" {country}"
        for month in months(operation):
            yield f"number {persons}{whose} {month}"
            if persons < _RARE and operation.nationalities:
                yield f"number {persons} of {' '.join(sorted(operation.nationalities))} {month}"
    if operation.is_read and operation.published and persons is not None and persons >= _RARE:
        yield f"number {persons} announced {operation.published[:7]}"  # its day or its country may be misread


def keys_in_month(month: str) -> tuple[str, str]:
    """Give the keys of the operations of a country, kind and month, as `months_of` tells them."""
    return f"{_EXACT} {month}", f"{_LOOSE} {month}"


def _numbers(operation: OperationProfile) -> Iterator[str]:
    """Yield the keys under which its number of people is found where either report tells no day."""
    periods, told = _periods(operation), list(_told_numbers(operation))
    time = _DATED if _is_dated(operation) else _UNDATED
    yield from (f"{time} {number} {period}" for number in told for period in periods)
    if is_telling(operation.persons):
        yield from (f"{_TIMED if periods else _TIMELESS} {number}" for number in told)


def _sought_numbers(operation: OperationProfile) -> Iterator[str]:
    """Yield the keys by which it looks for its number: two that tell a day share one of `_shared`."""
    periods, told = _periods(operation), list(_told_numbers(operation))
    near = sorted({other for period in periods for other in _around(period)})
    times = (_UNDATED,) if _is_dated(operation) else (_UNDATED, _DATED)
    yield from (f"{time} {number} {period}" for number in told for period in near for time in times)
    if is_telling(operation.persons):
        yield from (f"{time} {number}" for number in told for time in (_TIMELESS, *(() if periods else (_TIMED,))))


def _told_numbers(operation: OperationProfile) -> Iterator[str]:
    """Yield a number that few tell, with the country, and with the people's nationalities."""
    if operation.persons is not None and operation.persons >= _RARE:
        yield f"number {operation.persons} {operation.country or ''}"
        if operation.nationalities:
            yield f"number {operation.persons} of {' '.join(sorted(operation.nationalities))}"


def _periods(operation: OperationProfile) -> list[str]:
    """List the years in which it may be looked for, of a number that tells little the months; the last of very many."""
    first, last = operation.span or (operation.told_by, operation.told_by)
    if first is None or last is None:
        return []
    if is_telling(operation.persons):
        return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)][-_MOST_YEARS:]
    return [_month(number) for number in range(_number(first), _number(last) + 1)][-12 * _MOST_YEARS :]


def _around(period: str) -> list[str]:
    """List a year with those beside it, or a month with two on either side: of 60 to 62 days some are missed."""
    if len(period) == len("2026"):
        return [f"{int(period) + step:04}" for step in (-1, 0, 1)]
    return [_month(_number(period) + step) for step in (-2, -1, 0, 1, 2)]


def _number(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _form_keys(form: FormProfile) -> Iterator[str]:
    kind = form.type.rsplit("#", 1)[-1].lower()
    names = {name for name in form.names if is_telling_name(name, form.type, form.country)}
    for name in names:
        if form.type == crk.Official or script_of(name) == "LATIN":
            yield f"{kind} {form.country or ''} {skeleton(' '.join(sorted(name.split())))}"
    for name in names | {normalise_name(label.name) for label in form.labels}:
        yield from (f"{kind} {text}" for text in cores(name, form.type, form.country))
    if form.type == crk.Official:
        yield from _post_keys(form, names)


def _post_keys(form: FormProfile, names: Iterable[str]) -> Iterator[str]:
    """Yield the keys by which officials of one agency find each other: by role, and by a word of the name."""
    words = {skeleton(word) for name in names for word in name.split() if len(word) >= _LONG_WORD}
    for agency in form.agencies:
        whose = " ".join(sorted(core(agency, form.country)))
        for role in form.roles:
            yield f"post {whose}: {role}"
        for word in words:
            yield f"serves {whose}: {word}"
