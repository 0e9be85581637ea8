"""Numbers in a text, in digits or words, as whole numbers with what was printed.

Numbers that cannot be counts (decimals, money, percentages, ages, times, parts of dates) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

from crackdown.loaders.extraction.text.any_of import any_of
from crackdown.loaders.extraction.text.lexicon import Language, load_language
from crackdown.loaders.extraction.text.magnitudes import FIRST_FIGURE, GROUP, find_with_magnitude
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.scaled_numbers import find_scaled

_MONEY_BEFORE = re.compile(r"(?:[$€£¥₩₹฿₱₦₪]|\b[A-Z]{1,3}\$?|\bRs\.?|\bRM|\bN)\s?$")
_HOUR_BEFORE = re.compile(r"\d ?h ?$")  # minutes: "3 h 30"
_NO_DIGIT = re.compile(r"\D")
_MOST_DIGITS = 20
_MOST = 10**7  # people
_NONE = 100  # no unit stands right before
_UNIT_AFTER = re.compile(
    r"\s?(?:%|°|[$€£¥₩₹฿₱₪]|[ap]\.?m\b|h\d|h\b|:\d|/\d|km\b|kg\b|-year|-month|-day|-hour|-storey|-bed|-man"
    r"|'[şs]?[ae]r\b)"  # "10'ar yıl": ten years for each
)


def find_numbers(view: Normalised, language: Language, blocked: Iterable[tuple[int, int]]) -> list[Mention]:
    """Find the whole numbers of a text that could be counts, outside the blocked spans."""
    taken = {i for start, end in blocked for i in range(start, end)}
    if (fraction := language.patterns.get("fraction")) is not None:  # "one in three", "two thirds"
        taken.update(i for match in fraction.finditer(view.lower) for i in range(*match.span()))

    def free(numbers: Iterable[Mention]) -> Iterator[Mention]:
        return (one for one in numbers if taken.isdisjoint(range(one.start, one.end)))

    in_figures = (one for one in free(_in_figures(view, language)) if _may_count(view.text, one))
    found: list[Mention] = []
    for one in chain(in_figures, free(_spelled(view, language))):  # of several that overlap, the first is meant
        found.append(one)
        taken.update(range(one.start, one.end))
    return list(_said_once(view.text, _carried_on(view, language, sorted(found, key=lambda m: m.start))))


def _merged(numbers: Iterable[Mention], merge: Callable[[Mention, Mention], Mention | None]) -> Iterator[Mention]:
    """Give numbers in their order, those that one behind another are one as one; `merge` gives it, or None."""
    last: Mention | None = None
    for number in numbers:
        if last is None:
            last = number
        elif (one := merge(last, number)) is not None:
            last = one
        else:
            yield last
            last = number
    if last is not None:
        yield last


def _carried_on(view: Normalised, language: Language, numbers: Iterable[Mention]) -> Iterator[Mention]:
    """Add figures to the thousand in words before them: "bin 178" is 1,178, "iki bin 178" 2,178."""
    words = language.numbers.get("magnitudes", {})
    joint = " " + language.numbers.get("magnitude_joint", "")

    def sum_of(number: Mention, other: Mention) -> Mention | None:
        if not number.data["spelled"] or other.data["spelled"] or view.lower[number.end : other.start] != joint:
            return None
        times = words.get(view.lower[number.start : number.end].rpartition(" ")[2], 0)
        if other.data["value"] >= times:
            return None
        value = number.data["value"] + other.data["value"]
        return Mention("number", str(value), number.start, other.end, {"value": value, "spelled": False})

    return _merged(numbers, sum_of)


def _said_once(text: str, numbers: Iterable[Mention]) -> Iterator[Mention]:
    """Take a number in words and the same in figures for one: "twenty-nine (29) people", "29 (twenty-nine)"."""

    def one_of(number: Mention, other: Mention) -> Mention | None:
        if not _is_said_again(text, number, other):
            return None
        return Mention("number", number.value, number.start, other.end + 1, {**other.data, "spelled": False})

    return _merged(numbers, one_of)


def _is_said_again(text: str, number: Mention, other: Mention) -> bool:
    return (
        number.value == other.value
        and number.data["spelled"] != other.data["spelled"]
        and text[number.end : other.start].strip() == "("
        and text.startswith(")", other.end)
    )


def _in_figures(view: Normalised, language: Language) -> Iterator[Mention]:
    """Give the numbers in figures, and in scripts without spaces those in numerals too."""
    if language.numbers.get("scales"):
        yield from find_scaled(view, language)
        return
    yield from find_with_magnitude(view, language)
    marks = language.lexicon["number"]
    yield from _whole(view, marks["thousands"], marks["decimal"], GROUP)


def _may_count(text: str, number: Mention) -> bool:
    """Tell whether a number in figures is no money, measure or time, and no bigger than people are many."""
    if number.data["value"] >= _MOST or _UNIT_AFTER.match(text, number.end):
        return False
    before = text[max(0, number.start - 6) : number.start]
    return not (_MONEY_BEFORE.search(before) or _HOUR_BEFORE.search(before))


def find_in_figures(view: Normalised, thousands: str, decimal: str, group: str = GROUP) -> Iterator[Mention]:
    """Find the whole numbers written in digits that could be counts.

    Args:
        view: the text.
        thousands: the characters that may stand between groups of digits.
        decimal: the characters that begin a fraction.
        group: what a group of digits looks like.
    """
    return (number for number in _whole(view, thousands, decimal, group) if _may_count(view.text, number))


def _whole(view: Normalised, thousands: str, decimal: str, group: str) -> Iterator[Mention]:
    for match in _digit_expression(thousands, decimal, group).finditer(view.text):
        whole, fraction = match.groups()
        digits = whole if whole.isdecimal() else _NO_DIGIT.sub("", whole)
        if not fraction and len(digits) <= _MOST_DIGITS:  # what has more is no count; int() refuses thousands of them
            value = int(digits)
            yield Mention("number", str(value), match.start(), match.end(), {"value": value, "spelled": False})


@cache
def _digit_expression(thousands: str, decimal: str, group: str) -> re.Pattern[str]:
    more = rf"(?:\d{{0,2}}(?:[{re.escape(thousands)}]{group})+(?!\d)|\d*)"
    fraction = rf"(?P<fraction>[{re.escape(decimal)}.]\d+)?"
    return re.compile(rf"(?P<whole>{FIRST_FIGURE}{more}){fraction}(?![\w]*\d)(?![a-zA-Z])")


def _language(code: str) -> Language:
    language = load_language(code)
    if language is None:
        raise KeyError(code)
    return language


def _spelled(view: Normalised, language: Language) -> Iterable[Mention]:
    words = language.numbers
    if not words["units"]:
        return
    for match in _word_expression(language.code).finditer(view.lower):
        behind = words.get("behind", {}).get(match[0])
        if behind:
            data = {"value": behind, "spelled": True, "behind": True}
            yield Mention("number", str(behind), match.start(), match.end(), data)
            continue
        alone = words.get("lone", {}).get(match[0]) or (match[0] in words.get("weak", ()) and 1)
        if alone:
            data = {"value": alone, "spelled": True, "weak": True}
            yield Mention("number", str(alone), match.start(), match.end(), data)
            continue
        if match[0] in words.get("never_alone", ()):
            continue
        noun = words["nouns"].get(match[0])
        value = _value(match[0], language) if noun is None else noun
        if value:
            yield Mention("number", str(value), match.start(), match.end(), {"value": value, "spelled": True})


@cache
def _word_expression(code: str) -> re.Pattern[str]:
    words = _language(code).numbers
    atoms = any_of([*words["units"], *words["multipliers"]])
    nouns = any_of(noun for noun in words["nouns"] if noun not in {*words["units"], *words["multipliers"]})
    joiners = "|".join(re.escape(word) for word in words["joiners"] if word != "-")
    lone = any_of([*words.get("lone", ()), *words.get("behind", ())])
    start = r"\b(?<![^\W\d_]-)"  # not inside "Hpa-an"
    return re.compile(rf"{start}(?:{nouns}|{atoms}(?:(?:-| |-?(?: ?)(?:{joiners})(?: ?)-?){atoms})*|{lone})\b")


@cache
def _atom_expression(code: str) -> re.Pattern[str]:
    words = _language(code).numbers
    atoms = sorted([*words["units"], *words["multipliers"]], key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(atom)}\b" for atom in atoms))


def _value(words: str, language: Language) -> int:
    """Add up the words of a number.

    >>> english = load_language("en")
    >>> _value("two hundred and fourteen", english), _value("three thousand six", english)
    (214, 3006)
    """
    data = language.numbers
    whole, part, last = 0, 0, _NONE
    for word in _atom_expression(language.code).findall(words):
        if word in data["units"]:
            if not _follows(last, data["units"][word]):
                return 0
            last = data["units"][word]
            part += last
        elif data["multipliers"][word] >= 1000:
            whole += max(part, 1) * data["multipliers"][word]
            part, last = 0, _NONE
        else:
            part, last = max(part, 1) * data["multipliers"][word], _NONE
    return whole + part


def _follows(last: int, unit: int) -> bool:
    """Tell whether a unit may follow another: "sixty-five", "soixante-quinze", "dix-sept", but not "four six"."""
    return last == _NONE or (last >= 20 and unit < 20) or (last == 10 and unit < 10)
