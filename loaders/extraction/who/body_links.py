"""Agencies and officials as candidates: who carried an operation out, who helped, who led it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from crackdown.loaders.extraction.models.linear import Features, features, total_of
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
    whole_names,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.where.country_links import country_candidates
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.body_order import BodyMention

_CUE_NEAR = 60  # characters between a cue word and the body that it speaks about


@once_a_draft
def agency_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every agency as a candidate for having carried the operation out, or helped."""
    anchor = anchor_of(draft)
    here = analysis.sentences.index(anchor[0])
    own = draft.nationalities
    bodies = _bodies(analysis)
    nearest = [nearest_span(anchor, body.agency.spans) for body in bodies]
    apart = [distance(*anchor, *span) for span in nearest]
    ranks = {at: rank for rank, at in enumerate(sorted(range(len(bodies)), key=apart.__getitem__))}
    where, around = _likely_country(analysis, draft), _around(analysis, draft, here)
    general, number = general_features(draft), min(4, len(bodies))
    candidates = []
    for at, (body, span) in enumerate(zip(bodies, nearest, strict=True)):
        agency = body.agency
        there = analysis.sentences.index(span[0])
        relation = relation_before(analysis, span)
        cue = _cue_near(analysis, span, "cooperation")
        command = _cue_near(analysis, span, "command")
        whole = nearest_span(anchor, body.whole)
        given = [
            *standing_features(analysis, draft, span),
            general,
            _type(agency.kind, draft.kind, body.is_issuer, body.at_home, agency.country in own),
            _named(min(3, ranks[at]), number, at == 0, min(3, len(agency.spans))),
            _words(agency.kind, cue, command),
            _where(relation, there == here, body.is_foreign),
            *_order_features(analysis, draft, body, here, around, is_first=at == 0),
            *_country_features(draft, body, where),
            *about_candidate(analysis, draft, whole, agency.spans),
        ]
        candidates.append(Candidate(agency, whole, given, excluded=agency.is_of_accused))
    return candidates


class _Body(NamedTuple):
    """A body of a text, and what there is to say of it whichever operation asks."""

    agency: AgencyFound
    whole: list[Span]  # where it is named at length
    is_issuer: bool
    at_home: bool
    is_foreign: bool
    rivals: _Rivals
    named: list[int]  # numbers of the sentences that name it
    helping: list[int]  # of these, those in which it helps


@once_a_text
def _bodies(analysis: Analysis) -> list[_Body]:
    issuers = [agency for agency, _ in analysis.issuers]
    sentences = _sentences_of(analysis)
    return [
        _Body(
            agency,
            whole_names(agency.spans),
            agency in issuers,
            agency.country == analysis.home,
            agency.country not in {None, analysis.home},
            _rivals(analysis, agency),
            *sentences[id(agency)],
        )
        for agency in analysis.agencies
    ]


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
    best = max(candidates, key=lambda candidate: total_of("country", candidate.features), default=None)
    return str(best.value) if best else None


def _country_features(draft: Draft, body: _Body, where: str | None) -> list[Features]:
    """Say whether a body is of the operation's country, and whether others are too."""
    agency, rivals = body.agency, body.rivals
    is_local = agency.country is not None and agency.country == where
    is_host = agency.accredited_to is not None and agency.accredited_to == where
    return [
        _local(draft.kind, agency.kind, is_local, body.at_home, is_host),
        _beside(is_local, min(2, rivals.number), rivals.is_one_alike, agency.parent is not None, rivals.is_one_part),
    ]


class _Rivals(NamedTuple):
    """The other bodies of a body's country."""

    number: int
    is_one_alike: bool  # of the same sort
    is_one_part: bool  # of the body itself


def _rivals(analysis: Analysis, agency: AgencyFound) -> _Rivals:
    others = [a for a in analysis.agencies if a.country == agency.country and a is not agency]
    is_one_alike = any(a.kind == agency.kind for a in others)
    return _Rivals(len(others), is_one_alike, any(a.parent == agency.name for a in others))


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
    """The bodies of an operation's sentence, and the last sentence before that names any."""

    are_here: bool
    distinct: list[int]  # each once, by its identity
    ahead: list[BodyMention]  # of the word for what was done
    behind: list[BodyMention]
    previous: int | None  # the number of the sentence before
    named_previously: list[BodyMention]
    apart: int | None  # sentences from there to here


def _around(analysis: Analysis, draft: Draft, here: int) -> _Around:
    order, trigger = analysis.bodies, draft.trigger
    bodies = order.get(here, [])
    position = trigger.start if trigger and analysis.sentences.index(trigger.start) == here else draft.position
    previous = max((index for index in order if index < here), default=None)
    return _Around(
        bool(bodies),
        list(dict.fromkeys(id(body.agency) for body in bodies)),
        [body for body in bodies if body.end <= position],
        [body for body in bodies if body.start >= position],
        previous,
        [] if previous is None else order[previous],
        None if previous is None else min(3, here - previous),
    )


def _order_features(
    analysis: Analysis, draft: Draft, body: _Body, here: int, around: _Around, *, is_first: bool
) -> list[Features]:
    """Say where a body stands among those of the operation's sentence, or of those around it."""
    agency, named, helping = body.agency, body.named, body.helping
    distinct, previous = around.distinct, around.named_previously
    number = min(2, len(distinct))
    at = min(2, distinct.index(id(agency))) if id(agency) in distinct else None
    helps_here, helps = here in helping, bool(helping)
    in_previous, is_next = around.previous in named, here + 1 in named
    opens = bool(previous) and previous[0].agency is agency
    is_last = bool(previous) and previous[-1].agency is agency
    found = [
        _among(draft.kind, at, number),
        _helps(helps_here, helps, at is not None, body.at_home, _is_subject(analysis, agency, around)),
        _before(in_previous, opens, is_last, around.apart, number, around.are_here),
        _nearest(_nearer(draft, here, named), helps, min(3, len(named)), is_next),
        _nearest_helping(_nearer(draft, here, helping), draft.kind, body.at_home),
    ]
    if not around.are_here:
        found.append(_none_here(body.is_issuer, is_first))
    return found


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


def _is_subject(analysis: Analysis, agency: AgencyFound, around: _Around) -> str:
    """Tell how a body stands to the word for what was done: first before it, last before it, right after it."""
    before, after = around.ahead, around.behind
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
    cues = analysis.in_sentence(analysis.sentences.index(span[0]), cue)
    follows = bool(cues and analysis.language.lexicon.get("postpositions"))
    for mention in cues:
        gap = mention.start - span[1] if follows else span[0] - mention.end
        if 0 <= gap <= _CUE_NEAR:
            return bucket(gap)
    return None
