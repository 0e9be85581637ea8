"""Numbers whose thousands or millions are a word behind the figures: "5 bin 318", "2,5 nghìn", "3 тыс."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

# The first figure of a number by itself; Arabic writes "and" without a space, Hebrew with a hyphen. What stands before
# is looked at behind the figure: a pattern that begins with a figure is tried at figures alone, not at every character.
FIRST_FIGURE = r"\d(?:(?<![\w/+#]\d)|(?<=\bو\d))(?<!\d[.,:]\d)(?<![^\W\u05d0-\u05ea]-\d)"
# Of the figures of a number; India's are of two, up to the last: 1,20,000.
GROUP = r"(?:\d{3}|\d{2}(?=,\d{2,3}(?!\d)))"
_NO_DIGIT = re.compile(r"\D")


def find_with_magnitude(view: Normalised, language: Language) -> Iterator[Mention]:
    """Find the numbers that a language writes in figures and a word of its `magnitudes`; what is no whole one is none.

    Figures behind the word, with a smaller one or without, are what is left below it: "5 bin 318" is 5,318.
    """
    words = language.numbers.get("magnitudes")
    if not words:
        return
    first, more = _expressions(language.code)
    end = 0
    for match in first.finditer(view.lower):
        if match.start() < end:
            continue
        times, end = words[match["word"]], match.end()
        value = _times(match, times)
        while left := more.match(view.lower, end):
            below = words[left["word"]] if left["word"] else 1
            if _times(left, below) >= times:
                break
            value, times, end = value + _times(left, below), below, left.end()
            if below == 1:
                break
        if value == int(value):
            yield Mention("number", str(int(value)), match.start(), end, {"value": int(value), "spelled": False})


def _times(figures: re.Match[str], magnitude: int) -> float:
    return round(float(f"{_NO_DIGIT.sub('', figures['whole'])}.{figures['fraction'] or 0}") * magnitude, 3)


@cache
def _expressions(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what finds figures with their word, and what goes on from there: smaller ones, or figures alone."""
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    numbers, marks = language.numbers, language.lexicon["number"]
    words = "|".join(sorted(map(re.escape, numbers["magnitudes"]), key=len, reverse=True))
    more = rf"(?:\d{{0,2}}(?:[{re.escape(marks['thousands'])}]\d{{3}})+(?!\d)|\d{{0,5}})"
    fraction = rf"(?:[{re.escape(marks['decimal'])}](?P<fraction>\d{{1,2}}))?"
    named, alone = rf"[ -]?(?P<word>{words})(?!\w)", r"(?![\w%]|[.,:/]\d)"
    joint = " " + numbers.get("magnitude_joint", "")
    return (
        re.compile(rf"(?P<whole>{FIRST_FIGURE}{more}){fraction}{named}"),
        re.compile(rf"{joint}(?P<whole>\d{more}){fraction}(?:{named}|{alone})"),
    )
