"""Whose people a count is of, where their country stands beside it: in a line of a list, behind "from", as home."""

from __future__ import annotations

import re

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.how_many.own_people import OwnPeople
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

OWN_NUMBER = re.compile(r" ?\(\d[\d.,]*\)")  # behind a country: "of Chinese (40), Pakistani (14) … nationality"
_THEN_NUMBER = re.compile(r" ?\d")
_CLOSES = re.compile(r"\s?(?:[,;:.)\n\u3001\u3002]|$)")
_PERSONS = {"people", "women", "men"}
# What may stand between a country and its number in a table.
_LINE_STARTS, _LINE_ENDS = (":", ";", ",", "(", "\n", "-"), (";", ".", "\n", ")")
_TABLE = re.compile(r"\)?(?:\s?[.:=-]+\s?| \(| )")


class CountriesBeside:
    """Gives the counts of one text the countries that stand beside them, where none is among their own words."""

    def __init__(
        self, view: Normalised, language: Language, countries: list[Mention], own: OwnPeople, home: str | None
    ) -> None:
        self._text, self._lower, self._language, self._patterns = view.text, view.lower, language, language.patterns
        self._countries, self._own, self._home = countries, own, home
        self._has_classifiers = bool(language.lexicon.get("classifiers"))

    def read(self, counts: list[Count]) -> None:
        """Fill in whose people the counts are of; they stand in the order of the text."""
        self._read_compatriots(counts)
        self._read_tables(counts)

    def _read_tables(self, counts: list[Count]) -> None:
        """Read "China - 224", "138 from Ethiopia", "Fifty of them were Chinese"."""
        countries = self._countries
        for count in counts:
            if count.countries or count.own or count.noun not in {None, "partitive", "people", "women", "men"}:
                continue
            after = [m for m in countries if 0 <= m.start - count.noun_end <= 22]
            before = [m for m in countries if 0 < count.start - m.end <= 26]
            between = self._text[count.noun_end : after[0].start] if after else ""
            leading = self._text[before[-1].end : count.start] if before else ""
            if before and (self._is_table_line(count, before[-1], leading) or self._is_genitive(leading)):
                count.countries.append(before[-1])
            elif after and self._patterns["count_from"].fullmatch(between) and self._is_own(after[0]):
                count.countries.append(after[0])
                count.noun_end = after[0].end
            elif before and count.noun is None and self._patterns["count_alone"].fullmatch(leading):
                count.countries.append(before[-1])

    def _read_compatriots(self, counts: list[Count]) -> None:
        """Give people whom the text calls its readers' own the country whose announcement it is."""
        for count in counts:
            if not count.countries and count.noun in _PERSONS:
                country = self._own.country_of_compatriots(count, self._home)
                count.countries += [country] if country else []

    def _is_own(self, country: Mention) -> bool:
        """Tell whether a country behind people is theirs: no next number's, and none where they are or go."""
        return not self._is_of_next(country) and not self._is_where(country)

    def _is_where(self, country: Mention) -> bool:
        """Tell whether what stands behind a country's bare name says so: "2名がタイで", "Türkiye'ye getirildi"."""
        if country.data["demonym"]:
            return False
        elsewhere, language = self._patterns.get("place_behind"), self._language
        if elsewhere is not None and elsewhere.match(self._lower, country.end):
            return True
        stands_before = language.spaceless and language.lexicon.get("postpositions")
        return bool(stands_before) and _CLOSES.match(self._text, country.end) is None

    def _is_of_next(self, country: Mention) -> bool:
        """Tell whether a country has a number of its own behind it: "12 ราย เป็นชาวจีน 8 ราย", "from China (40), …"."""
        if OWN_NUMBER.match(self._text, country.end):
            return True
        return self._has_classifiers and _THEN_NUMBER.match(self._text, country.end) is not None

    def _is_genitive(self, leading: str) -> bool:
        """Tell whether what stands between a country and a number of people says that they are its own: "चीन के 12"."""
        pattern = self._patterns.get("count_before")
        return pattern is not None and pattern.fullmatch(leading) is not None

    def _is_table_line(self, count: Count, country: Mention, leading: str) -> bool:
        """Tell "China - 224", "Vietnamese, 39;" and ", Vietnam 125 people" from a country that just comes before."""
        if count.noun is None and _TABLE.fullmatch(leading):
            return True
        if count.noun is None:
            return leading == ", " and self._text[count.end : count.end + 1] in _LINE_ENDS
        line = self._text[: country.start].rstrip(" ")
        return count.noun == "people" and bool(_TABLE.fullmatch(leading)) and line[-1:] in _LINE_STARTS
