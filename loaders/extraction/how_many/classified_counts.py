"""Counts in languages that count with a classifier ("428名中国籍嫌疑人", "ชาวจีน 45 คน", "여성 16명").

A number counts people where a classifier for people, or a word for women or men, follows it. Whom it counts stands
right after the classifier, in the same clause, or right before the number.
"""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

_AFTER = ("classifiers", "not_people", "women", "men", "people", "bystanders", "country")
_BEFORE = ("women", "men", "country", "people", "bystanders")
_COUNTED = frozenset(_AFTER)
_SEXES = ("women", "men")
_NUMBER, _NEXT_NUMBER = re.compile(r" ?\d"), re.compile(r" (?:\d|\(\d+\))")
_STEPS = 4  # words between a classifier and its last noun: country, adjective, noun
_CLAUSE = 30  # characters after a classifier in which the words for its people may give their country
_TIGHT = 2  # characters between a country's name and the number of its people
_BACK = 16  # characters between a number and the noun before it


class ClassifiedCounts:
    """Reads what the numbers of one text count."""

    def __init__(self, view: Normalised, language: Language, mentions: list[Mention]) -> None:
        self._text = view.lower
        self._patterns = language.patterns
        self._noun_first = bool(language.lexicon.get("noun_first"))
        self._joined = _joined(language)
        self._after_names = language.spaceless and bool(language.lexicon.get("postpositions"))
        self._by_start: dict[int, list[Mention]] = {}
        self._by_end: dict[int, list[Mention]] = {}
        longer = {m.end: m.start for m in mentions if m.type == "people"}
        mixed = _mixed(mentions, longer)
        for mention in mentions:
            if mention.type not in _COUNTED:
                continue
            if mention.type in _SEXES and longer.get(mention.end, mention.start) < mention.start:
                continue  # "男女12人": the women of "men and women"
            if mention.type in _SEXES and mention.start in mixed:
                continue  # and the men
            self._by_start.setdefault(mention.start, []).append(mention)
            if mention.type in _BEFORE and (self._noun_first or mention.type != "bystanders"):
                self._by_end.setdefault(mention.end, []).append(mention)
        self._from = {m.end for m in mentions if m.type == "relation" and m.value in {"in", "from", "to"}}

    def read(self, count: Count) -> bool:
        """Fill in what a number counts; False where nothing says that it counts people."""
        start = self._skip("count_more", count.end)
        first = self._longest(start) or self._longest(count.end) or self._joined_to(start)
        if self._noun_first:
            is_counted = self._read_noun_first(count, first)
            if count.noun == "people":
                self._read_predicate(count)
            return is_counted
        if first is None or first.type == "country":
            return self._read_bare(count, first)
        if first.type == "not_people":
            return False
        count.noun = "people" if first.type == "classifiers" else first.type
        count.noun_end, count.word = first.end, self._text[first.start : first.end]
        self._read_after(count)
        self._read_before(count)
        if count.noun == "people":
            self._read_predicate(count)
        if count.noun == "people" and self._may_be_elsewhere(count):
            self._read_clause(count)
        return True

    def _read_predicate(self, count: Count) -> None:
        """Read the sex that is said of people: "57人が女性だった", "ඉන් 48ක් කාන්තාවෝය"."""
        pattern = self._patterns.get("sex_behind")
        found = pattern.match(self._text, count.noun_end) if pattern else None
        if found is not None and found.lastgroup in _SEXES:
            count.noun, count.noun_end = found.lastgroup, found.end()

    def _may_be_elsewhere(self, count: Count) -> bool:
        """Tell whether the clause may name the people's country later: "1178名緬甸妙瓦底地區的中國籍疑犯"."""
        last = count.countries[-1] if count.countries else None
        return last is None or (last.end == count.noun_end and not last.data["demonym"])

    def _read_noun_first(self, count: Count, first: Mention | None) -> bool:
        """Noun, number, classifier: what follows belongs to the next number unless nothing stands before this one."""
        if first is not None and first.type == "not_people":
            return False
        is_counted = first is not None and first.type == "classifiers"
        if first is not None and is_counted:
            count.noun, count.noun_end, count.word = "people", first.end, self._text[first.start : first.end]
        self._read_before(count)
        if count.noun is None and first is not None and _is_counted_alone(first):
            self._take(count, first)
            count.noun, count.noun_end = count.noun or "demonym", first.end
        if is_counted and count.noun == "people" and not count.countries:
            self._read_after(count)
        return count.noun is not None

    def _joined_to(self, start: int) -> Mention | None:
        """Give a classifier that is written together with its number: "3만명을", "1만여명"."""
        match = self._joined.match(self._text, start) if self._joined is not None else None
        return Mention("classifiers", "classifiers", start, match.end()) if match else None

    def _skip(self, pattern: str, position: int) -> int:
        match = self._patterns[pattern].match(self._text, position)
        return match.end() if match else position

    def _longest(self, start: int) -> Mention | None:
        return max(self._by_start.get(start, ()), key=lambda m: (m.end, -_AFTER.index(m.type)), default=None)

    def _read_bare(self, count: Count, country: Mention | None) -> bool:
        """A number without a classifier counts the people named right before or after it."""
        if country is not None:
            count.countries.append(country)
            count.noun, count.noun_end = "demonym", country.end
            self._read_after(count)
            return country.data["demonym"] or count.noun != "demonym"
        self._read_before(count)
        if count.spelled and count.word is None and not any(m.data["demonym"] for m in count.countries):
            return False  # "カンボジアの一味", "필리핀 세부": a country beside a numeral that may begin a word
        return bool(count.countries) or count.noun is not None

    def _read_after(self, count: Count) -> None:
        for _ in range(_STEPS):
            found = self._longest(self._skip("count_joint", count.noun_end))
            if found is None or found.type in {"classifiers", "not_people"}:
                return
            if self._noun_first and found.type in _SEXES and _NUMBER.match(self._text, found.end):
                return  # "183នាក់ ស្រី 21នាក់": the women are the next number's
            if found.type == "country" and _NEXT_NUMBER.match(self._text, found.end):
                return  # so are the Chinese of "12 ราย เป็นชาวจีน 8 ราย"
            if found.type == "country" and self._after_names and not found.data["demonym"]:
                return  # "14명 태국서 압송": where they were
            self._take(count, found)
            count.noun_end = found.end

    def _take(self, count: Count, found: Mention) -> None:
        if found.type == "country":
            count.countries.append(found)
            for inner in self._by_end.get(found.end, ()):
                if inner.type in _SEXES and inner.start > found.start:  # "缅甸籍女子" is one word for both
                    count.noun, count.word = inner.type, self._text[inner.start : inner.end]
        elif found.type in {"women", "men", "bystanders"} or count.noun in {"demonym", None}:
            count.noun = found.type
            count.word = self._text[found.start : found.end]

    def _read_before(self, count: Count) -> None:
        """Read the nouns before the number, right to left: their sex, and whose people they are."""
        start = count.start
        for _ in range(_STEPS):
            found = self._noun_before(count, start, "noun_before" if start == count.start else "count_joint")
            if found is None:
                return
            self._take(count, found)
            count.noun = count.noun or "people"
            start = found.start

    def _noun_before(self, count: Count, start: int, joint: str) -> Mention | None:
        for end in range(start, max(0, start - _BACK) - 1, -1):
            here = self._by_end.get(end)
            if here and self._patterns[joint].fullmatch(self._text, end, start):
                for mention in sorted(here, key=lambda m: (_BEFORE.index(m.type), m.start)):
                    if self._fits_before(count, mention, start - end):
                        return mention
        return None

    def _fits_before(self, count: Count, mention: Mention, gap: int) -> bool:
        if mention.type in _SEXES and self._text[mention.start - 1 : mention.start].isdecimal():
            return False  # "8男4女共12人": the women are four
        if mention.type != "country":
            return count.noun in {None, "people"}
        if count.countries:
            return False
        stands_free = mention.start not in self._from and gap <= _TIGHT
        return bool(mention.data["demonym"]) or stands_free

    def _read_clause(self, count: Count) -> None:
        """Take the first word for a country's people in the rest of the clause."""
        stop = self._patterns["clause_end"].search(self._text, count.noun_end, count.noun_end + _CLAUSE)
        limit = stop.start() if stop else count.noun_end + _CLAUSE
        for start in range(count.noun_end, limit):
            for mention in self._by_start.get(start, ()):
                if mention.type == "country" and mention.data["demonym"]:
                    count.countries = [mention]
                    return


def _mixed(mentions: list[Mention], people: dict[int, int]) -> set[int]:
    """Give where words for people of both sexes begin, by where they end: "ชายหญิง", "男女"."""
    sexes = [mention for mention in mentions if mention.type in _SEXES]
    begins, ends = {m.start: m.type for m in sexes}, {m.end: m.type for m in sexes}
    both = set(_SEXES)
    return {start for end, start in people.items() if {begins.get(start), ends.get(end)} == both}


def _is_counted_alone(noun: Mention) -> bool:
    """Tell whether a number may stand before a noun without a classifier: "8 จำเลย", "7 ชาวจีน" of a headline."""
    return noun.type in {*_SEXES, "people"} or (noun.type == "country" and bool(noun.data["demonym"]))


def _joined(language: Language) -> re.Pattern[str] | None:
    """Give what finds a classifier right behind a number in letters, with the particles that may follow it."""
    words = language.lexicon.get("joined_classifiers")
    if not words:
        return None
    classifiers, particles = ("|".join(map(re.escape, some)) for some in (words, language.lexicon.get("particles", ())))
    return re.compile(rf"(?:{classifiers})(?=(?:{particles})*(?![^\W\d_]))")
