"""Everything that the recognisers see in one text, before anything is joined to anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar

from crackdown.loaders.document import Document
from crackdown.loaders.extraction.how_many.counts import Count, CountFinder
from crackdown.loaders.extraction.models.reasons import Reasons
from crackdown.loaders.extraction.text.capitals import set_in_small_letters
from crackdown.loaders.extraction.text.held_patterns import HeldPatterns
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised, normalise
from crackdown.loaders.extraction.text.numbers import find_numbers
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.when.date_found import DateFound, Day
from crackdown.loaders.extraction.when.joined_dates import join_spans, without_repeated_weekdays
from crackdown.loaders.extraction.when.published import latest_full_date, published_date
from crackdown.loaders.extraction.when.text_calendar import Calendar, taken_for
from crackdown.loaders.extraction.when.written_dates import find_written
from crackdown.loaders.extraction.where.airports import AirportFound, find_airports
from crackdown.loaders.extraction.where.initials import countries_by_initials
from crackdown.loaders.extraction.where.newspapers import without_newspapers
from crackdown.loaders.extraction.who.affiliation import attach_agencies
from crackdown.loaders.extraction.who.agencies import AgencyFinder
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.body_order import BodyMention, bodies_by_sentence
from crackdown.loaders.extraction.who.home import HomeFinder, Options, home_of
from crackdown.loaders.extraction.who.issuer import Speaking, find_issuers
from crackdown.loaders.extraction.who.ministries import add_ministries
from crackdown.loaders.extraction.who.officials import OfficialFinder, OfficialFound
from crackdown.loaders.extraction.who.parents import attach_parents

_NOTHING: list[Mention] = []
_DATELINE, _DATELINE_DENSE = 30, 15  # characters of a line before its date; where words touch, half of them say as much
_A_DAY = len("2026-02-08")
_Found = TypeVar("_Found")


@dataclass
class Analysis:
    """One text with its mentions, by type and resolved, in normalised offsets."""

    view: Normalised
    language: Language
    mentions: list[Mention]
    sentences: Sentences
    dates: list[DateFound]
    published: tuple[str, int, int] | None  # value and span; the span is empty where the metadata gave it
    counts: list[Count]
    agencies: list[AgencyFound]
    officials: list[OfficialFound]
    airports: list[AirportFound]
    issuers: list[tuple[AgencyFound, tuple[int, int]]]
    home: str | None
    patterns: HeldPatterns = field(repr=False, compare=False)  # of the language: those that the text may fit
    homes: Options = field(default_factory=list, repr=False, compare=False)  # what it was chosen among
    reasons: Reasons = field(default_factory=Reasons)
    remembered: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # asked for again and again
    reach: tuple[Span, ...] | None = None  # of a part of a dense text: the stretches that it holds

    def holds(self, position: int) -> bool:
        """Tell whether a position of the normalised text is looked at: everywhere, unless this is a part of a text."""
        return self.reach is None or any(start <= position < end for start, end in self.reach)

    def of_type(self, *types: str) -> list[Mention]:
        """Give the mentions of some types in the order of the text."""
        if len(types) == 1:
            return self._by_type.get(types[0], [])
        return [mention for mention in self.mentions if mention.type in types]

    @cached_property
    def _by_type(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.type, []).append(mention)
        return found

    @cached_property
    def bodies(self) -> dict[int, list[BodyMention]]:
        """The bodies that each sentence names, by the number of the sentence."""
        cues = self.of_type("cooperation")
        return bodies_by_sentence(self.agencies, self.sentences, self.view, self.language, cues)

    @cached_property
    def counted(self) -> Spans:
        """Where the counts stand."""
        return Spans((count.start, count.noun_end) for count in self.counts)

    @cached_property
    def named_bodies(self) -> Spans:
        """Where the names of bodies stand."""
        return Spans(span for agency in self.agencies for span in agency.spans)

    @cached_property
    def announced_on(self) -> str:
        """The day of publication, where its source or a line that begins with it gives one; else "".

        What a sentence dates in its middle may be taken for it by mistake.
        """
        day, start, end = self.published or ("", 0, 0)
        before = start - (self.view.text.rfind("\n", 0, start) + 1)
        is_sure = end == 0 or before <= (_DATELINE_DENSE if self.language.spaceless else _DATELINE)
        return day if is_sure and len(day) == _A_DAY else ""

    @cached_property
    def times_dated(self) -> Counter[str | tuple[str, str]]:
        """How often the text gives each date."""
        return Counter(date.value for date in self.dates)

    def in_sentence(self, index: int, wanted: str) -> list[Mention]:
        """Give the mentions of a type inside a sentence."""
        found = self._by_sentence.get(index)
        return found.get(wanted, _NOTHING) if found else _NOTHING

    def of_sentence(self, index: int) -> Mapping[str, list[Mention]]:
        """Give the mentions inside a sentence, by type."""
        return self._by_sentence.get(index, {})

    @cached_property
    def _by_sentence(self) -> dict[int, dict[str, list[Mention]]]:
        found: dict[int, dict[str, list[Mention]]] = {}
        index = self.sentences.index
        for mention in self.mentions:
            found.setdefault(index(mention.start), {}).setdefault(mention.type, []).append(mention)
        return found


def once_a_text(find: Callable[[Analysis], _Found]) -> Callable[[Analysis], _Found]:
    """Have what a text says as a whole be found once, however often it is asked for."""

    @wraps(find)
    def found_once(analysis: Analysis) -> _Found:
        if find not in analysis.remembered:
            analysis.remembered[find] = find(analysis)
        found: _Found = analysis.remembered[find]
        return found

    return found_once


def analyse(document: Document, language: Language) -> Analysis:
    """Run every recogniser over a document."""
    view = set_in_small_letters(language.spelled(normalise(document.text)), language)
    mentions = without_newspapers(view, _without_clashes(language.automaton.find(view)))
    mentions += countries_by_initials(view, language)
    sentences = Sentences(view, language)
    dates, published, date_spans = _dates(view, language, document, mentions, sentences)
    agencies, home, homes = _agencies(view, language, mentions, sentences)
    spans = [span for agency in agencies for span in agency.spans]
    airports = find_airports(view, language, _named_countries(mentions))
    airport_spans = [span for airport in airports for span in airport.spans]
    blocked = [*date_spans, *airport_spans]
    officials = OfficialFinder(view, language, mentions, agencies, blocked).find()
    add_ministries(view, language, officials, agencies, mentions, home)
    attach_parents(agencies, sentences, [m for m in mentions if m.type == "place"])
    spans = [span for agency in agencies for span in agency.spans]
    name_spans = [span for official in officials for span in official.spans]
    attach_agencies(officials, agencies, sentences, home)
    everything = mentions
    mentions = _outside(mentions, [*spans, *airport_spans, *name_spans])
    numbers = find_numbers(view, language, [*blocked, *spans, *name_spans])
    staff = _within(everything, spans, "bystanders")  # "300 polisi Tiongkok" are no 300 Chinese
    finder = CountFinder(view, language, [*mentions, *staff], date_spans, home)
    counts = finder.read(numbers, [m for m in mentions if m.type == "without"])
    issuers = find_issuers(Speaking(view, language, everything, sentences, agencies, officials, home))
    return Analysis(
        view, language, mentions, sentences, dates, published, counts, agencies, officials, airports, issuers, home,
        HeldPatterns(language.patterns, view.lower), homes,
    )  # fmt: skip


def _without_clashes(mentions: list[Mention]) -> list[Mention]:
    """Drop words of operations and roles that lie inside a country's or place's name ("libér*" in Libéria)."""
    names = [m for m in mentions if m.type in {"country", "place"} and not m.data.get("demonym")]
    covered = {i for m in names for i in range(m.start, m.end)}
    named = {"country", "place", "agency"}
    kept = [m for m in mentions if m.type in named or m.start not in covered or m.end - 1 not in covered]
    countries = [m for m in kept if m.type == "country"]
    kept = [m for m in kept if m.type != "place" or not any(_begins_before(country, m) for country in countries)]
    places = [m for m in kept if m.type == "place"]
    return [m for m in kept if m.type != "country" or not any(_is_other_within(m, place) for place in places)]


def _is_other_within(country: Mention, place: Mention) -> bool:
    """Tell whether a country is but a part of the name of a place in another: "Lào" of Lào Cai."""
    return _holds(place, country) and place.data["country"] != country.value


def _begins_before(country: Mention, place: Mention) -> bool:
    """Tell whether a place is a part of a country's name, or begins with its end: "国公", Koh Kong, of 中国公安."""
    return _holds(country, place) or country.start < place.start < country.end < place.end


