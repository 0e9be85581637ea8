"""Whose announcement a text is: the agencies that it gives as its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from crackdown.loaders.extraction.models.linear import Features, features, probability
from crackdown.loaders.extraction.models.places import about
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention, distance
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.text.spans import Span, Spans
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.officials import OfficialFound

THRESHOLD = 0.3
SECOND_THRESHOLD = 0.5
_MOST = 2  # agencies that announce together
_NEAR = 90  # characters between a source and the verb that makes it one


@dataclass(frozen=True)
class Speaking:
    """What is needed to tell who speaks in a text."""

    view: Normalised
    language: Language
    mentions: list[Mention]
    sentences: Sentences
    agencies: list[AgencyFound]
    officials: list[OfficialFound]
    home: str | None


def find_issuers(speaking: Speaking) -> list[tuple[AgencyFound, Span]]:
    """Give the agencies that announce, surest first, each with the span that says so."""
    scored = [(probability("issuer", given), agency, span) for agency, span, given in issuer_candidates(speaking)]
    scored.sort(key=lambda item: (-item[0], item[2]))
    chosen: list[tuple[AgencyFound, Span]] = []
    for sure, agency, span in scored:
        needed = THRESHOLD if not chosen else SECOND_THRESHOLD
        if sure >= needed and agency.name not in {other.parent for other, _ in chosen}:
            chosen.append((agency, span))
            agency.announces = sure
    return chosen[:_MOST]


def issuer_candidates(speaking: Speaking) -> Iterator[tuple[AgencyFound, Span, list[Features]]]:
    """Give every agency as a candidate, with the span nearest to a verb of saying."""
    verbs = [m for m in speaking.mentions if m.type == "announce"]
    whole, officials = _whole_spans(speaking.agencies), _by_agency(speaking.officials)
    said = _nearest_voices(speaking, verbs, _voices(speaking, whole, officials))
    first_said, voices_heard = said[0] if said else None, min(2, len({id(a) for a in said}))
    often = Counter(map(id, said))
    verbs_at = [m.start for m in verbs], [m.end for m in verbs]
    wholes = {agency.parent for agency in speaking.agencies}
    first = min(speaking.agencies, key=lambda agency: agency.first, default=None)
    for agency in speaking.agencies:
        speakers = officials.get(id(agency), [])
        voices: list[tuple[Span, str]] = [(span, "agency") for span in whole[id(agency)] or agency.spans]
        voices += [(span, "echo") for span in agency.echoes]
        voices += [(span, "official") for official in speakers for span in official.spans]
        graded = []
        for span, voice in voices:
            near = slice(bisect_left(verbs_at[1], span[0] - _NEAR), bisect_right(verbs_at[0], span[1] + _NEAR))
            graded.append((*_grade(speaking, span, verbs[near]), span, voice))
        graded.sort(key=lambda item: (-item[0], item[2]))
        given = [*_general(speaking, agency, first, speakers, is_whole=agency.name in wholes), _best(graded)]
        given.append(_saying(min(2, often[id(agency)]), first_said is agency, voices_heard))
        span = graded[0][2]
        sentence = speaking.sentences.at(span[0]).span
        yield agency, span, [*given, *about(sentence, [span, *agency.spans], sentence)]


def _whole_spans(agencies: list[AgencyFound]) -> dict[int, list[Span]]:
    """Give, by body, the places that name it and not a longer one.

    In "Ministry of Interior's General Department" the department speaks.
    """
    longer = Spans(span for agency in agencies for span in agency.spans)
    return {id(agency): [span for span in agency.spans if not longer.cover(*span)] for agency in agencies}


def _by_agency(officials: list[OfficialFound]) -> dict[int, list[OfficialFound]]:
    found: dict[int, list[OfficialFound]] = {}
    for official in officials:
        found.setdefault(id(official.agency), []).append(official)
    return found


@features
def _saying(nearest: int, is_first: bool, number: int) -> Iterator[str]:
    """Say how many words of saying stand nearest to a body, and whether the first of them does."""
    yield f"nearest={nearest}"
    yield f"said_first={is_first},of={number}"


def _voices(
    speaking: Speaking, whole: dict[int, list[Span]], officials: dict[int, list[OfficialFound]]
) -> dict[int, list[tuple[Span, AgencyFound]]]:
    """Give, by sentence, the places where a body or one of its officials is named."""
    found: dict[int, list[tuple[Span, AgencyFound]]] = {}
    for agency in speaking.agencies:
        speakers = officials.get(id(agency), ())
        for span in [*whole[id(agency)], *agency.echoes, *(span for official in speakers for span in official.spans)]:
            found.setdefault(speaking.sentences.index(span[0]), []).append((span, agency))
    return found


def _nearest_voices(
    speaking: Speaking, verbs: list[Mention], heard: dict[int, list[tuple[Span, AgencyFound]]]
) -> list[AgencyFound]:
    """Give, for each verb of saying, the body that is named nearest to it in its sentence."""
    said = []
    for beside in heard.values():
        beside.sort(key=itemgetter(0))
    longest = max((end - start for beside in heard.values() for (start, end), _ in beside), default=0)
    for verb in verbs:
        beside = heard.get(speaking.sentences.index(verb.start), [])
        first = bisect_left(beside, (verb.start - _NEAR - longest, 0), key=itemgetter(0))
        beside = beside[first : bisect_left(beside, (verb.end + _NEAR + 1, 0), key=itemgetter(0))]
        best = min(beside, key=lambda item: (distance(verb.start, verb.end, *item[0]), item[0]), default=None)
        if best and distance(verb.start, verb.end, *best[0]) <= _NEAR:
            said.append(best[1])
    return said


def _best(graded: list[tuple[float, str, Span, str]]) -> Features:
    best = graded[0]
    return _voice(best[1], best[3], round(best[0] * 4), min(3, sum(grade > 0.3 for grade, *_ in graded)))


@features
def _voice(how: str, voice: str, closeness: int, voices: int) -> Iterator[str]:
    """Say how the body or who speaks for it stands to the word of saying beside it."""
    yield f"says={how}"
    yield f"says={how},voice={voice}"
    yield f"closeness={closeness}"
    yield f"voices={voices}"


def _grade(speaking: Speaking, span: Span, verbs: list[Mention]) -> tuple[float, str]:
    best, how = 0.0, "no"
    by = speaking.language.patterns["by"]
    index = speaking.sentences.index(span[0])
    for verb in verbs:
        if speaking.sentences.index(verb.start) != index:
            continue
        follows = verb.start >= span[1]
        gap = speaking.view.text[span[1] : verb.start] if follows else speaking.view.text[verb.end : span[0]]
        if len(gap) > _NEAR:
            continue
        grade = 1 - len(gap) / (_NEAR * 1.2)
        if not follows and not by.fullmatch(gap):
            grade *= 0.4
        if grade > best:
            best, how = grade, "subject" if follows else "by" if by.fullmatch(gap) else "near"
    return best, how


def _general(
    speaking: Speaking,
    agency: AgencyFound,
    first: AgencyFound | None,
    speakers: list[OfficialFound],
    *,
    is_whole: bool,
) -> Iterator[Features]:
    sentence = speaking.sentences.index(agency.first)
    is_first = agency is first
    roles = {role.value for official in speakers for role in official.roles}
    is_letterhead = any(_heads_text(speaking.view, span) for span in agency.spans)
    yield _type(agency.kind, agency.country == speaking.home, agency.parent is not None, is_whole)
    yield _place(min(4, sentence), is_first, is_letterhead)
    yield _named(min(4, len(speaking.agencies)), min(4, len(agency.spans)))
    yield _officials(any("poke" in role for role in roles), bool(roles))


@features
def _type(type_: str, at_home: bool, is_part: bool, is_whole: bool) -> Iterator[str]:
    yield f"type={type_}"
    yield f"home={at_home}"
    yield f"type={type_},home={at_home}"
    yield f"part={is_part}"
    yield f"whole={is_whole}"


@features
def _place(sentence: int, is_first: bool, is_letterhead: bool) -> Iterator[str]:
    yield f"first_sentence={sentence}"
    yield f"first={is_first}"
    yield f"letterhead={is_letterhead}"
    yield f"title={sentence == 0}"


@features
def _named(agencies: int, mentions: int) -> Iterator[str]:
    yield f"alone={agencies == 1}"
    yield f"mentions={mentions}"
    yield f"agencies={agencies}"


@features
def _officials(has_spokesperson: bool, has_officials: bool) -> Iterator[str]:
    yield f"spokesperson={has_spokesperson}"
    yield f"officials={has_officials}"


def _heads_text(view: Normalised, span: Span) -> bool:
    """A letterhead: the agency alone on one of the first lines."""
    if span[0] >= 160:
        return False
    line_start = view.text.rfind("\n", 0, span[0]) + 1
    line_end = view.text.find("\n", span[1])
    line = view.text[line_start : line_end if line_end >= 0 else len(view.text)]
    return len(line) - (span[1] - span[0]) <= 25
