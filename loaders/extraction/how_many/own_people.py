"""People whom a text calls somebody's own ("98 of its citizens", "98 своих граждан"), or brings home from somewhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention

_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")
_RETURNS = {"repatriation", "return"}  # kinds of words for those who come home
_CLAUSE = 80  # characters between such a word and those who come, or the country behind them
_WORD = 20  # characters of a word
_NOUN = 30  # characters of a noun before its number, with whose people it says they are
_CLAUSE_ENDS = re.compile(r"[,;:.!?()\n\u3001\u3002\u104a\u104b\u1362\u1363\u17d4]")
_BESIDE = 6  # characters between a number and the word that says whose people it counts
_WAYS = {"from", "in", "to"}  # relations by which a country is no owner


class OwnPeople:
    """Reads whose own people the counts of one text are.

    Their nationality is that of the last country before them in their sentence, unless it is told as a place; that from
    which they come says nothing of it.
    """

    def __init__(self, text: str, language: Language, mentions: list[Mention]) -> None:
        self._text, self._mentions = text, mentions
        self._words, self._edges = frozenset(language.lexicon.get("own", ())), language.edges
        self._nationals = frozenset(language.lexicon.get("nationals", ()))
        self._behind, self._place = language.patterns.get("own_behind"), language.patterns.get("from_ending")
        self._origin = language.patterns.get("count_origin")
        self._compatriots = language.patterns.get("compatriots")
        self._readers = language.lexicon.get("readers", ())

    def are_own(self, count: Count) -> bool:
        """Tell whether the word before a number, one between it and its noun, the noun or what follows it says so."""
        if not self._words:
            return False
        words = self._text[count.end : count.noun_end].split()
        before = self._text[max(0, count.start - _WORD) : count.start].split()[-1:]
        if not self._words.isdisjoint([*words, *before]):
            return True
        return self._behind is not None and self._behind.match(self._text, count.noun_end) is not None

    def are_own_before(self, count: Count) -> bool:
        """Tell whether the noun before a number says so, or what stands between the number and the end of its words."""
        if not self._words:
            return False
        before = _CLAUSE_ENDS.split(self._text[max(0, count.start - _NOUN) : count.start])[-1]
        return any(self._own_word.search(part) for part in (before, self._text[count.end : count.noun_end]))

    @cached_property
    def _own_word(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, sorted(self._words, key=len, reverse=True)))
        return re.compile(f"{self._edges[0]}(?:{words}){self._edges[1]}")

    def country_of_compatriots(self, count: Count, home: str | None) -> Mention | None:
        """Give the country of people whom a text calls its readers' own: "우리 국민 7명", "14名國人", "four locals"."""
        if self._compatriots is None:
            return None
        first, last = max(0, count.start - _WORD), min(len(self._text), count.noun_end + _WORD)
        for word in self._compatriots.finditer(self._text, first, last):
            if word.end() >= count.start - _BESIDE and word.start() <= count.noun_end:
                code = home if not self._readers or home in self._readers else self._likeliest_reader
                return Mention("country", code, word.start(), word.end(), {"demonym": True}) if code else None
        return None

    @cached_property
    def _likeliest_reader(self) -> str | None:
        """The country of the language's readers, of several the one that the text names most, if any."""
        if len(self._readers) == 1:
            return str(self._readers[0])
        named = Counter(m.value if m.type == "country" else m.data["country"] for m in self._places)
        known = [code for code in self._readers if named[code]]
        return max(known, key=named.__getitem__, default=None)

    @cached_property
    def _places(self) -> list[Mention]:
        return [m for m in self._mentions if m.type in {"country", "place"}]

    def owner_of_nationals(self, count: Count) -> Mention | None:
        """Give the country that brings people home whom the text calls nationals: "India brought back 549 citizens"."""
        return self.owner(count) if count.word in self._nationals else None

    def owner(self, count: Count) -> Mention | None:
        """Give the country whose people they are; None where the sentence names none before them."""
        seen = count.start  # from where on the sentence is known not to end
        for country in reversed(self._mentions):
            if country.type != "country" or country.end > count.start:
                continue
            if _SENTENCE_ENDS.search(self._text, country.end, seen):
                return None
            if not self._is_place(country):
                return country
            seen = min(seen, country.end)
        return None

    def come_from(self, count: Count, country: Mention) -> bool:
        """Tell whether a country behind people is only where they come home from: "brought home 73 suspects from …"."""
        if self._origin is None or not self._origin.fullmatch(self._text, count.noun_end, country.start):
            return False
        near = [
            (word.end, count.start) if word.end <= count.start else (country.end, word.start)
            for word in self._mentions
            if word.type == "kind" and word.value in _RETURNS
        ]
        return any(
            0 <= there - here <= _CLAUSE and not _SENTENCE_ENDS.search(self._text, here, there) for here, there in near
        )

    @cached_property
    def _ways(self) -> set[int]:
        """Where the words end by which a country behind them is a place."""
        return {m.end for m in self._mentions if m.type == "relation" and m.value in _WAYS}

    def _is_place(self, country: Mention) -> bool:
        if {country.start, country.start - 1} & self._ways:
            return True
        return self._place is not None and self._place.match(self._text, country.end) is not None