def _holds(one: Mention, other: Mention) -> bool:
    return one.start <= other.start and other.end <= one.end


def _outside(mentions: list[Mention], spans: list[tuple[int, int]]) -> list[Mention]:
    """Keep countries everywhere, other words only outside names."""
    covered = {i for start, end in spans for i in range(start, end)}
    free = {"country", "place", "agency"}
    return [m for m in mentions if m.type in free or m.start not in covered]


def _within(mentions: list[Mention], spans: list[tuple[int, int]], wanted: str) -> list[Mention]:
    """Give the words of a type with which names begin."""
    starts = {start for start, _ in spans}
    return [m for m in mentions if m.type == wanted and m.start in starts]


def _named_countries(mentions: list[Mention]) -> set[str]:
    return {m.value for m in mentions if m.type == "country"} | {
        str(m.data["country"]) for m in mentions if m.type == "place"
    }


def _dates(
    view: Normalised, language: Language, document: Document, mentions: list[Mention], sentences: Sentences
) -> tuple[list[DateFound], tuple[str, int, int] | None, list[tuple[int, int]]]:
    """Give the dates and that of publication, and where dates are written: those of a year that nobody knows, too."""
    written = find_written(view, language.code)
    given = _given_day(document)
    stated = published_date(view, written, language, mentions)
    if stated and given and stated[0] != given:  # whoever gives the day knows it
        stated = None
    anchor = latest_full_date(view.text, written, language.code)
    published: tuple[str, int, int] | None = None
    reference = anchor.day if anchor else None
    if stated:
        reference = stated[0]
        published = (stated[0].isoformat(), stated[1].start, stated[1].end)
    elif given:
        reference = given
        published = (given.isoformat(), 0, 0)
    is_latest = not published and anchor is not None and anchor.is_named
    calendar = Calendar(language.code, reference, reference, sentences, is_latest=is_latest)
    dates: list[DateFound] = []
    for item in written:
        others = tuple(calendar.other_values(item))
        value = calendar.resolve(item)
        if value is not None:
            is_published = bool(stated) and item is stated[1]  # type: ignore[index]
            others = tuple(other for other in others if other[1] != value)
            dates.append(DateFound(item.start, item.end, taken_for(item.pattern.meaning), value, is_published, others))
    single = without_repeated_weekdays(view.text, dates)
    joined = join_spans(view.text, single, language.code, reference)
    resolved = {date.start for date in dates}
    spans = [(item.start, item.end) for item in written if item.start not in resolved]
    return joined, published, [*((date.start, date.end) for date in joined), *spans]


def _given_day(document: Document) -> Day | None:
    """Give the day of publication that came with the document, where it is a day."""
    known = document.published
    return Day.fromisoformat(known[:10]) if known and re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", known) else None


def _agencies(
    view: Normalised, language: Language, mentions: list[Mention], sentences: Sentences
) -> tuple[list[AgencyFound], str | None, Options]:
    """Find the agencies twice: who announces settles the home country, which settles whose the generic ones are."""
    home_finder, finder = HomeFinder(view, language, mentions), AgencyFinder(view, language, mentions)
    guess = home_finder.guess()
    agencies = finder.find(guess)
    issuers = find_issuers(Speaking(view, language, mentions, sentences, agencies, [], guess)) if agencies else []
    homes = home_finder.options(sentences, agencies, [agency for agency, _ in issuers])
    home = home_of(homes, home_finder.told_of(agencies))
    if home != guess:
        agencies = finder.find(home)
    return agencies, home, homes
