"""What stands around an operation that tells countries apart: places, actors, the country spoken of last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.text.spans import Span
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_mentions import mentions_in_order

_NO_COUNTRY: frozenset[str] = frozenset()


class _Told(NamedTuple):
    """Which countries a text tells of where, whichever operation asks."""

    places: list[tuple[Span, str]]  # in the order of the text, each with its country
    places_in: dict[int, set[str]]  # by sentence, the countries of its places
    actors_in: dict[int, set[str | None]]  # by sentence, the countries of the bodies that it names
    spoken_of_in: dict[int, set[str]]  # by sentence, the countries that it speaks of by names and places, not demonyms
    sentences: list[int]  # those that do, in order


@once_a_text
def _told(analysis: Analysis) -> _Told:
    index = analysis.sentences.index
    told = _Told([], {}, {}, {}, [])
    for span, how, code in mentions_in_order(analysis):
        there = index(span[0])
        if how == "place":
            told.places.append((span, code))
            told.places_in.setdefault(there, set()).add(code)
        if how in {"name", "place", "airport"}:
            told.spoken_of_in.setdefault(there, set()).add(code)
    for agency in analysis.agencies:
        if agency.kind != "embassy":
            for start, _ in agency.spans:
                told.actors_in.setdefault(index(start), set()).add(agency.country)
    told.sentences.extend(told.spoken_of_in)  # mentions are in order, so their sentences are
    return told


class Surroundings:
    """What stands around an operation that tells countries apart, gathered once for all of them."""

    def __init__(self, analysis: Analysis, draft: Draft) -> None:
        self._kind = draft.kind
        anchor, told = anchor_of(draft), _told(analysis)
        here = analysis.sentences.index(anchor[0])
        nearest = min(told.places, key=lambda place: distance(*anchor, *place[0]), default=None)
        before = bisect_left(told.places, (anchor, ""))
        self._nearest_place = nearest and nearest[1]
        self._last_place = told.places[before - 1][1] if before else None
        self._places_here = told.places_in.get(here, _NO_COUNTRY)
        self._actors = told.actors_in.get(here, _NO_COUNTRY)
        # Where no country stands beside the operation, the last one spoken of goes on.
        earlier = bisect_left(told.sentences, here)
        self._are_spoken_of = here in told.spoken_of_in
        self._latest = told.spoken_of_in[told.sentences[earlier - 1]] if earlier else _NO_COUNTRY

    def features(self, code: str, *, is_home: bool, is_own: bool) -> tuple[Features, Features]:
        """Describe how a country stands to what is around the operation."""
        return (
            _around(
                code == self._nearest_place, code == self._last_place,
                bool(self._places_here), code in self._places_here,
                self._are_spoken_of, code in self._latest,
                is_home, is_own,
            ),
            _actors(code in self._actors, bool(self._actors), self._kind),
        )  # fmt: skip


@features
def _around(
    is_nearest: bool, is_last: bool, are_places_here: bool, is_place_here: bool, are_here: bool, is_latest: bool,
    is_home: bool, is_own: bool,
) -> Iterator[str]:  # fmt: skip
    """Say whether a country's places are nearest or here, and whether it is the one spoken of last."""
    yield f"nearest_place={is_nearest}"
    yield f"last_place={is_last}"
    yield f"places_here={are_places_here},{is_place_here}"
    yield f"here={are_here},latest={is_latest},home={is_home}"
    yield f"here={are_here},latest={is_latest},own={is_own}"


@features
def _actors(is_actor: bool, are_actors: bool, kind: str) -> Iterator[str]:
    yield f"actor={is_actor},{are_actors}"
    yield f"actor={is_actor},kind={kind}"
