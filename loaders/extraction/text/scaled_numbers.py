"""Numbers of scripts that write them without spaces: digits and numerals mixed with words for ten thousand and more.

"4.8万", "一百零三", "1만 2천": each numeral counts for itself, a smaller multiplier multiplies what stands before it,
one of ten thousand and more multiplies all that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.magnitudes import GROUP
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

_MYRIAD = 10_000
_TENS = 10  # words for ten and more add up: 오백 + 마흔 + 아홉
_MOST = 10**7  # people
_PLAIN = 20  # digits that int() takes for certain
_NO_COUNT = 10**15
_DIGIT = re.compile(r"\d")
# Two numerals that follow each other are a range: 五六十 is fifty or sixty; a row of them is a figure.
_ABOUT = re.compile(
    r"(?<![零〇一二三四五六七八九])(?:(一)二|([二两兩])三|(三)[四五]|(四)五|(五)六|(六)七|(七)八|(八)九)(?![零〇一二三四五六七八九])"
)


def find_scaled(view: Normalised, language: Language) -> Iterator[Mention]:
    """Find the numbers of a text; one without a digit is `weak`: it counts people only beside a word for them."""
    grouping = _grouping(language.lexicon["number"]["thousands"])
    for match in _expression(language.code).finditer(view.text):
        printed = match[0]
        is_plain = printed.isdecimal() and len(printed) <= _PLAIN  # most are
        value = int(printed) if is_plain else scaled_value(grouping.sub("", printed), language.numbers)
        if value is not None and value < _MOST:
            spelled = not is_plain and _DIGIT.search(printed) is None
            data = {"value": value, "spelled": spelled, "weak": spelled}
            if not is_plain and _ABOUT.search(printed):
                data["at_least"] = True
            yield Mention("number", str(value), match.start(), match.end(), data)

    if numbers := language.numbers.get("before_classifier"):
        for match in _before_classifier(language.code).finditer(view.text):
            data = {"value": numbers[match[0]], "spelled": True, "weak": True}
            yield Mention("number", str(data["value"]), match.start(), match.end(), data)


@cache
def _grouping(thousands: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)[{re.escape(thousands)}](?=\d{{3}}(?!\d))")


@cache
def _before_classifier(code: str) -> re.Pattern[str]:
    """Find numbers that are one word with a classifier: Khmer "ម្នាក់", one person, but not "ម្នាក់ៗ", each."""
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    not_after = "".join(map(re.escape, language.numbers.get("never_before", ())))
    words, classifiers = any_of(language.numbers["before_classifier"]), any_of(language.lexicon["classifiers"])
    return re.compile(rf"{words}(?={classifiers}(?![{not_after}]))" if not_after else rf"{words}(?={classifiers})")


@cache
def _expression(code: str) -> re.Pattern[str]:
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    numbers = language.numbers
    numerals = [*numbers.get("numerals", ())]
    numeral, word = any_of(numerals), any_of([*numerals, *numbers.get("opening_scales", ())])
    scale, grouping = any_of(numbers["scales"]), re.escape(language.lexicon["number"]["thousands"])
    before = "".join(re.escape(word) for word in [*numerals, *numbers["scales"]] if len(word) == 1)
    digit = any_of(word for word, value in numbers.get("numerals", {}).items() if value < _TENS)  # "41세" is an age
    digits = rf"(?:\d{{1,3}}(?:[{grouping}]{GROUP})+(?!\d)|\d+(?:\.\d+(?= ?{scale}))?)(?!{digit})"
    first = rf"(?:{digits}|(?<![\uac00-\ud7a3]){word})"
    never = _not_behind(numbers.get("never_after", ()))
    words = numbers.get("begin_words")  # "一道": together
    never += rf"(?!{any_of(words)})" if words else ""
    more = rf"(?:{numeral}| ?{scale}(?: ?\d[\d,]*)?)*"
    alone = rf"(?<![A-Za-z0-9/+#{before}])(?<!\d[.,:])(?<![A-Za-z0-9]-)"
    begins = rf"(?=\d|{word})"  # asked first: at most places nothing does
    return re.compile(rf"{begins}{alone}{never}{first}{more}(?![A-Za-z\d]|[.,]\d)")


def _not_behind(words: Iterable[str]) -> str:
    by_length: dict[int, list[str]] = {}  # what is looked at behind a place is of one length
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return "".join(rf"(?<!{any_of(some)})" for some in by_length.values())


@cache
def _tokens(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\d[\d,]*(?:\.\d+)?|{any_of(words)}|[^\s\d,.]")


def scaled_value(printed: str, numbers: dict[str, Any]) -> int | None:
    """Work out a number; None where it is no whole number.

    >>> chinese = {"numerals": {"一": 1, "三": 3, "零": 0}, "scales": {"百": 100, "万": 10000}}
    >>> scaled_value("一百零三", chinese), scaled_value("4.8万", chinese), scaled_value("1万3百", chinese)
    (103, 48000, 10300)
    """
    printed = _ABOUT.sub(lambda found: found[0][0], printed)
    numerals, scales = numbers.get("numerals", {}), numbers["scales"]
    total, section, current, last = 0.0, 0.0, None, 0
    for token in _tokens((*numerals, *scales)).findall(printed):
        if token in scales and scales[token] >= _MYRIAD:
            total += (section + (current or 0) or 1) * scales[token]
            section, current = 0.0, None
        elif token in scales:
            section += (1 if current is None else current) * scales[token]
            current = None
        elif token in numerals:
            value = numerals[token]
            current = value if not current else current + value if last >= _TENS else current * 10 + value
            last = value
        else:
            current = float(token.replace(",", ""))
        if max(total, current or 0) > _NO_COUNT:  # infinity, or whole numbers that no float holds
            return None
    whole = round(total + section + (current or 0), 3)
    return int(whole) if whole == int(whole) else None
