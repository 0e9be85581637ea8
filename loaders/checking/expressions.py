"""Regular expressions of the data files: whether they compile, whether their braces and groups are known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crackdown.loaders.checking.files import LanguageFile, Place, Problem
from crackdown.loaders.extraction.when.feasts import movable_feasts
from crackdown.loaders.extraction.when.text_calendar import MEANINGS

_BRACES = re.compile(r"\{([a-z]+2?_?)\}")
_MONTH_AND_DAY = re.compile(r"\d\d-\d\d")
_DATE_PARTS = ("day", "month", "year", "shortyear", "weekday", "monthnumber", "daynumber", "count", "ordinal")
_NAME_KEYS = ("embassy", "airport", "name_shapes")
_KNOWN = {
    "dates": {f"{part}{suffix}" for part in _DATE_PARTS for suffix in ("", "2", "_", "2_")},
    "names": {"country", "place"},
}


def check_expressions(files: dict[str, LanguageFile]) -> Iterator[Problem]:
    """Yield regular expressions that do not compile, name unknown parts, or mean nothing known."""
    for place, expression, file in expressions(files):
        for name in _BRACES.findall(expression):
            known = _KNOWN.get(file.path.stem, set())
            if name not in known:
                yield file.problem(place, f"unknown part {{{name}}}; known are {', '.join(sorted(known)) or 'none'}")
        try:
            re.compile(bare(expression, named=file.path.stem == "dates"))
        except re.error as error:
            yield file.problem(place, f"the regular expression does not compile: {error}")
    if "dates" in files and isinstance(files["dates"].value, dict):
        yield from _check_meanings(files["dates"])


def expressions(files: dict[str, LanguageFile]) -> Iterator[tuple[Place, str, LanguageFile]]:
    """Yield every regular expression of a folder with its place."""
    for name, file in files.items():
        for place, text in file.texts():
            is_pattern = (
                name == "patterns"
                or (name == "dates" and place[-1] == "re")
                or (name == "names" and place[0] in _NAME_KEYS and place[-1] != "after_types")
            )
            if is_pattern:
                yield place, text, file


def bare(expression: str, *, named: bool = False) -> str:
    """Put a word in the place of each part in braces, so that the expression compiles by itself.

    Args:
        expression: as it stands in the file.
        named: whether each part is a group of its name, as those of a date are: none may stand twice.

    >>> bare("on {day} {month2}")
    'on (?:Xx) (?:Xx)'
    >>> bare("{weekday_}{day}", named=True)
    '(?P<weekday>Xx)(?P<day>Xx)'
    """
    return _BRACES.sub(lambda part: f"(?P<{part[1].rstrip('_')}>Xx)" if named else "(?:Xx)", expression)


def _check_meanings(file: LanguageFile) -> Iterator[Problem]:
    for position, pattern in enumerate(file.value.get("patterns") or ()):
        if not isinstance(pattern, dict) or not {"as", "re"} <= set(pattern):
            yield file.problem(("patterns", position), "a pattern has `as` (what it means) and `re` (how it looks)")
        elif pattern["as"] not in MEANINGS:
            message = f"no date means {pattern['as']!r}; known are {', '.join(sorted(MEANINGS))}"
            yield file.problem(("patterns", position), message)
        elif "weekday" in pattern["as"] and "{weekday}" not in pattern["re"]:
            yield file.problem(("patterns", position), f"what means {pattern['as']} names its day: {{weekday}}")
        elif (pattern["as"] == "feast") != ("of" in pattern):
            yield file.problem(("patterns", position), "a feast, and nothing else, says which one it is by `of`")
        elif "of" in pattern and not _is_feast(pattern["of"]):
            message = (
                f"no feast is {pattern['of']!r}: `of` is month and day (12-25) or one of {', '.join(movable_feasts())}"
            )
            yield file.problem(("patterns", position), message)


def _is_feast(code: str) -> bool:
    """Tell whether a feast is known: every year has its day, or a table gives the days."""
    return bool(_MONTH_AND_DAY.fullmatch(code)) or code in movable_feasts()
