"""Agencies and officials as candidates: who carried an operation out, who helped, who led it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features, probability
from crackdown.loaders.extraction.text.analysis import Analysis, once_a_text
from crackdown.loaders.extraction.text.mentions import bucket, distance
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    about_candidate,
    anchor_of,
    general_features,
    has_cue_around,
    nearest_span,
    once_a_draft,
    relation_before,
    standing_features,
    whole_name_near,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_links import country_candidates
from crackdown.loaders.extraction.who.agencies import AgencyFound
from crackdown.loaders.extraction.who.body_order import BodyMention

_CUE_NEAR = 60  # characters between a cue word and the body that it speaks about


@once_a_draft
def agency_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every agency as a candidate for having carried the operation out, or helped."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    issuers = [agency for agency, _ in analysis.issuers]
    own = draft.nationalities
    nearest = {id(a): nearest_span(anchor, a.spans) for a in analysis.agencies}
    ranked = sorted(analysis.agencies, key=lambda a: distance(*anchor, *nearest[id(a)]))
    order, beside = analysis.bodies, _rivals(analysis)
    where, around = _likely_country(analysis, draft), _around(order, here)
    general = general_features(draft)
    candidates = []
    for agency in analysis.agencies:
        span = nearest[id(agency)]
        there = analysis.sentences.index(span[0])
        at_home = agency.country == analysis.home
        relation = relation_before(analysis, span)
        cue = _cue_near(analysis, span, "cooperation")
        command = _cue_near(analysis, span, "command")
        is_foreign, is_theirs = agency.country not in {None, analysis.home}, agency.country in own
        rank, is_first = min(3, ranked.index(agency)), analysis.agencies[0] is agency
        whole = whole_name_near(anchor, agency.spans)
        given = [
            *standing_features(analysis, draft, span),
            general,
            _type(agency.kind, draft.kind, agency in issuers, at_home, is_theirs),
            _named(rank, min(4, len(analysis.agencies)), is_first, min(3, len(agency.spans))),
            _words(agency.kind, cue, command),
            _where(relation, there == here, is_foreign),
            *_order_features(analysis, draft, agency, order, here, around),
            *_country_features(analysis, draft, agency, where, beside[id(agency)]),
            *about_candidate(analysis, draft, whole, agency.spans),
        ]
        candidates.append(Candidate(agency, whole, given))
    return candidates


@features
def _type(type_: str, kind: str, is_issuer: bool, at_home: bool, is_of_persons: bool) -> Iterator[str]:
    """Say of what sort a body is, and for whom it acts."""
    yield f"type={type_}"
    yield f"type={type_},kind={kind}"
    yield f"issuer={is_issuer}"
    yield f"issuer={is_issuer},kind={kind}"
    yield f"issuer={is_issuer},type={type_}"
    yield f"home={at_home}"
    yield f"home={at_home},kind={kind}"
    yield f"of_persons={is_of_persons},type={type_}"
    yield f"of_persons={is_of_persons},kind={kind}"


@features
def _named(rank: int, agencies: int, is_first: bool, mentions: int) -> Iterator[str]:
    yield f"rank={rank}"
    yield f"agencies={agencies}"
    yield f"first={is_first}"
    yield f"mentions={mentions}"


@features
def _words(type_: str, cooperation: str | None, command: str | None) -> Iterator[str]:
    yield f"cooperation={cooperation}"
    yield f"cooperation={cooperation},type={type_}"
    yield f"command={command}"


@features
def _where(relation: str | None, is_here: bool, is_foreign: bool) -> Iterator[str]:
    yield f"foreign={is_foreign},same={is_here}"
    yield f"relation={relation}"
    yield f"relation={relation},same={is_here}"


def _likely_country(analysis: Analysis, draft: Draft) -> str | None:
    """Give the country where the operation most likely took place."""
    candidates = country_candidates(analysis, draft)
    best = max(candidates, key=lambda candidate: probability("country", candidate.features), default=None)
    return str(best.value) if best else None


def _country_features(
    analysis: Analysis, draft: Draft, agency: AgencyFound, where: str | None, rivals: _Rivals
) -> list[Features]:
    """Say whether a body is of the operation's country, and whether others are too."""
    is_local = agency.country is not None and agency.country == where
    is_host = agency.accredited_to is not None and agency.accredited_to == where
    return [
        _local(draft.kind, agency.kind, is_local, agency.country == analysis.home, is_host),
        _beside(is_local, min(2, rivals.number), rivals.is_one_alike, agency.parent is not None, rivals.is_one_part),
    ]


class _Rivals(NamedTuple):
    """The other bodies of a body's country."""

    number: int
    is_one_alike: bool  # of the same sort
    is_one_part: bool  # of the body itself


@once_a_text
def _rivals(analysis: Analysis) -> dict[int, _Rivals]:
    """Give the rivals of each body, by its id."""
    found = {}
    for agency in analysis.agencies:
        others = [a for a in analysis.agencies if a.country == agency.country and a is not agency]
        is_one_alike = any(a.kind == agency.kind for a in others)
        found[id(agency)] = _Rivals(len(others), is_one_alike, any(a.parent == agency.name for a in others))
    return found


@features
def _local(kind: str, type_: str, is_local: bool, at_home: bool, is_host: bool) -> Iterator[str]:
    yield f"local={is_local}"
    yield f"local={is_local},kind={kind}"
    yield f"local={is_local},type={type_}"
    yield f"local={is_local},home={at_home},kind={kind}"
    yield f"host={is_host},kind={kind}"


@features
def _beside(is_local: bool, rivals: int, is_like_others: bool, is_part: bool, is_whole: bool) -> Iterator[str]:
    yield f"local={is_local},rivals={rivals}"
    yield f"same_kind={is_like_others},local={is_local}"
    yield f"part={is_part}"
    yield f"whole={is_whole}"


