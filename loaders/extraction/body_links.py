"""Agencies and officials as candidates: who carried an operation out, who helped, who led it."""

from __future__ import annotations

from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    has_cue_around,
    nearest_span,
    once_a_draft,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.mentions import bucket, distance

_CUE_NEAR = 60  # characters between a cue word and the body that it speaks about


@once_a_draft
def agency_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every agency as a candidate for having carried the operation out, or helped."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    issuers = [agency for agency, _ in analysis.issuers]
    own = {m.value for count in draft.counts for m in count.countries}
    ranked = sorted(analysis.agencies, key=lambda a: distance(*anchor, *nearest_span(anchor, a.spans)))
    candidates = []
    for agency in analysis.agencies:
        span = nearest_span(anchor, agency.spans)
        helps = any(has_cue_around(analysis, s, "cooperation") for s in agency.spans)
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"type={agency.kind}",
            f"type={agency.kind},kind={draft.kind}",
            f"issuer={agency in issuers}",
            f"issuer={agency in issuers},kind={draft.kind}",
            f"issuer={agency in issuers},type={agency.kind}",
            f"home={agency.country == analysis.home}",
            f"home={agency.country == analysis.home},kind={draft.kind}",
            f"rank={min(3, ranked.index(agency))}",
            f"agencies={min(4, len(analysis.agencies))}",
            f"first={analysis.agencies[0] is agency}",
            f"cooperation={_cue_near(analysis, span, 'cooperation')}",
            f"cooperation={_cue_near(analysis, span, 'cooperation')},type={agency.kind}",
            f"helps={helps},home={agency.country == analysis.home}",
            f"foreign={agency.country not in {None, analysis.home}},same={analysis.sentences.index(span[0]) == here}",
            f"of_persons={agency.country in own},type={agency.kind}",
            f"of_persons={agency.country in own},kind={draft.kind}",
            f"command={_cue_near(analysis, span, 'command')}",
            f"relation={relation_before(analysis, span)}",
            f"relation={relation_before(analysis, span)},same={analysis.sentences.index(span[0]) == here}",
            f"mentions={min(3, len(agency.spans))}",
        ]
        candidates.append(Candidate(agency, span, features))
    return candidates


@once_a_draft
def official_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every official as a candidate for having led or ordered the operation."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    candidates = []
    for official in analysis.officials:
        span = nearest_span(anchor, official.spans)
        role = official.roles[0].value if official.roles else None
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"rank={official.rank is not None}",
            f"role={role}",
            f"command={any(has_cue_around(analysis, s, 'command') for s in official.spans)}",
            f"announce={any(has_cue_around(analysis, s, 'announce') for s in official.spans)}",
            f"officials={min(3, len(analysis.officials))}",
            f"commands={_commands(analysis, official.spans, here)},total={draft.is_total}",
            f"home={official.agency is not None and official.agency.country == analysis.home}",
        ]
        commands = _commands(analysis, official.spans, here) and not draft.is_total
        candidates.append(Candidate(official, span, features, required=commands))
    return candidates


def _commands(analysis: Analysis, spans: list[Span], here: int) -> bool:
    """Tell whether a word of command stands beside an official's mention, in this sentence or the next or last."""
    return any(
        abs(analysis.sentences.index(s[0]) - here) <= 1 and has_cue_around(analysis, s, "command") for s in spans
    )


def _cue_near(analysis: Analysis, span: Span, cue: str) -> str | None:
    """Tell whether a cue word stands shortly before a span in its sentence, or after it where such words follow."""
    index = analysis.sentences.index(span[0])
    follows = bool(analysis.language.lexicon.get("postpositions"))
    for mention in analysis.in_sentence(index, cue):
        gap = mention.start - span[1] if follows else span[0] - mention.end
        if 0 <= gap <= _CUE_NEAR:
            return bucket(gap)
    return None
