"""In which order the sentences of a text name bodies, and which of them a word of cooperation speaks about."""

from __future__ import annotations

from dataclasses import dataclass

from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.text.sentences import Sentences
from crackdown.loaders.extraction.who.agency_found import AgencyFound

_CUE_REACH = 60  # characters between a word of cooperation and the first body that it speaks about


@dataclass(slots=True)
class BodyMention:
    """One place where a text names a body."""

    start: int
    end: int
    agency: AgencyFound
    helps: bool = False  # a word of cooperation speaks about it


def bodies_by_sentence(
    agencies: list[AgencyFound], sentences: Sentences, view: Normalised, language: Language, cues: list[Mention]
) -> dict[int, list[BodyMention]]:
    """Give the bodies that each sentence names, in order; `cues` are the text's words of cooperation."""
    found: dict[int, list[BodyMention]] = {}
    named = ((start, end, agency) for agency in agencies for start, end in agency.spans)
    for start, end, agency in sorted(named, key=lambda item: (item[0], -item[1], item[2].name)):
        found.setdefault(sentences.index(start), []).append(BodyMention(start, end, agency))
    for index, bodies in found.items():
        here = [cue for cue in cues if sentences.index(cue.start) == index]
        if here:
            _mark_helpers(view, language, bodies, here)
    return found


def _mark_helpers(view: Normalised, language: Language, bodies: list[BodyMention], cues: list[Mention]) -> None:
    """Mark the body beside each word of cooperation, and those listed with it ("with A, B and C")."""
    cue_follows = bool(language.lexicon.get("postpositions"))
    ordered = bodies[::-1] if cue_follows else bodies
    for position, body in enumerate(ordered):
        near = ordered[position - 1] if position else None
        edge = None if near is None else near.start if cue_follows else near.end
        body.helps = any(_speaks_about(cue, body, edge, cue_follows=cue_follows) for cue in cues)
        if near is not None and near.helps and not body.helps:
            first, second = (body, near) if cue_follows else (near, body)
            body.helps = bool(language.patterns["list"].fullmatch(view.text, first.end, second.start))


def _speaks_about(cue: Mention, body: BodyMention, edge: int | None, *, cue_follows: bool) -> bool:
    """Tell whether a cue stands right before a body (or after it), with no other body between."""
    if cue_follows:
        return 0 <= cue.start - body.end <= _CUE_REACH and (edge is None or cue.end <= edge)
    return 0 <= body.start - cue.end <= _CUE_REACH and (edge is None or cue.start >= edge)
