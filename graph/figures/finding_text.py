"""Findings in plain words, in the thirteen languages of the ontology's labels.

The sentences are data (`finding_texts.json`); numbers and days are written as the language writes them (Unicode CLDR).
A hedge is a sign, the same in every language: "more than 1,000" is `>1,000`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from crackdown.errors import InputError
from crackdown.graph.figures.arithmetic import Finding
from crackdown.graph.figures.told import Told
from crackdown.ontology.labels import label, languages
from crackdown.ontology.terms import finding_kind, precision, severity

_SIGNS: Final = {
    precision.about: "≈",
    precision.more_than: ">",
    precision.at_least: "≥",
    precision.fewer_than: "<",
    precision.nearly: "<",
    precision.at_most: "≤",
}
_SENTENCES: Final = {
    finding_kind.group_and_total: "group_too_large",
    finding_kind.rival_figures: "rivals",
    finding_kind.running_total: "falls",
}
_SUMS: Final = {
    severity.confirmation: "adds_up",
    severity.contradiction: "too_many",
    severity.doubt: "too_few",
}


def text_languages() -> tuple[str, ...]:
    """List the languages that findings are told in, by BCP 47 code.

    >>> text_languages()[:3]
    ('ar', 'de', 'en')
    """
    return tuple(sorted(_texts()["everybody"]))


def in_words(finding: Finding, language: str, name: Callable[[str], str]) -> str:
    """Tell a finding in one line: which numbers were compared, then what came out.

    Args:
        finding: what to tell.
        language: one of `text_languages`; a region is left off ("fr-CA").
        name: gives the name of a nationality's country, by its IRI.

    Raises:
        InputError: the texts do not have the language.
    """
    code = language_code(language)
    numbers = [_number(count, code) for count in finding.counts]
    days = [format_date(date.fromisoformat(day), "long", locale=code) for day in finding.days]
    template = _SENTENCES.get(finding.kind) or _SUMS[finding.severity]
    if len(days) == 2:
        template = "falls_undated"  # nobody tells from which day it counts
    sentence = _texts()[template][code].format(
        sum=_sum(finding, code),
        total=numbers[-1],
        one=numbers[0],
        other=numbers[1],
        group=group_name(finding.counts[0], code, name),
        **dict(zip(("other_day", "one_day", "since"), reversed(days), strict=False)),
    )
    if finding.kind == finding_kind.running_total and not finding.counts[0].headline:
        sentence = f"{group_name(finding.counts[0], code, name)}{_colon(code)}{sentence}"
    first = label(finding.kind, code)
    return f"{first[:1].upper()}{first[1:]}{_colon(code)}{sentence}"


def language_code(language: str) -> str:
    """Return the code of a language that findings are told in.

    >>> language_code("fr-CA")
    'fr'
    """
    code = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if code not in text_languages():
        raise InputError(f"findings are not told in {language!r}; there are {', '.join(text_languages())}")
    return code


def told_in(language: str) -> str:
    """Return in which language findings are told to readers of another: in English, where not in theirs.

    >>> told_in("zh-hant"), told_in("pt")
    ('zh', 'en')
    """
    code = language.split("-", maxsplit=1)[0].lower()
    return code if code in text_languages() else "en"


def group_name(count: Told, language: str, name: Callable[[str], str]) -> str:
    """Name the people that are counted: everybody, a sex, a nationality."""
    if count.headline or not count.group:
        return _texts()["everybody"][language]
    return ", ".join(label(iri, language) if languages(iri) else name(iri) for iri in count.group)


def hedged(count: Told) -> str:
    """Write a number with the sign of its hedge.

    >>> hedged(Told("", 1000, None, 1001, None, precision.more_than, (), "", True))
    '>1,000'
    """
    return _number(count, "en")


def _sum(finding: Finding, code: str) -> str:
    parts = finding.counts[:-1]
    # Of hedged numbers the least that they allow is added up: that alone is certain.
    least = format_decimal(sum(count.floor for count in parts), locale=code)
    sign = "=" if all(count.is_exact for count in parts) else "≥"
    return f"{' + '.join(_number(count, code) for count in parts)} {sign} {least}"


def _number(count: Told, code: str) -> str:
    return f"{_SIGNS.get(count.precision or '', '')}{format_decimal(count.value, locale=code)}"


def _colon(code: str) -> str:
    return {"fr": "\u202f: ", "zh": "：", "ja": "：", "km": "៖ "}.get(code, ": ")


@cache
def _texts() -> dict[str, dict[str, str]]:
    text = files("crackdown.graph.figures").joinpath("finding_texts.json").read_text(encoding="utf-8")
    read: dict[str, dict[str, str]] = json.loads(text)
    return read
