"""Whose announcement a text is: the agencies that it gives as its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crackdown.loaders.extraction.agencies import AgencyFound
from crackdown.loaders.extraction.lexicon import Language
from crackdown.loaders.extraction.linear import probability
from crackdown.loaders.extraction.mentions import Mention, distance
from crackdown.loaders.extraction.normalise import Normalised
from crackdown.loaders.extraction.officials import OfficialFound
from crackdown.loaders.extraction.sentences import Sentences

Span = tuple[int, int]
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
    scored = [(probability("issuer", features), agency, span) for agency, span, features in issuer_candidates(speaking)]
    scored.sort(key=lambda item: (-item[0], item[2]))
    chosen: list[tuple[AgencyFound, Span]] = []
    for sure, agency, span in scored:
        needed = THRESHOLD if not chosen else SECOND_THRESHOLD
        if sure >= needed and agency.name not in {other.parent for other, _ in chosen}:
            chosen.append((agency, span))
            agency.announces = sure
    return chosen[:_MOST]


def issuer_candidates(speaking: Speaking) -> Iterator[tuple[AgencyFound, Span, list[str]]]:
    """Give every agency as a candidate, with the span nearest to a verb of saying."""
    verbs = [m for m in speaking.mentions if m.type == "announce"]
    said = _nearest_voices(speaking, verbs, _voices(speaking))
    longer = [span for agency in speaking.agencies for span in agency.spans]
    for agency in speaking.agencies:
        # In "Ministry of Interior's General Department" the department speaks.
        whole = [span for span in agency.spans if not _is_inside(span, longer)] or agency.spans
        voices: list[tuple[Span, str]] = [(span, "agency") for span in whole]
        voices += [(span, "echo") for span in agency.echoes]
        for official in speaking.officials:
            if official.agency is agency:
                voices += [(span, "official") for span in official.spans]
        graded = [(*_grade(speaking, span, verbs), span, voice) for span, voice in voices]
        graded.sort(key=lambda item: (-item[0], item[2]))
        features = [*_general(speaking, agency), *_best(graded)]
        features.append(f"nearest={min(2, sum(other is agency for other in said))}")
        features.append(f"said_first={bool(said) and said[0] is agency},of={min(2, len({id(a) for a in said}))}")
        yield agency, graded[0][2], features


def _voices(speaking: Speaking) -> dict[int, list[tuple[Span, AgencyFound]]]:
    """Give, by sentence, the places where a body or one of its officials is named."""
    found: dict[int, list[tuple[Span, AgencyFound]]] = {}
    longer = [span for agency in speaking.agencies for span in agency.spans]
    for agency in speaking.agencies:
        officials = (official for official in speaking.officials if official.agency is agency)
        whole = [span for span in agency.spans if not _is_inside(span, longer)]
        for span in [*whole, *agency.echoes, *(span for official in officials for span in official.spans)]:
            found.setdefault(speaking.sentences.index(span[0]), []).append((span, agency))
    return found


def _is_inside(span: Span, others: list[Span]) -> bool:
    """Tell whether a name is part of a longer one."""
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in others)


def _nearest_voices(
    speaking: Speaking, verbs: list[Mention], heard: dict[int, list[tuple[Span, AgencyFound]]]
) -> list[AgencyFound]:
    """Give, for each verb of saying, the body that is named nearest to it in its sentence."""
    said = []
    for verb in verbs:
        beside = heard.get(speaking.sentences.index(verb.start), [])
        best = min(beside, key=lambda item: (distance(verb.start, verb.end, *item[0]), item[0]), default=None)
        if best and distance(verb.start, verb.end, *best[0]) <= _NEAR:
            said.append(best[1])
    return said


def _best(graded: list[tuple[float, str, Span, str]]) -> Iterator[str]:
    best = graded[0]
    yield f"says={best[1]}"
    yield f"says={best[1]},voice={best[3]}"
    yield f"closeness={round(best[0] * 4)}"
    yield f"voices={min(3, sum(grade > 0.3 for grade, *_ in graded))}"


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


def _general(speaking: Speaking, agency: AgencyFound) -> Iterator[str]:
    first = min(speaking.sentences.index(start) for start, _ in agency.spans)
    yield f"type={agency.kind}"
    yield f"home={agency.country == speaking.home}"
    yield f"first_sentence={min(4, first)}"
    yield f"first={agency is min(speaking.agencies, key=lambda a: a.first)}"
    yield f"alone={len(speaking.agencies) == 1}"
    yield f"mentions={min(4, len(agency.spans))}"
    yield f"letterhead={any(_heads_text(speaking.view, span) for span in agency.spans)}"
    yield f"title={first == 0}"
    roles = {role.value for official in speaking.officials if official.agency is agency for role in official.roles}
    yield f"spokesperson={any('poke' in role for role in roles)}"
    yield f"officials={bool(roles)}"
    yield f"agencies={min(4, len(speaking.agencies))}"
    yield f"type={agency.kind},home={agency.country == speaking.home}"
    yield f"part={agency.parent is not None}"
    yield f"whole={any(other.parent == agency.name for other in speaking.agencies)}"


def _heads_text(view: Normalised, span: Span) -> bool:
    """A letterhead: the agency alone on one of the first lines."""
    line_start = view.text.rfind("\n", 0, span[0]) + 1
    line_end = view.text.find("\n", span[1])
    line = view.text[line_start : line_end if line_end >= 0 else len(view.text)]
    return span[0] < 160 and len(line) - (span[1] - span[0]) <= 25
