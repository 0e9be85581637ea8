"""What stands around an operation that tells countries apart: places, actors, the country spoken of last."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import distance
from crackdown.loaders.extraction.what.candidates import anchor_of
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_mentions import mentions_in_order


class Surroundings:
    """What stands around an operation that tells countries apart, gathered once for all of them."""

    def __init__(self, analysis: Analysis, draft: Draft) -> None:
        self._kind = draft.kind
        anchor = anchor_of(draft)
        index = analysis.sentences.index
        here = index(anchor[0])
        mentioned = mentions_in_order(analysis)
        places = [item for item in mentioned if item[1] == "place"]
        self._nearest_place = min(places, key=lambda item: distance(*anchor, *item[0]), default=None)
        self._last_place = max((item for item in places if item[0] < anchor), default=None)
        self._places_here = {code for span, _, code in places if index(span[0]) == here}
        self._actors = {
            a.country for a in analysis.agencies for s, _ in a.spans if index(s) == here and a.kind != "embassy"
        }
        # Where no country stands beside the operation, the last one spoken of goes on: names and places, not demonyms.
        stands = [item for item in mentioned if item[1] in {"name", "place", "airport"}]
        self._here = {code for span, _, code in stands if index(span[0]) == here}
        earlier = [(index(span[0]), code) for span, _, code in stands if index(span[0]) < here]
        latest = max((sentence for sentence, _ in earlier), default=None)
        self._latest = {code for sentence, code in earlier if sentence == latest}

    def features(self, code: str, *, is_home: bool, is_own: bool) -> list[Features]:
        """Describe how a country stands to what is around the operation."""
        is_nearest = self._nearest_place is not None and self._nearest_place[2] == code
        is_last = self._last_place is not None and self._last_place[2] == code
        return [
            _places(is_nearest, is_last, bool(self._places_here), code in self._places_here),
            _actors(code in self._actors, bool(self._actors), self._kind),
            _latest(bool(self._here), code in self._latest, is_home, is_own),
        ]


@features
def _places(is_nearest: bool, is_last: bool, are_here: bool, is_here: bool) -> Iterator[str]:
    yield f"nearest_place={is_nearest}"
    yield f"last_place={is_last}"
    yield f"places_here={are_here},{is_here}"


@features
def _actors(is_actor: bool, are_actors: bool, kind: str) -> Iterator[str]:
    yield f"actor={is_actor},{are_actors}"
    yield f"actor={is_actor},kind={kind}"


@features
def _latest(are_here: bool, is_latest: bool, is_home: bool, is_own: bool) -> Iterator[str]:
    yield f"here={are_here},latest={is_latest},home={is_home}"
    yield f"here={are_here},latest={is_latest},own={is_own}"
