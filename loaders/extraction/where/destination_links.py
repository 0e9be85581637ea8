"""Countries as candidates for where people were sent, and the words that say whither."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    anchor_of,
    nearest_span,
    once_a_draft,
    relation_before,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.owners import owner_features
from crackdown.loaders.extraction.where.country_links import bare_candidates, with_place
from crackdown.loaders.extraction.where.country_mentions import country_mentions, named_countries

_MARKS = 3  # characters before the first word of a line: brackets, a dash
_ENDS = {"place", "airport"}  # where a journey ends
_HOMEWARD = {"return", "repatriation"}  # words for coming home
_BROUGHT = {"repatriation", "rescue"}  # kinds that bring people home
_HANDED = {"deportation", "extradition"}  # kinds by which people are handed over


@once_a_draft
def destination_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for where the persons were sent."""
    own = draft.nationalities
    candidates = []
    for one in bare_candidates(analysis, draft):
        given = [*one.features, owner_features(analysis, draft, one.span), _sent_features(analysis, draft, one, own)]
        span = _whither_span(analysis, draft, str(one.value), own) or one.span
        candidate = Candidate(one.value, span, given, stated=one.stated)
        candidates.append(with_place(analysis, draft, candidate))
    return candidates


def _whither_span(analysis: Analysis, draft: Draft, code: str, own: set[str]) -> Span | None:
    """Give the words that say whither: "to" a country, a place or airport of it, who took the people over, or "home".

    What stands in the operation's sentence says more than what stands elsewhere.
    """
    anchor, index = anchor_of(draft), analysis.sentences.index
    ends, takers = _whither(analysis)[code]
    if draft.kind not in _HANDED:
        takers = []
    is_back = draft.kind in _BROUGHT and (code in own or code == analysis.home)
    home = _homeward(analysis) if is_back else []
    if not (ends or takers or home):
        return None
    here = index(anchor[0])
    beside = [[span for span in spans if index(span[0]) == here] for spans in (ends, takers, home)]
    return next((nearest_span(anchor, spans) for spans in (*beside, home, ends) if spans), None)


@once_a_text
def _whither(analysis: Analysis) -> dict[str, tuple[list[Span], list[Span]]]:
    """Give, by country, the words that name an end of a journey in it, and its bodies that may take people over."""
    bodies = [span for agency in analysis.agencies for span in agency.spans]
    return {
        code: (
            [
                span
                for span, how in mentions
                if (how in _ENDS or (how == "name" and relation_before(analysis, span) == "to"))
                and not _opens_line(analysis, span)
                and not any(start <= span[0] < end for start, end in bodies)
            ],
            [span for span, how in mentions if how == "agency"],
        )
        for code, mentions in country_mentions(analysis).items()
    }


@once_a_text
def _homeward(analysis: Analysis) -> list[Span]:
    return [(m.start, m.end) for m in analysis.of_type("kind") if m.value in _HOMEWARD]


def _opens_line(analysis: Analysis, span: Span) -> bool:
    """Tell whether a span stands at the beginning of a line, as the place of a dateline does."""
    return span[0] - (analysis.view.text.rfind("\n", 0, span[0]) + 1) <= _MARKS


def _sent_features(analysis: Analysis, draft: Draft, candidate: Candidate, own: set[str]) -> Features:
    is_home, stated = candidate.value == analysis.home, candidate.stated
    is_to = "to" in named_countries(analysis)[str(candidate.value)].relations
    return _sent(draft.kind, candidate.value in own, min(2, len(own)), is_home, stated, is_to)


@features
def _sent(kind: str, is_own: bool, owns: int, is_home: bool, is_stated: bool, is_to: bool) -> Iterator[str]:
    """Say what speaks for a country as the one that people were sent to."""
    yield f"sent:own={is_own},owns={owns},kind={kind}"
    yield f"sent:own={is_own},home={is_home},stated={is_stated}"
    yield f"sent:home={is_home},kind={kind},owns={owns}"
    yield f"sent:to={is_to},kind={kind}"
