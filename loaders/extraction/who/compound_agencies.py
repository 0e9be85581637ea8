"""Agencies of scripts without capitals: a head noun ("局", "청", "กรม") with nouns of a closed list and a place beside.

`compound_agencies` of a language's names.yaml says in which order they stand ("last": the head ends the name), which
nouns may make one, how an unlisted place looks, what is a body's name as it stands (`alone`), and which bodies go by
numbers (`numbered`, where the head comes first).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.who.agency_kinds import kind_in
from crackdown.loaders.extraction.who.agency_patterns import Found
from crackdown.loaders.extraction.who.agency_spans import without_link
from crackdown.loaders.extraction.who.shared_heads import find_of_several

_START = attrgetter("start")
_ENDING = 4  # letters of a case's ending, at most


def find_compounds(view: Normalised, language: Language, mentions: list[Mention]) -> Iterator[Found]:
    """Find bodies whose names are put together from known nouns, or from a place and a service."""
    places = [m for m in mentions if m.type == "place"]
    names = {i: m.end for m in mentions if m.type in {"country", "place"} for i in range(m.start + 1, m.end)}
    expression, position = _expression(language.code), 0
    while match := expression.search(view.text, position):
        position = names.get(match.start(), match.end())  # no name begins inside a country's
        if match.start() not in names:
            start = _own_start(match, mentions, language)
            form = without_link(view.text[start : match.end()], language)
            start = view.text.index(form, start)
            name = _in_english(view.text, start, start + len(form), places, language) or _plain(language.code, form)
            yield Found(start, start + len(form), "named", name, kind_in(form, language), rank=2)
    for place in places:
        yield from _of_place(view, language, place)
    yield from find_of_several(view, language)


def _in_english(text: str, start: int, end: int, places: list[Mention], language: Language) -> str | None:
    """Give the English name of a place's body: "兵庫|県警" is the Hyogo Prefectural Police; or of a numbered one."""
    heads = language.names.get("english_heads", {})
    if numbered := _numbered(text[start:end], language):
        return numbered
    if language.names["compound_agencies"]["order"] == "last":
        place = next((m for m in places if m.start == start and text[m.end : end] in heads), None)
        head = text[place.end : end] if place is not None else ""
    else:
        place = next((m for m in places if m.end == end and start < m.start), None)
        head = _head_before(text, start, place, language) if place is not None else ""
    return f"{place.value} {heads[head]}" if place is not None and head and place.value.isascii() else None


def _head_before(text: str, start: int, place: Mention, language: Language) -> str:
    """Give the words for a body before its place, and before the word for the sort of place unless they say it too."""
    level = _level(language.code)
    for head in _english_heads(language.code):
        end = start + len(head)
        if text.startswith(head, start) and (
            level.fullmatch(text, end, place.start) or (end > place.start and level.fullmatch(text, place.start, end))
        ):
            return head
    return ""


@cache
def _english_heads(code: str) -> list[str]:
    language = load_language(code)
    return sorted(language.names.get("english_heads", {}) if language else (), key=len, reverse=True)


@cache
def _level(code: str) -> re.Pattern[str]:
    """Give what a language calls the sort of a place, where it says that before its name."""
    return re.compile(rf"\s?{_data(code).get('place_level', '')}\s?")


def _numbered(form: str, language: Language) -> str | None:
    """Give the English name of a body by its number: "ตำรวจภูธรภาค 2" is the Provincial Police Region 2."""
    match = _numbered_expression(language.code).fullmatch(form)
    if match is None:
        return None
    number = int(match["number"])
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return str(_data(language.code)["numbered"][match["body"]].format(n=number, nth=f"{number}{ending}"))


@cache
def _numbered_expression(code: str) -> re.Pattern[str]:
    bodies = any_of(_data(code).get("numbered", ()))
    return re.compile(rf"(?P<body>{bodies})\s?(?P<number>\d{{1,4}})(?!\d)")


def _plain(code: str, form: str) -> str:
    """Give a name without the ending of its head: "Emniyet Müdürlüğünün" is the "Emniyet Müdürlüğü"."""
    for head, plain in _plain_heads(code).items():
        if form.endswith(head):
            return form.removesuffix(head) + plain
    return form


