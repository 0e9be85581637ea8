"""Counts of people: a number, the noun it counts, how it is hedged, and whose sex or nationality the words give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice

from crackdown.loaders.extraction.how_many.aged_persons import ages_behind_names, find_ages, iter_aged
from crackdown.loaders.extraction.how_many.classified_counts import ClassifiedCounts
from crackdown.loaders.extraction.how_many.count import Count
from crackdown.loaders.extraction.how_many.countries_beside import OWN_NUMBER, CountriesBeside
from crackdown.loaders.extraction.how_many.hedges_behind import HedgesBehind
from crackdown.loaders.extraction.how_many.joined_counts import add_sums, mark_each
from crackdown.loaders.extraction.how_many.own_people import OwnPeople
from crackdown.loaders.extraction.how_many.ranges import Ranges
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised

__all__ = ["MOST", "Count", "CountFinder"]

_REACH = 4  # words between a number and its noun: "14 suspected Chinese scam workers"
MOST = 120  # counts read of one text: more are a table of figures, no announcement
_OPENS = 3  # characters behind people in which a bracket opens
_SPLIT = 40  # characters between a number and the first of two that it is split into
_TABLE_GAP = 24  # characters between a line's heading and its number
_YEAR = 4  # digits
_PARTS = re.compile(r"[^.;:!?\d\n]{0,40}[, ]")  # what stands between things and a number of some of them
_PERSONS = {"people", "women", "men"}
_SHORT = {"not_people", "women", "men"}  # what may be the beginning of a longer word for somebody
_NEXT_WORD = re.compile(r"[ ]?\(?(?P<word>\w[\w'-]*)")


class CountFinder:
    """Reads the counts of one text from its numbers and its lexicon mentions."""

    def __init__(
        self,
        view: Normalised,
        language: Language,
        mentions: list[Mention],
        dates: Iterable[tuple[int, int]] = (),
        home: str | None = None,
    ) -> None:
        self._view = view
        self._dated = {at for start, end in dates for at in range(start, end)}
        self._language = language
        self._patterns = language.patterns
        self._mentions, self._own = mentions, OwnPeople(view.lower, language, mentions)
        self._by_start: defaultdict[int, list[Mention]] = defaultdict(list)
        by_type: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._by_start[mention.start].append(mention)
            by_type[mention.type].append(mention)
        self._classified = ClassifiedCounts(view, language, mentions) if language.lexicon.get("classifiers") else None
        self._countries, self._including = by_type["country"], by_type["including"]
        self._countries_beside = CountriesBeside(view, language, self._countries, self._own, home)
        self._sex_ends = {m.end: m for m in mentions if m.type in {"women", "men"}}
        self._relations = {word for words in language.lexicon["relations"].values() for word in words}
        self._hedges = sorted(by_type["hedge"], key=lambda m: m.end)
        self._hedges_behind = HedgesBehind(view.lower, language)
        self._hedge_ends = [m.end for m in self._hedges]
        self._things = 0, 0  # how many of them were counted last that are no people, and where these words end

    def read(self, numbers: list[Mention], withouts: list[Mention]) -> list[Count]:
        """Give the counts of people in the order of the text."""
        ages = find_ages(self._view, self._patterns.get("aged"))
        years = {at for age in ages for at in range(age.start(), age.end())}
        years |= ages_behind_names(self._view, self._mentions)
        numbers = [number for number in numbers if number.end - 1 not in years]
        ranges = Ranges(numbers, self._view, self._patterns)
        counted = (count for number in ranges.numbers if (count := self._count(number)))
        counts = [_from(count, ranges.lower.get(count.start)) for count in islice(counted, MOST)]
        aged = iter_aged(
            ages, [*counts], self._mentions, self._view, self._own.come_from, bare=not self._language.spaceless
        )
        counts += islice(aged, MOST - len(counts))
        counts.sort(key=lambda count: count.start)
        self._countries_beside.read(counts)
        mark_each(counts, self._countries, self._view, self._patterns)
        self._mark_runs(counts)
        counts += add_sums(
            counts, self._view.text, self._patterns["list"], self._including, tight=bool(self._classified)
        )
        zeros = [count for mention in withouts if (count := self._none(mention))]
        return sorted(counts + zeros, key=lambda count: (count.start, -count.noun_end))

    def _count(self, number: Mention) -> Count | None:
        count = Count(number.data["value"], number.start, number.end, number.end, None, spelled=number.data["spelled"])
        if number.data.get("behind"):
            return self._behind(count)
        hedge_behind = self._hedges_behind.read(number.end)
        if not self._read_counted(count, hedge_behind):
            return None
        is_part = count.noun is None and self._is_of_things(count)
        if is_part or count.noun == "not_people":
            self._things = self._things[0] if is_part else count.value, max(count.end, count.noun_end)
            return None
        if number.data.get("weak") and not self._is_one_person(count):
            return None
        if count.noun is None:
            self._read_predicate(count)
        if hedge_behind is None and _may_be_year(count):
            return None
        count.hedge = self._hedge_before(number.start) or hedge_behind
        if count.hedge is None and (inexact := self._inexact(number)):
            count.hedge = Mention("hedge", inexact, number.start, number.end)
        return count

    def _inexact(self, number: Mention) -> str | None:
        """Say how exact a number is by its own words: "une centaine", "五六十"."""
        if number.data.get("at_least"):
            return "at_least"
        about = self._patterns.get("about_number")
        is_about = about is not None and about.search(self._view.lower[number.start : number.end])
        return "about" if is_about else None

    def _is_of_things(self, count: Count) -> bool:
        """Tell whether a bare number parts things just counted: "three hotels, two in Negombo and one in Chilaw"."""
        value, end = self._things
        between = self._view.text[end : count.start]
        return self._classified is None and count.value < value and _PARTS.fullmatch(between) is not None

    def _read_counted(self, count: Count, hedge_behind: Mention | None) -> bool:
        """Read who or what a number counts; False where its language says it of people alone, and does not here."""
        if self._classified is None:
            self._read_noun(count, count.end + self._is_in_brackets(count))
            if hedge_behind is not None and count.noun is None:
                self._read_noun(count, hedge_behind.end)
            self._read_sex_before(count)
            return True
        if not self._classified.read(count):
            return False
        if count.noun in _PERSONS and not count.countries and self._own.are_own_before(count):
            self._give_to_owner(count)
        return True

    def _behind(self, count: Count) -> Count | None:
        """Read a number that stands behind whom it counts: "المتهمون الخمسة", "متهمين صينيين اثنين"."""
        for _ in range(2):
            found = [
                m for m in self._persons_ending.get(count.start - 1, ()) if m.type != "country" or m.data["demonym"]
            ]
            if not found or count.noun not in {None, "demonym"}:
                break
            mention = min(found, key=lambda m: (m.type == "country", m.start))
            if mention.type == "country":
                count.countries.append(mention)
            count.noun = "demonym" if mention.type == "country" else mention.type
            count.word, count.start = self._view.lower[mention.start : mention.end], mention.start
        return count if count.noun is not None else None

    @cached_property
    def _persons_ending(self) -> Mapping[int, list[Mention]]:
        """The words for people by where they end: few numbers stand behind these."""
        ending: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            if mention.type in {"people", "women", "men", "country"}:
                ending[mention.end].append(mention)
        return ending

    def _read_sex_before(self, count: Count) -> None:
        """Read the sex that stands before a number in a table or with a verb of number: "Femmes : 71"."""
        if not self._sex_ends or count.noun not in {None, "people"}:
            return
        for end in range(count.start, max(0, count.start - _TABLE_GAP), -1):
            sex = self._sex_ends.get(end)
            if sex is None:
                continue
            between = self._view.lower[end : count.start]
            if count.noun == "people" and between.isspace():
                return  # "31'i kadın 168 yabancı": the women are counted by the number before them
            if self._patterns["sex_before"].fullmatch(between):
                count.noun, count.word = sex.type, self._view.lower[sex.start : sex.end]
                return

    def _is_one_person(self, count: Count) -> bool:
        """Tell whether "a" or "one" counts a person: "a Kenyan", but not "a Kenyan company"."""
        if count.noun != "demonym":
            return count.noun in _PERSONS
        word = _NEXT_WORD.match(self._view.lower, count.noun_end)
        return self._classified is not None or word is None or not self._is_modifier(word["word"], False)

    def _read_predicate(self, count: Count) -> None:
        """Read the sex that a predicate gives: "Eighteen of the 149 are women", "26 of them women"."""
        after = self._patterns["count_predicate"].match(self._view.lower, count.noun_end)
        if after:
            for mention in self._by_start.get(after.end(), ()):
                if mention.type in {"women", "men"}:
                    count.noun, count.noun_end = mention.type, mention.end

    def _hedge_before(self, start: int) -> Mention | None:
        position = bisect_left(self._hedge_ends, start - 1)
        for hedge in self._hedges[position : position + 3]:
            if start - 2 <= hedge.end <= start:
                return hedge
        return None

    def _read_noun(self, count: Count, position: int) -> None:
        """Walk over the words from a position behind the number on until one says what is counted."""
        text = self._view.lower
        for _ in range(_REACH + 1):
            word = _NEXT_WORD.match(text, position)
            if word is None or word.start("word") in self._dated:  # "12 Chinese last week" are no weeks
                break
            found = self._meaning(word.start("word"))
            if found is None:
                if self._ends_before(word, count):
                    break
                position = word.end()
                continue
            kind, mention = found
            if kind != "country":
                self._take_noun(count, kind, mention)
                return
            count.countries.append(mention)
            count.noun, count.noun_end = count.noun or "demonym", mention.end
            if self._is_all(mention):
                return
            position = mention.end

    def _is_in_brackets(self, count: Count) -> bool:
        """Tell whether a number in brackets counts what is right behind: "arrested (3) suspects", but no list."""
        text = self._view.lower
        if text[count.start - 1 : count.start] != "(" or not text.startswith(") ", count.end):
            return False
        noun = self._meaning(count.end + 2)
        is_apart = text[count.start - 2 : count.start - 1] == " "
        return noun is not None and (noun[0] == "not_people" or (is_apart and noun[0] in _PERSONS))

    def _take_noun(self, count: Count, kind: str, noun: Mention) -> None:
        """Keep what is counted, and whose people the words beside it say they are."""
        count.noun, count.noun_end = kind, noun.end
        count.word = self._view.lower[noun.start : noun.end]
        if kind == "partitive":
            self._read_predicate(count)
        if kind in _PERSONS and not count.countries and self._own.are_own(count):
            self._give_to_owner(count)
        elif kind in _PERSONS:
            self._read_adjectives(count)

    def _give_to_owner(self, count: Count) -> None:
        count.own, owner = True, self._own.owner(count)
        count.countries += [owner] if owner else []

    def _ends_before(self, word: re.Match[str], count: Count) -> bool:
        """Tell whether a word that says nothing of people is the first behind what is counted."""
        if not self._is_modifier(word["word"], word.start() == count.end):
            return True
        return bool(count.countries) and self._begins_anew(word.start("word"), word["word"])

    def _is_all(self, country: Mention) -> bool:
        """Tell whether "người Trung Quốc" says who is counted, as what follows ("ngày 8/4") counts nobody."""
        if not any(mention.type == "people" for mention in self._by_start.get(country.start, ())):
            return False
        word = _NEXT_WORD.match(self._view.lower, country.end)
        found = self._meaning(word.start("word")) if word else None
        return found is not None and found[0] == "not_people"

    def _begins_anew(self, start: int, word: str) -> bool:
        """Tell whether a word behind "94 Indians" belongs to them no longer: "boarded", "an" of "an aircraft"."""
        done = any(mention.type == "kind" for mention in self._by_start.get(start, ()))
        anew = self._patterns.get("begins_anew")
        return done or word in self._language.lexicon["articles"] or (anew is not None and bool(anew.match(word)))

    def _meaning(self, start: int) -> tuple[str, Mention] | None:
        ranked = ("not_people", "partitive", "women", "men", "country", "people", "bystanders")
        here = self._by_start.get(start)
        if here is None:  # as at most words
            return None
        for kind in ranked:
            for mention in here:
                if mention.type == kind and not (kind in _SHORT and _is_in_longer(mention, here)):
                    return kind, mention
        return None

    def _is_modifier(self, word: str, is_first: bool) -> bool:
        lowered = word.lower()
        if lowered in self._language.lexicon["stops"]:
            return False
        if lowered in self._relations or lowered in self._language.lexicon["including"]:
            return is_first and lowered in self._language.lexicon["relations"]["of"]
        if "'" in lowered and lowered.partition("'")[0] + "'" in self._language.lexicon["relations"]["of"]:
            return is_first
        return word.isalpha() or "-" in word or lowered in self._language.lexicon["articles"]

    def _read_adjectives(self, count: Count) -> None:
        """Read demonyms after the noun ("312 citoyens chinois", "680 nationals of China, 603 male")."""
        position = count.noun_end
        for _ in range(2):
            found = self._country_after("count_of", position)
            if found is None and count.countries:
                found = self._country_after("count_and", position)
            if found is None or OWN_NUMBER.match(self._view.text, found.end):
                return
            if self._own.come_from(count, found):
                count.own, owner = True, self._own.owner_of_nationals(count)
                count.countries += [owner] if owner else []
                return
            count.countries.append(found)
            count.noun_end = position = found.end

    def _country_after(self, pattern: str, position: int) -> Mention | None:
        """Give the country that stands right after a joining pattern; the longest joint wins."""
        for end in range(position + 12, position, -1):
            for mention in self._by_start.get(end, ()):
                if mention.type == "country" and self._patterns[pattern].fullmatch(self._view.text, position, end):
                    return mention
        return None

    def _mark_runs(self, counts: list[Count]) -> None:
        """Mark counts by nationality in a row that break a bigger count down: they are no groups of their own.

        Those are three or more after it, or two right after it that add up to it.
        """
        run: list[Count] = []
        for count in [*counts, None]:
            if count is not None and run and count.noun in {"women", "men"} and self._is_bracketed(run[-1], count):
                continue  # "51 Vietnamese (14 women) and 35 Chinese"
            follows = (
                count is not None
                and len(count.countries) == 1
                and (not run or (count.start - run[-1].noun_end < 40 and not self._is_dated_between(run[-1], count)))
            )
            if follows and count is not None:
                run.append(count)
                continue
            total = sum(member.value for member in run)
            earlier = [c for c in counts if run and c.start < run[0].start]
            is_split = len(run) == 2 and bool(earlier) and self._is_split(earlier[-1], run, total)
            if is_split or (len(run) >= 3 and any(c.value >= total for c in earlier)):
                for member in run:
                    member.listed = True
            run = [count] if count is not None and len(count.countries) == 1 else []

    def _is_dated_between(self, one: Count, other: Count) -> bool:
        """Tell whether a day stands between two counts: "on 10 March 125 Indians, on 17 March 88 Kenyans"."""
        return not self._dated.isdisjoint(range(one.noun_end, other.start))

    def _is_bracketed(self, people: Count, count: Count) -> bool:
        """Tell whether a count stands in the bracket that opens right behind another."""
        between = self._view.text[people.noun_end : count.start]
        return "(" in between[:_OPENS] and ")" not in between

    @staticmethod
    def _is_split(whole: Count, run: list[Count], total: int) -> bool:
        """Tell whether two counts right after another split it: "209 foreigners, 73 Koreans and 136 Burmese"."""
        one, other = (member.countries[0].value for member in run)
        return whole.value == total and one != other and run[0].start - whole.noun_end < _SPLIT

    def _none(self, without: Mention) -> Count | None:
        """Read "no women", "sans femmes" as a count of nought."""
        after = self._view.text[without.end : without.end + 2]
        start = without.end + len(after) - len(after.lstrip())
        found = self._meaning(start)
        if found is None or found[0] not in {"women", "men"}:
            return None
        return Count(0, without.start, without.end, found[1].end, found[0], zero=True)


def _may_be_year(count: Count) -> bool:
    """Tell whether a number of which no noun right behind it says what it counts may be a year, as "1,911" is not."""
    is_apart = count.noun is None or count.end + 1 + len(count.word or "") < count.noun_end
    return is_apart and 1900 <= count.value <= 2100 and count.end - count.start == _YEAR


def _from(count: Count, lower: Mention | None) -> Count:
    """Have a count that ends a range be at least what the range begins with."""
    if lower is not None:
        count.value, count.start = lower.data["value"], lower.start
        count.hedge = Mention("hedge", "at_least", lower.start, count.end)
    return count


def _is_in_longer(mention: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether a word is the beginning of a longer one for somebody: "आरोप", a charge, of "आरोपी", an accused."""
    return any(other.end > mention.end and other.type in {"people", "country"} for other in others)
