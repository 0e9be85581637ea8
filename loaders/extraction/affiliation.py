"""Which agency an official acts for, where the words beside the name do not say."""

from __future__ import annotations

from crackdown.loaders.extraction.agencies import AgencyFound
from crackdown.loaders.extraction.linear import probability
from crackdown.loaders.extraction.mentions import bucket, distance
from crackdown.loaders.extraction.officials import OfficialFound
from crackdown.loaders.extraction.sentences import Sentences

THRESHOLD = 0.35
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
        for agency, span, features in affiliation_candidates(official, agencies, sentences, home):
            sure = probability("affiliation", features)
            if sure >= THRESHOLD and (best is None or sure > best[0]):
                best = (sure, agency, span)
        if best:
            official.agency_sure, official.agency, official.agency_span = best


def affiliation_candidates(
    official: OfficialFound, agencies: list[AgencyFound], sentences: Sentences, home: str | None
) -> list[tuple[AgencyFound, tuple[int, int], list[str]]]:
    """Give every agency as a candidate for an official's own."""
    anchor = official.spans[0]
    here = sentences.index(anchor[0])
    ranked = sorted(agencies, key=lambda a: min(distance(*anchor, *span) for span in a.spans))
    before = [a for a in agencies if a.first < anchor[0]]
    last_before = max(before, key=lambda a: max(s for s, _ in a.spans if s < anchor[0]), default=None)
    starts = sorted(s for a in agencies for s, _ in a.spans)
    body = _body_of(official)
    first = min(agencies, key=lambda a: a.first, default=None)
    candidates = []
    for agency in agencies:
        span = min(agency.spans, key=lambda s: (distance(*anchor, *s), s))
        there = sentences.index(span[0])
        between = sum(min(anchor[0], span[0]) <= s < max(anchor[0], span[0]) for s in starts)
        side = "before" if span[0] < anchor[0] else "after"
        features = [
            f"apart={max(-3, min(3, there - here))}",
            f"same={there == here}:{side}:{bucket(distance(*anchor, *span)) if there == here else ''}",
            f"rank={min(3, ranked.index(agency))}",
            f"last_before={agency is last_before}",
            f"body={body},type={agency.kind}",
            f"body={body},home={agency.country == home}",
            f"between={min(2, between)},same={there == here}",
            f"fits={body == agency.kind}",
            f"type={agency.kind}",
            f"home={agency.country == home}",
            f"first={agency is first}",
            f"mentions={min(3, len(agency.spans))}",
            f"agencies={min(4, len(agencies))}",
            f"has_rank={official.rank is not None},type={agency.kind}",
            f"minister={_governs(official)},type={agency.kind}",
        ]
        candidates.append((agency, span, features))
    return candidates


def _governs(official: OfficialFound) -> bool:
    return any("Minister" in role.value or role.value == "President" for role in official.roles)


def _body_of(official: OfficialFound) -> str | None:
    for role in official.roles:
        for word, body in _BODIES.items():
            if role.value.endswith(word):
                return body
    return None
