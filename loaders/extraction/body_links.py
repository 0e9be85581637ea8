"""Agencies and officials as candidates: who carried an operation out, who helped, who led it."""

from __future__ import annotations

from collections.abc import Iterator

from crackdown.loaders.extraction.agencies import AgencyFound
from crackdown.loaders.extraction.analysis import Analysis
from crackdown.loaders.extraction.body_order import BodyMention
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
    whole_name_near,
)
from crackdown.loaders.extraction.country_links import country_candidates
from crackdown.loaders.extraction.drafts import Draft
from crackdown.loaders.extraction.linear import probability
from crackdown.loaders.extraction.mentions import bucket, distance

_CUE_NEAR = 60  # characters between a cue word and the body that it speaks about


@once_a_draft
def agency_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every agency as a candidate for having carried the operation out, or helped."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    issuers = [agency for agency, _ in analysis.issuers]
    own = {m.value for count in draft.counts for m in count.countries}
    nearest = {id(a): nearest_span(anchor, a.spans) for a in analysis.agencies}
    ranked = sorted(analysis.agencies, key=lambda a: distance(*anchor, *nearest[id(a)]))
    order = analysis.bodies
    where = _likely_country(analysis, draft)
    candidates = []
    for agency in analysis.agencies:
        span = nearest[id(agency)]
        there = analysis.sentences.index(span[0])
        at_home = agency.country == analysis.home
        relation = relation_before(analysis, span)
        cue = _cue_near(analysis, span, "cooperation")
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"type={agency.kind}",
            f"type={agency.kind},kind={draft.kind}",
            f"issuer={agency in issuers}",
            f"issuer={agency in issuers},kind={draft.kind}",
            f"issuer={agency in issuers},type={agency.kind}",
            f"home={at_home}",
            f"home={at_home},kind={draft.kind}",
            f"rank={min(3, ranked.index(agency))}",
            f"agencies={min(4, len(analysis.agencies))}",
            f"first={analysis.agencies[0] is agency}",
            f"cooperation={cue}",
            f"cooperation={cue},type={agency.kind}",
            f"foreign={agency.country not in {None, analysis.home}},same={there == here}",
            f"of_persons={agency.country in own},type={agency.kind}",
            f"of_persons={agency.country in own},kind={draft.kind}",
            f"command={_cue_near(analysis, span, 'command')}",
            f"relation={relation}",
            f"relation={relation},same={there == here}",
            f"mentions={min(3, len(agency.spans))}",
            *_order_features(analysis, draft, agency, order, here),
            *_country_features(analysis, draft, agency, where),
        ]
        candidates.append(Candidate(agency, whole_name_near(anchor, agency.spans), features))
    return candidates


def _likely_country(analysis: Analysis, draft: Draft) -> str | None:
    """Give the country where the operation most likely took place."""
    candidates = country_candidates(analysis, draft)
    best = max(candidates, key=lambda candidate: probability("country", candidate.features), default=None)
    return str(best.value) if best else None


def _country_features(analysis: Analysis, draft: Draft, agency: AgencyFound, where: str | None) -> Iterator[str]:
    """Say whether a body is of the operation's country, and whether others are too."""
    local = agency.country is not None and agency.country == where
    yield f"local={local}"
    yield f"local={local},kind={draft.kind}"
    yield f"local={local},type={agency.kind}"
    yield f"local={local},home={agency.country == analysis.home},kind={draft.kind}"
    yield f"host={agency.accredited_to is not None and agency.accredited_to == where},kind={draft.kind}"
    rivals = [a for a in analysis.agencies if a.country == agency.country and a is not agency]
    yield f"local={local},rivals={min(2, len(rivals))}"
    yield f"same_kind={any(a.kind == agency.kind for a in rivals)},local={local}"
    yield f"part={agency.parent is not None}"
    yield f"whole={any(a.parent == agency.name for a in rivals)}"