class _Around(NamedTuple):
    """The bodies of an operation's sentence, each once by its identity, and the last sentence before that names any."""

    bodies: list[BodyMention]
    distinct: list[int]
    before: int | None


def _around(order: dict[int, list[BodyMention]], here: int) -> _Around:
    bodies = order.get(here, [])
    distinct = list(dict.fromkeys(id(body.agency) for body in bodies))
    return _Around(bodies, distinct, max((index for index in order if index < here), default=None))


def _order_features(
    analysis: Analysis,
    draft: Draft,
    agency: AgencyFound,
    order: dict[int, list[BodyMention]],
    here: int,
    around: _Around,
) -> list[Features]:
    """Say where a body stands among those of the operation's sentence, or of those around it."""
    bodies, distinct, before = around
    number = min(2, len(distinct))
    at = min(2, distinct.index(id(agency))) if id(agency) in distinct else None
    at_home = agency.country == analysis.home
    mine, helping = _sentences_of(analysis)[id(agency)]
    helps_here, helps = here in helping, bool(helping)
    subject = _is_subject(analysis, draft, agency, bodies, here)
    previous = order[before] if before is not None else []
    apart = min(3, here - before) if before is not None else None
    in_previous, is_next = before in mine, here + 1 in mine
    opens = bool(previous) and previous[0].agency is agency
    is_last = bool(previous) and previous[-1].agency is agency
    nearer, nearer_helping = _nearer(draft, here, mine), _nearer(draft, here, helping)
    found = [
        _among(draft.kind, at, number),
        _helps(helps_here, helps, at is not None, at_home, subject),
        _before(in_previous, opens, is_last, apart, number, bool(bodies)),
        _nearest(nearer, helps, min(3, len(mine)), is_next),
        _nearest_helping(nearer_helping, draft.kind, at_home),
    ]
    if not bodies:
        found.append(_none_here(agency in [a for a, _ in analysis.issuers], analysis.agencies[0] is agency))
    return found


@once_a_text
def _sentences_of(analysis: Analysis) -> dict[int, tuple[list[int], list[int]]]:
    """Give, by body, the sentences that name it, and of these those in which it helps."""
    found: dict[int, tuple[list[int], list[int]]] = {id(agency): ([], []) for agency in analysis.agencies}
    for index, bodies in analysis.bodies.items():
        for body in bodies:
            for sentences in found[id(body.agency)][: 1 + body.helps]:
                if not sentences or sentences[-1] != index:
                    sentences.append(index)
    return found


@features
def _among(kind: str, at: int | None, number: int) -> Iterator[str]:
    yield f"here={at},of={number}"
    yield f"here={at},of={number},kind={kind}"


@features
def _helps(helps_here: bool, helps: bool, is_here: bool, at_home: bool, subject: str) -> Iterator[str]:
    yield f"helps_here={helps_here},here={is_here}"
    yield f"helps={helps}"
    yield f"helps={helps},home={at_home}"
    yield f"subject={subject},helps={helps_here}"


@features
def _before(
    in_previous: bool, opens: bool, is_last: bool, apart: int | None, number: int, are_here: bool
) -> Iterator[str]:
    """Say how the last sentence that names bodies names this one."""
    yield f"previous={in_previous},opens={opens},of={number}"
    yield f"previous={in_previous},opens={opens},last={is_last},apart={apart},bodies={are_here}"


@features
def _nearest(nearer: str, helps: bool, mentions: int, is_next: bool) -> Iterator[str]:
    yield f"next={is_next},helps={helps}"
    yield f"nearer={nearer},helps={helps}"
    yield f"nearer={nearer},mentions={mentions}"


@features
def _nearest_helping(nearer: str, kind: str, at_home: bool) -> Iterator[str]:
    yield f"helping={nearer},kind={kind}"
    yield f"helping={nearer},home={at_home}"


@features
def _none_here(is_issuer: bool, is_first: bool) -> Iterator[str]:
    yield f"none_here,issuer={is_issuer}"
    yield f"none_here,first={is_first}"


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
    for official in filter(attrgetter("is_official"), analysis.officials):
        span = nearest_span(anchor, official.spans)
        role = official.roles[0].value if official.roles else None
        commands = _commands(analysis, official.spans, here)
        announces = any(has_cue_around(analysis, s, "announce") for s in official.spans)
        at_home = official.agency is not None and official.agency.country == analysis.home
        around = any(has_cue_around(analysis, s, "command") for s in official.spans)
        near = min(_cue_near(analysis, s, "command") or "no" for s in official.spans)
        given = [
            *standing_features(analysis, draft, span),
            general_features(draft),
            _official(official.rank is not None, role, min(3, len(analysis.officials)), at_home),
            _commanding(around, near, announces, commands, draft.is_total),
            *about_candidate(analysis, draft, span, official.spans),
        ]
        candidates.append(Candidate(official, span, given))
    return candidates


@features
def _official(has_rank: bool, role: str | None, officials: int, at_home: bool) -> Iterator[str]:
    yield f"rank={has_rank}"
    yield f"role={role}"
    yield f"spokesperson={role is not None and 'poke' in role}"
    yield f"officials={officials}"
    yield f"home={at_home}"


@features
def _commanding(around: bool, near: str, announces: bool, commands: bool, is_total: bool) -> Iterator[str]:
    """Say whether words of command or of announcing stand around an official."""
    yield f"command={around}"
    yield f"command={near}"
    yield f"announce={announces}"
    yield f"announce={announces},commands={commands}"
    yield f"commands={commands},total={is_total}"


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
