"""What a text says of each country: the words that speak of it, in which way, and where."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import Span, relation_before

_TELLING = ("name", "place", "demonym", "airport", "agency")  # ways of speaking of a country, the plainest first


@once_a_text
def country_mentions(analysis: Analysis) -> dict[str, list[tuple[Span, str]]]:
    """Give, by country, the spans that speak of it and how: name, demonym, place, airport or agency."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for mention in analysis.of_type("country", "place"):
        if mention.type == "place" and is_in_body(analysis, mention):
            continue  # "Yunnan Police" say no more of a place than that they are of its country
        code = mention.value if mention.type == "country" else str(mention.data["country"])
        how = "place" if mention.type == "place" else "demonym" if mention.data["demonym"] else "name"
        found.setdefault(code, []).append(((mention.start, mention.end), how))
    for airport in analysis.airports:
        if airport.country:
            found.setdefault(airport.country, []).extend((span, "airport") for span in airport.spans)
    for agency in analysis.agencies:
        if agency.country:
            found.setdefault(agency.country, []).extend((span, "agency") for span in agency.spans)
    return found


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
    ways: dict[int, frozenset[tuple[str, str | None]]]  # by sentence, how it is named and after which preposition
    relations: frozenset[str | None]
    places: int
    in_title: bool


@once_a_text
def named_countries(analysis: Analysis) -> dict[str, Named]:
    """Give each country that a text speaks of."""
    return {code: _look_at(analysis, mentions) for code, mentions in country_mentions(analysis).items()}


def _look_at(analysis: Analysis, mentions: list[tuple[Span, str]]) -> Named:
    index = analysis.sentences.index
    hows: dict[Span, str] = {}
    ways: dict[int, set[tuple[str, str | None]]] = {}
    for span, how in mentions:
        hows.setdefault(span, how)
        ways.setdefault(index(span[0]), set()).add((how, relation_before(analysis, span)))
    relations = frozenset(relation for found in ways.values() for _, relation in found)
    places = sum(how == "place" for _, how in mentions)
    best = min((how for _, how in mentions), key=_TELLING.index)
    telling = [span for span, how in mentions if how == best]
    frozen = {sentence: frozenset(found) for sentence, found in ways.items()}
    return Named([span for span, _ in mentions], hows, telling, frozen, relations, places, 0 in ways)


@once_a_text
def mentions_in_order(analysis: Analysis) -> list[tuple[Span, str, str]]:
    """Give what speaks of countries in the order of the text, each with how and of which."""
    return sorted((span, how, code) for code, spans in country_mentions(analysis).items() for span, how in spans)