def _order_features(
    analysis: Analysis, draft: Draft, agency: AgencyFound, order: dict[int, list[BodyMention]], here: int
) -> Iterator[str]:
    """Say where a body stands among those of the operation's sentence, or of those around it."""
    bodies = order.get(here, [])
    distinct = list(dict.fromkeys(id(body.agency) for body in bodies))
    number = min(2, len(distinct))
    at = min(2, distinct.index(id(agency))) if id(agency) in distinct else None
    yield f"here={at},of={number}"
    yield f"here={at},of={number},kind={draft.kind}"
    helps_here = any(body.helps for body in bodies if body.agency is agency)
    helps = helps_here or any(body.helps for found in order.values() for body in found if body.agency is agency)
    yield f"helps_here={helps_here},here={at is not None}"
    yield f"helps={helps}"
    yield f"helps={helps},home={agency.country == analysis.home}"
    subject = _is_subject(analysis, draft, agency, bodies, here)
    yield f"subject={subject},helps={helps_here}"
    before = max((index for index in order if index < here), default=None)
    previous = order[before] if before is not None else []
    in_previous = any(body.agency is agency for body in previous)
    opens = bool(previous) and previous[0].agency is agency
    last = bool(previous) and previous[-1].agency is agency
    apart = min(3, here - before) if before is not None else None
    yield f"previous={in_previous},opens={opens},of={number}"
    yield f"previous={in_previous},opens={opens},last={last},apart={apart},bodies={bool(bodies)}"
    following = order.get(here + 1, [])
    yield f"next={any(body.agency is agency for body in following)},helps={helps}"
    mine = [index for index, found in order.items() if any(body.agency is agency for body in found)]
    helping = [i for i in mine if any(body.helps and body.agency is agency for body in order[i])]
    nearer, nearer_helping = _nearer(draft, here, mine), _nearer(draft, here, helping)
    yield f"nearer={nearer},helps={helps}"
    yield f"nearer={nearer},mentions={min(3, len(mine))}"
    yield f"helping={nearer_helping},kind={draft.kind}"
    yield f"helping={nearer_helping},home={agency.country == analysis.home}"
    if not bodies:
        yield f"none_here,issuer={agency in [a for a, _ in analysis.issuers]}"
        yield f"none_here,first={analysis.agencies[0] is agency}"


def _nearer(draft: Draft, here: int, sentences: list[int]) -> str:
    """Tell whether this operation or another of the text is the nearest to the sentences that name a body."""
    if not sentences:
        return "none"
    best = min((abs(index - here), index < here, index) for index in sentences)
    other = min((abs(best[2] - index) for index in draft.others), default=None)
    apart = f"{min(2, best[0])}{'before' if best[1] else 'after'}"
    if other is None:
        return f"only,{apart}"
    return f"{'mine' if best[0] < other else 'shared' if best[0] == other else 'theirs'},{apart}"


def _is_subject(analysis: Analysis, draft: Draft, agency: AgencyFound, bodies: list[BodyMention], here: int) -> str:
    """Tell how a body stands to the word for what was done: first before it, last before it, right after it."""
    trigger = draft.trigger
    position = trigger.start if trigger and analysis.sentences.index(trigger.start) == here else draft.position
    before = [body for body in bodies if body.end <= position]
    after = [body for body in bodies if body.start >= position]
    if before and before[0].agency is agency:
        return "only" if len({id(body.agency) for body in before}) == 1 else "first"
    if before and before[-1].agency is agency:
        return "last"
    if after and after[0].agency is agency:
        return f"after,{bool(before)},{relation_before(analysis, (after[0].start, after[0].end))}"
    return "no"


@once_a_draft
def official_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every official as a candidate for having led or ordered the operation."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    candidates = []
    for official in analysis.officials:
        span = nearest_span(anchor, official.spans)
        role = official.roles[0].value if official.roles else None
        commands = _commands(analysis, official.spans, here)
        announces = any(has_cue_around(analysis, s, "announce") for s in official.spans)
        features = [*standing_features(analysis, draft, span), *general_features(draft)]
        features += [
            f"rank={official.rank is not None}",
            f"role={role}",
            f"spokesperson={role is not None and 'poke' in role}",
            f"command={any(has_cue_around(analysis, s, 'command') for s in official.spans)}",
            f"command={min(_cue_near(analysis, s, 'command') or 'no' for s in official.spans)}",
            f"announce={announces}",
            f"announce={announces},commands={commands}",
            f"officials={min(3, len(analysis.officials))}",
            f"commands={commands},total={draft.is_total}",
            f"home={official.agency is not None and official.agency.country == analysis.home}",
        ]
        candidates.append(Candidate(official, span, features))
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
