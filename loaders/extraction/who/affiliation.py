"""Which agency an official acts for, where the words beside the name do not say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from crackdown.loaders.extraction.models.linear import Features, features, probability
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

THRESHOLD = 0.39
_AROUND = 32  # mentions of bodies on either side of an official's name that may be the official's own
_BODIES = {
    "Prime Minister": "government", "President": "government", "Governor": "government", "Senator": "parliament",
    "Congressman": "parliament",
    "Ambassador": "embassy", "Consul": "embassy", "Secretary": "embassy", "Justice": "court", "Judge": "court",
    "Magistrate": "court", "Prosecutor": "prosecution", "Attorney": "prosecution", "Minister": "ministry",
    "Commissioner": "immigration",
}  # fmt: skip


def attach_agencies(
    officials: list[OfficialFound], agencies: list[AgencyFound], sentences: Sentences, home: str | None
) -> None:
    """Give each official without an agency the likeliest one, if any is likely enough."""
    for official in officials:
        if official.agency is not None:
            continue
        best: tuple[float, AgencyFound, tuple[int, int]] | None = None
        for agency, span, given in affiliation_candidates(official, officials, agencies, sentences, home):
            sure = probability("affiliation", given)
            if sure >= THRESHOLD and (best is None or sure > best[0]):
                best = (sure, agency, span)
        if best:
            official.agency_sure, official.agency, official.agency_span = best


def affiliation_candidates(
    official: OfficialFound,
    officials: list[OfficialFound],
    agencies: list[AgencyFound],
    sentences: Sentences,
    home: str | None,
) -> list[tuple[AgencyFound, tuple[int, int], list[Features]]]:
    """Give every agency as a candidate for an official's own; in a text of very many those named around the name."""
    anchor = official.spans[0]
    agencies = _around(anchor[0], agencies)
    here = sentences.index(anchor[0])
    ranked = sorted(agencies, key=lambda a: min(distance(*anchor, *span) for span in a.spans))
    before = [a for a in agencies if a.first < anchor[0]]
    last_before = max(before, key=lambda a: max(s for s, _ in a.spans if s < anchor[0]), default=None)
    starts = sorted(s for a in agencies for s, _ in a.spans)
    body = _body_of(official)
    first = min(agencies, key=lambda a: a.first, default=None)
    others = {id(o.agency) for o in officials if o is not official and o.agency_sure is None}
    candidates = []
    for agency in agencies:
        span = min(agency.spans, key=lambda s: (distance(*anchor, *s), s))
        there = sentences.index(span[0])
        between = bisect_left(starts, max(anchor[0], span[0])) - bisect_left(starts, min(anchor[0], span[0]))
        side = "before" if span[0] < anchor[0] else "after"
        near = bucket(distance(*anchor, *span)) if there == here else ""
        has_rank = official.rank is not None
        given = [
            _place(max(-3, min(3, there - here)), side, near, min(2, between)),
            _named(min(3, ranked.index(agency)), agency is last_before, min(3, len(agency.spans)), agency is first),
            _of_another(id(agency) in others, len(agency.spans) == 1, side, there == here),
            _number(min(4, len(agencies))),
            _type(body, agency.kind, agency.country == home, has_rank, _governs(official)),
            *about(anchor, [span, *agency.spans], sentences.all[here].span),
        ]
        candidates.append((agency, span, given))
    return candidates


def _around(at: int, agencies: list[AgencyFound]) -> list[AgencyFound]:
    """Give the bodies that are named shortly before a character and after it."""
    starts = sorted(start for agency in agencies for start, _ in agency.spans)
    if len(starts) <= 2 * _AROUND:
        return agencies
    here = bisect_left(starts, at)
    first, last = starts[max(0, here - _AROUND)], starts[min(len(starts), here + _AROUND) - 1]
    return [agency for agency in agencies if any(first <= start <= last for start, _ in agency.spans)]


@features
def _place(apart: int, side: str, near: str, between: int) -> Iterator[str]:
    """Say how a body stands to the official's name."""
    yield f"apart={apart}"
    yield f"same={apart == 0}:{side}:{near}"
    yield f"between={between},same={apart == 0}"


@features
def _named(rank: int, is_last_before: bool, mentions: int, is_first: bool) -> Iterator[str]:
    yield f"rank={rank}"
    yield f"last_before={is_last_before}"
    yield f"first={is_first}"
    yield f"mentions={mentions}"


@features
def _of_another(is_of_another: bool, once: bool, side: str, is_here: bool) -> Iterator[str]:
    """Say whether the words beside another's name give a body as that other's own."""
    yield f"of_another={is_of_another}"
    yield f"of_another={is_of_another},once={once},{side},same={is_here}"


@features
def _number(agencies: int) -> Iterator[str]:
    yield f"agencies={agencies}"


@features
def _type(body: str | None, type_: str, at_home: bool, has_rank: bool, governs: bool) -> Iterator[str]:
    """Say whether a body is of the sort that the official's titles are of."""
    yield f"body={body},type={type_}"
    yield f"body={body},home={at_home}"
    yield f"fits={body == type_}"
    yield f"type={type_}"
    yield f"home={at_home}"
    yield f"has_rank={has_rank},type={type_}"
    yield f"minister={governs},type={type_}"


def _governs(official: OfficialFound) -> bool:
    return any("Minister" in role.value or role.value == "President" for role in official.roles)


def _body_of(official: OfficialFound) -> str | None:
    for role in official.roles:
        for word, body in _BODIES.items():
            if role.value.endswith(word):
                return body
    return None
