"""What a text says of each country: the words that speak of it, in which way, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import Span, relation_before
from crackdown.loaders.extraction.who.home import opens_dateline

# Ways of speaking of a country, the plainest first.
_TELLING = ("name", "place", "demonym", "airport", "agency", "dateline")
_DASH = re.compile(r"\s*(?:[(（][^()（）\n]{1,24}[)）]\s*)?[-–—]\s")  # "SYDNEY (AFP) - …"
_TO_DATE = re.compile(r"[ ,،.(（|=・–—:៖-]*(?:\w{1,12}[ ,،.]*)?")  # to the day: "NAIROBI, Saturday, April 12"
_TAKING = {"agency", "airport"}  # ways of speaking of a country that takes people over
_HANDING_OVER = {"handover", "extradition"}


@once_a_text
def country_mentions(analysis: Analysis) -> dict[str, list[tuple[Span, str]]]:
    """Give, by country, the spans that speak of it and how: name, demonym, place, dateline, airport or agency."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for mention in analysis.of_type("country", "place"):
        if mention.type == "place" and is_in_body(analysis, mention):
            continue  # "Yunnan Police" say no more of a place than that they are of its country
        code = mention.value if mention.type == "country" else str(mention.data["country"])
        how = "place" if mention.type == "place" else "demonym" if mention.data["demonym"] else "name"
        if how != "demonym" and _is_dateline(analysis, mention) and _is_elsewhere(analysis, mention, code):
            how = "dateline"  # where a text was written, not where something happened
        found.setdefault(code, []).append(((mention.start, mention.end), how))
    for mention in analysis.of_type("initial"):
        if any(m.value == "sanction" for m in analysis.in_sentence(analysis.sentences.index(mention.start), "kind")):
            found.setdefault(mention.value, []).append(((mention.start, mention.end), "name"))
    for airport in analysis.airports:
        if airport.country:
            found.setdefault(airport.country, []).extend((span, "airport") for span in airport.spans)
    for agency in analysis.agencies:
        if agency.country:
            found.setdefault(agency.country, []).extend((span, "agency") for span in agency.spans)
    return found


def _is_dateline(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether a place or country begins a line that says where and when a text was written."""
    text = analysis.view.text
    if not opens_dateline(analysis.view, mention):
        return False
    if _DASH.match(text, mention.end):
        return True
    dates = _dates_begin(analysis)
    following = bisect_right(dates, mention.end - 1)
    return following < len(dates) and _TO_DATE.fullmatch(text, mention.end, dates[following]) is not None


def _is_elsewhere(analysis: Analysis, dateline: Mention, code: str) -> bool:
    """Tell whether the sentence behind a dateline says "in" of another country: then it happened there."""
    sentence = analysis.sentences.index(dateline.start)
    for mention in (*analysis.in_sentence(sentence, "country"), *analysis.in_sentence(sentence, "place")):
        other = mention.value if mention.type == "country" else str(mention.data["country"])
        is_place = mention.type == "place" or not mention.data["demonym"]
        if other != code and is_place and relation_before(analysis, (mention.start, mention.end)) == "in":
            return True
    return False


@once_a_text
def _dates_begin(analysis: Analysis) -> list[int]:
    return sorted(date.start for date in analysis.dates)


def is_in_body(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether a mention is part of the name of a body whose country is known: "Yunnan Police"."""
    starts, ends = _bodies(analysis)
    position = bisect_right(starts, mention.start) - 1
    return position >= 0 and mention.end <= ends[position]


@once_a_text
def _bodies(analysis: Analysis) -> tuple[list[int], list[int]]:
    """Give where bodies whose country is known are named, and for each how far any up to there reaches."""
    spans = sorted(span for agency in analysis.agencies if agency.country for span in agency.spans)
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


@dataclass(slots=True)
class Named:
    """A country in one text, whichever operation asks about it."""

    spans: list[Span]
    hows: dict[Span, str]  # in which way each span speaks of it; the first where there are several
    telling: list[Span]  # those that name it, or else a place in it, or else an agency of it
    relations: frozenset[str | None]
    in_title: bool
    is_whither: bool  # words say "to" it, or name a place in it
    takes: set[int]  # the sentences at most one from where its body or airport stands beside words for handing over
    features: Features  # how the text names it
    here: dict[int, tuple[Features]]  # the same of each sentence that does


@once_a_text
def named_countries(analysis: Analysis) -> dict[str, Named]:
    """Give each country that a text speaks of."""
    everything = country_mentions(analysis)
    most = max(map(len, everything.values()), default=0)
    return {code: _look_at(analysis, mentions, len(mentions) == most) for code, mentions in everything.items()}


def _look_at(analysis: Analysis, mentions: list[tuple[Span, str]], is_most: bool) -> Named:
    index = analysis.sentences.index
    hows: dict[Span, str] = {}
    ways: dict[int, set[tuple[str, str | None]]] = {}
    for span, how in mentions:
        hows.setdefault(span, how)
        ways.setdefault(index(span[0]), set()).add((how, relation_before(analysis, span)))
    in_all = set().union(*ways.values())
    all_hows, relations = {how for how, _ in in_all}, frozenset([relation for _, relation in in_all])
    places = sum([how == "place" for _, how in mentions])
    best = next(how for how in _TELLING if how in all_hows)
    handed = [at for at in _handed_over(analysis).intersection(ways) if any(how in _TAKING for how, _ in ways[at])]
    return Named(
        [span for span, _ in mentions],
        hows,
        [span for span, how in mentions if how == best],
        relations,
        0 in ways,
        places > 0 or ("name", "to") in in_all,
        {near for at in handed for near in (at - 1, at, at + 1)},
        _named(min(4, len(mentions)), min(3, places), is_most, relations),
        {there: (_here(frozenset(found)),) for there, found in ways.items()},
    )


@once_a_text
def _handed_over(analysis: Analysis) -> set[int]:
    """Give the sentences with words for handing people over."""
    return {analysis.sentences.index(m.start) for m in analysis.of_type("kind") if m.value in _HANDING_OVER}


@features
def _named(mentions: int, places: int, is_most: bool, relations: frozenset[str | None]) -> Iterator[str]:
    """Say how often and where the text names a country, and after which prepositions."""
    yield f"mentions={mentions}"
    yield f"places={places}"
    yield f"most={is_most}"
    yield from (f"somewhere={relation}" for relation in relations)


@features
def _here(ways: frozenset[tuple[str, str | None]]) -> Iterator[str]:
    """Say in which ways the operation's sentence names a country, with the prepositions before."""
    yield from (f"here={how}" for how in {how for how, _ in ways})
    yield from (f"here={how},relation={relation}" for how, relation in ways)


@once_a_text
def mentions_in_order(analysis: Analysis) -> list[tuple[Span, str, str]]:
    """Give what speaks of countries in the order of the text, each with how and of which."""
    return sorted((span, how, code) for code, spans in country_mentions(analysis).items() for span, how in spans)
