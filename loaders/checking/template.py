"""The folder of a new language, written from English and CLDR: every concept with English's words as a comment."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from crackdown.errors import InputError, reason_of
from crackdown.loaders.checking.files import FILES
from crackdown.loaders.extraction.text.data import language_folder
from crackdown.loaders.extraction.text.language import is_spaceless, locale_of, name_of
from crackdown.loaders.extraction.where.country_names import cldr_names

_MODEL = "en"
_HINT = 200  # characters of English words shown beside an empty concept
# Countries that announcements speak of most: their people's names come first.
_FIRST = ("CN", "KH", "TH", "MM", "VN", "LA", "ID", "MY", "PH", "IN", "KR", "JP", "TW", "BD", "PK", "NP", "NG", "US")
_EXAMPLES = """\
# Short announcements, written for this purpose, and facts that reading them must find. They run as tests.
# Write five at least: a deportation, an arrest, a rescue or repatriation, a raid, and one text with `operations: []`.
# - text: |
#     CITY, 3 March 2026 - The ministry said that it had deported 168 foreigners, including 31 women, on Sunday.
#   facts:
#     published: 2026-03-03
#     operations: [{kind: deportation, persons: 168, women: 31, date: 2026-03-01}]
[]
"""


def write_template(code: str, into: Path) -> Path:
    """Write the folder of a language to fill in; return it.

    Raises:
        InputError: CLDR knows no such language, or its folder is there already or cannot be written.
    """
    locale = locale_of(code)
    if locale is None or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", code):
        raise InputError(f"{code}: CLDR knows no such language; give its code as in sources.yaml (it, tl, zh-Hant)")
    folder = into / code
    if folder.exists():
        raise InputError(f"{folder} is there already; nothing was written. Check it: crackdown languages check {code}")
    written = {name: _from_english(name) for name in FILES}
    written["lexicon"] = _lexicon(written["lexicon"], code, locale)
    written |= {"dates": _dates(locale), "countries": _countries(code), "examples": _EXAMPLES}
    try:
        folder.mkdir(parents=True)
        for name, text in written.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {reason_of(error)}; name another place by --folder") from error
    return folder


def _from_english(name: str) -> str:
    """Copy English's file with its words moved into comments; regular expressions stay, to be translated."""
    text = language_folder(_MODEL).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return "".join(f"{_emptied(line)}\n" for line in text.splitlines())


def _emptied(line: str) -> str:
    for opening, closing in ("[]", "{}"):
        match = re.fullmatch(rf"(\s*(?:\"[^\"]*\"|[^#:\s][^#:]*):) \{opening}(.*)\{closing}\s*", line)
        if match and not line.startswith(("number:", "service_names:")):
            words = match[2] if len(match[2]) <= _HINT else f"{match[2][:_HINT]} …"
            return f"{match[1]} {opening}{closing}  # {words}"
    return line


def _lexicon(text: str, code: str, locale: Locale) -> str:
    name = name_of(code)  # without the country that CLDR adds: "tl" is Filipino
    script = "spaceless" if is_spaceless(code) else "spaced"
    number = yaml.safe_dump(
        {"thousands": get_group_symbol(locale).replace("\u202f", " ").replace("\xa0", " "),
         "decimal": get_decimal_symbol(locale)},
        allow_unicode=True, default_flow_style=True, default_style='"',
    ).strip()  # fmt: skip
    head = (
        f"# {name}: words by concept. Write the words into the brackets; English's stand beside them as a comment.\n"
        "# `word*` is a stem, inside a phrase too; a lone `*` is any one word. Case is ignored.\n"
        f"language: {code}\nname: {name}\nscript: {script}\nnumber: {number}\n"
    )
    rest = text[text.index("abbreviations:") :]
    return head + rest


def _dates(locale: Locale) -> str:
    months = ", ".join(locale.months["format"]["wide"].values())
    weekdays = ", ".join(locale.days["format"]["wide"].values())
    return f"""\
# How dates are written; languages/en/dates.yaml says what the braces and `as` mean.
# Names come from CLDR. Months: {months}. Weekdays: {weekdays}.
# Further forms and abbreviations: months: {{name: 1, …}}, weekdays: {{name: 0, …}} (Monday is 0).
# CLDR writes {locale.date_formats["long"].pattern} and {locale.date_formats["short"].pattern}.
# What stands between the two ends of a span ("3 March to 5 March"), and between two days ("3 March and 5 March").
joiners: {{to: "-", and: ","}}
patterns:
  - {{as: date, re: "{{weekday_}}{{day}} {{month}},? {{year}}"}}
  - {{as: date, re: "{{year}}-{{monthnumber}}-{{daynumber}}"}}
  - {{as: date, re: "{{daynumber}}[/.]{{monthnumber}}[/.]{{year}}"}}
  - {{as: date, re: "{{weekday_}}{{day}} {{month}}(?! \\\\d)"}}
  - {{as: month, re: "{{month}} {{year}}"}}
  - {{as: weekday, re: "{{weekday}}"}}
  # - {{as: offset, days: 0, re: "today"}}
  # - {{as: offset, days: -1, re: "yesterday"}}
  # - {{as: same, re: "(?:on )?the same day"}}
  # - {{as: month_range, re: "(?:from |between )?{{month}}(?: {{year}})? (?:to|and) {{month2}}(?: {{year2}})?"}}
"""


def _countries(code: str) -> str:
    names = cldr_names(code)
    lines = [f"  {country}: []  # {names[country]}" for country in _FIRST if country in names]
    return "\n".join(
        [
            "# CLDR gives every country's name; write here what texts call it besides, and the words for its people.",
            '# `word*` is a stem. Quote "NO" (Norway).',
            "names: {}",
            "demonyms:",
            *lines,
            "",
        ]
    )
