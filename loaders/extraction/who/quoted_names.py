"""Which of the places that name a body are quoted for it: for the body itself, and for its being the text's source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from crackdown.loaders.extraction.models.linear import Features, features, shares
from crackdown.loaders.extraction.record.quoting import about_wording, likeliest, widened
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention, bucket, distance
from crackdown.loaders.extraction.text.wordings import Wording, names_of
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

Span = tuple[int, int]
_START = attrgetter("start")
_JOINT = 3  # characters between a title and a name that go together
_LINE = 25  # characters that a line of a letterhead holds beside the name


def quoted_name(analysis: Analysis, agency: AgencyFound) -> Span:
    """Give the span to quote for a body: where the text names it best."""
    return _chosen(analysis, "name", own_names(agency))


def own_names(agency: AgencyFound) -> list[Wording]:
    """Give the places that name a body by a name of its own."""
    return [one for one in names_of(agency) if one.how != "echo"]


def quoted_source(analysis: Analysis, agency: AgencyFound) -> Span:
    """Give the span to quote for a body's being the text's source: its name, or who speaks for it, beside the verb."""
    return _chosen(analysis, "announced_by", sources_of(analysis, agency))


def sources_of(analysis: Analysis, agency: AgencyFound) -> list[Wording]:
    """Give the places where a body is named, and its officials with the titles that say so."""
    speakers = [official for official in analysis.officials if official.agency is agency]
    found = {*names_of(agency), *(one for official in speakers for one in _titled(official))}
    return sorted(found, key=lambda wording: (wording.span, wording.how))


def _titled(official: OfficialFound) -> Iterator[Wording]:
    """Give the places that name an official, with the role that stands beside the name: a name alone says nothing."""
    for start, end in official.spans:
        beside = [m for m in official.roles if distance(start, end, m.start, m.end) <= _JOINT]
        if beside:
            yield Wording(min(start, beside[0].start), max(end, beside[-1].end), "official")


def _chosen(analysis: Analysis, model: str, wordings: list[Wording]) -> Span:
    if len(wordings) == 1:
        return wordings[0].span
    sure = shares(f"quote:{model}", name_options(analysis, wordings))
    return widened(analysis, likeliest(analysis, wordings, sure), wordings)


def name_options(analysis: Analysis, wordings: list[Wording]) -> list[list[Features]]:
    """Describe the places that name a body for the model that chooses which to quote; one list of features each."""
    first: dict[str, Wording] = {}
    for wording in wordings:
        first.setdefault(wording.how, wording)
    longest = max(wording.end - wording.start for wording in wordings)
    return [
        [
            _place_features(analysis, wording),
            _ranks(
                wording.how,
                at == 0,
                wording is first[wording.how],
                wording.end - wording.start == longest,
                (wording.end - wording.start) * 4 // longest,
            ),
            *about_wording(analysis, wording),
        ]
        for at, wording in enumerate(wordings)
    ]


@features
def _ranks(how: str, is_first: bool, is_first_of_sort: bool, is_longest: bool, quarters: int) -> Iterator[str]:
    yield f"first={is_first},how={how}"
    yield f"first={is_first_of_sort},how={how}"
    yield f"longest={is_longest}"
    yield f"length={quarters}"


def _place_features(analysis: Analysis, wording: Wording) -> Features:
    index = analysis.sentences.index(wording.start)
    has_country, has_place = (
        any(m.end <= wording.end for m in _beginning_in(analysis.in_sentence(index, sort), wording))
        for sort in ("country", "place")
    )
    is_letterhead = _is_letterhead(analysis, wording)
    return _place(wording.how, min(3, index), _says(analysis, wording), is_letterhead, has_country, has_place)


@features
def _place(
    how: str, sentence: int, says: str, is_letterhead: bool, has_country: bool, has_place: bool
) -> Iterator[str]:
    yield f"how={how}"
    yield f"how={how},sentence={sentence}"
    yield f"how={how},says={says}"
    yield f"says={says}"
    yield f"letterhead={is_letterhead}"
    yield f"country={has_country}"
    yield f"place={has_place}"


def _says(analysis: Analysis, wording: Wording) -> str:
    """Tell how far the next word of announcing in the sentence is, and on which side."""
    verbs = analysis.in_sentence(analysis.sentences.index(wording.start), "announce")
    following = bisect_left(verbs, wording.start, key=_START)  # of verbs none overlaps another
    verbs = verbs[max(0, following - 1) : following + 1]
    apart = [(distance(m.start, m.end, *wording.span), m.start < wording.start) for m in verbs]
    return f"{bucket(min(apart)[0])}:{min(apart)[1]}" if apart else "none"


def _beginning_in(mentions: list[Mention], wording: Wording) -> list[Mention]:
    """Give those of a sentence's mentions, in its order, that begin inside a wording."""
    return mentions[bisect_left(mentions, wording.start, key=_START) : bisect_left(mentions, wording.end, key=_START)]


def _is_letterhead(analysis: Analysis, wording: Wording) -> bool:
    text = analysis.view.text
    start, end = text.rfind("\n", 0, wording.start) + 1, text.find("\n", wording.end)
    line = (end if end >= 0 else len(text)) - start
    return line - (wording.end - wording.start) <= _LINE