@cache
def _plain_heads(code: str) -> dict[str, str]:
    """Map heads that end a name in some case to those without its ending, which are listed too; the longest first."""
    data = _data(code)
    heads = {*data["heads"], *data["local_heads"]} if data["order"] == "last" and data["joint"] == " " else set[str]()
    plain = {}
    for head in sorted(heads, key=len, reverse=True):
        shorter = [other for other in heads if head.startswith(other) and 0 < len(head) - len(other) <= _ENDING]
        if shorter:
            plain[head] = min(shorter, key=len)
    return plain


def _own_start(match: re.Match[str], mentions: list[Mention], language: Language) -> int:
    """Give where a name begins: at the last place inside it, or behind the country that it begins with."""
    if language.names["compound_agencies"]["order"] != "last":
        return match.start()
    last = match.end() - 2  # a name has two characters at the least
    inside = mentions[bisect_left(mentions, match.start(), key=_START) : bisect_left(mentions, last, key=_START)]
    places = [m.start for m in inside if m.type == "place" and match.start() < m.start]
    countries = [m.end for m in inside if m.type == "country" and m.start == match.start() and m.end < last]
    return max([*places, *countries], default=match.start())


def _of_place(view: Normalised, language: Language, place: Mention) -> Iterator[Found]:
    """A listed place and the noun of its service: "首尔警察厅", "ตำรวจเชียงใหม่"."""
    is_last = language.names["compound_agencies"]["order"] == "last"
    heads = _local_heads(language.code)
    match = heads.match(view.text, place.end) if is_last else _ending(heads, view.text, place.start)
    if match is None:
        return
    start, end = (place.start, match.end()) if is_last else (match.start(), place.end)
    form = view.text[start:end]
    kind = kind_in(form, language)
    is_police = kind == "police" and not match["nouns"]
    english = _in_english(view.text, start, end, [place], language)
    name = english or (f"{place.value} Police" if is_police else form)
    yield Found(start, end, "named", name, kind, str(place.data["country"]), rank=2)


def _ending(heads: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return next((m for m in heads.finditer(text, max(0, end - 40), end) if m.end() == end), None)


@cache
def _data(code: str) -> dict[str, Any]:
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    return dict(language.names["compound_agencies"])


@cache
def _expression(code: str) -> re.Pattern[str]:
    data = _data(code)
    noun, head, joint = any_of(data["nouns"], empty="(?:)"), any_of(data["heads"], empty="(?:)"), data["joint"]
    place, local = data["place"], any_of(data["local_heads"])
    place = rf"{place}{data.get('place_joint', joint)}"
    before, after = data.get("edges", ["", ""])
    more = rf"(?:(?:{any_of(data.get('connectors', ()))}{joint})?{noun}{joint})*"
    alone = f"|{data['alone']}" if "alone" in data else ""
    if data["order"] == "last":
        nouns = rf"{noun}{joint}{more}"
        return re.compile(
            rf"{before}(?:(?:{place})?{nouns}(?:{head}|{local})|{place}(?:{nouns})?{local}{alone}){after}"
        )
    numbered = rf"{any_of(data['numbered'])}\s?\d{{1,4}}(?!\d)|" if "numbered" in data else ""
    return re.compile(
        rf"{before}(?:{numbered}{head}{joint}{noun}(?:{joint}{more})?(?:{place})?|{local}{joint}{place}{alone}){after}"
    )


@cache
def _local_heads(code: str) -> re.Pattern[str]:
    data = _data(code)
    head, joint = any_of(data["local_heads"]), data["joint"]
    after = data.get("edges", ["", ""])[1]
    if data["order"] == "last":
        noun = rf"{any_of(data['nouns'])}{joint}"
        level = data.get("place_level", "")
        every = any_of([*data["heads"], *data["local_heads"]])
        joint = data.get("place_joint", joint)
        return re.compile(rf"{level}{joint}(?:(?P<nouns>(?:{noun})+){every}|{head}){after}")
    return re.compile(rf"(?P<nouns>){head}{joint}{data.get('place_level', '')}")
