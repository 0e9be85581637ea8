"""The places where an operation took place: those of its sentence, but for where a text was written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_mentions import is_in_body
from crackdown.loaders.extraction.who.home import opens_dateline


def scenes(analysis: Analysis, near: Analysis, draft: Draft, country: str | None) -> Iterator[Mention]:
    """Give the places of a country in which an operation took place, in the order of the text.

    Args:
        analysis: the text.
        near: the part of it that is looked at.
        draft: the operation, which knows of the others.
        country: where it took place, which its places are in.
    """
    sentence = analysis.sentences.at(draft.position)
    named = [m for m in near.of_type("place") if sentence.start <= m.start < sentence.end]
    named = [m for m in named if not opens_dateline(analysis.view, m)]
    # "Tuyen Quang Police arrested 205 in Svay Rieng": where the police are from counts where no other place is told.
    named = [m for m in named if not is_in_body(analysis, m)] or named
    anchors = sorted({d.position for d in (draft, *draft.rest) if sentence.start <= d.position < sentence.end})
    for mention in named:
        if mention.data["country"] == country and _is_scene_of(mention, draft.position, named, anchors):
            yield mention


def _is_scene_of(place: Mention, position: int, places: list[Mention], anchors: list[int]) -> bool:
    """Tell whether a place is that of an operation, where its sentence tells of several, each with a place of its own.

    "Forty in Bavet, 55 in Poipet": the place follows its number if the first one does, and stands before it if not.
    """
    if len(anchors) < 2 or len({m.value for m in places}) < len(anchors):
        return True
    if places[0].start > anchors[0]:
        return anchors[bisect_right(anchors, place.start) - 1] == position
    following = bisect_left(anchors, place.start)
    return anchors[min(following, len(anchors) - 1)] == position
