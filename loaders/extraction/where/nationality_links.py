"""Countries as candidates for a nationality of the persons."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crackdown.loaders.extraction.models.linear import features
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.what.candidates import (
    Candidate,
    Span,
    anchor_of,
    general_features,
    nearest_span,
    relation_before,
    standing_features,
)
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.owners import owner_features
from crackdown.loaders.extraction.where.country_links import with_place


def nationality_candidates(analysis: Analysis, draft: Draft) -> list[Candidate]:
    """Give every country as a candidate for a nationality of the persons."""
    anchor = anchor_of(draft)
    own = draft.nationalities
    by_code: dict[str, list[Mention]] = {}
    for mention in analysis.of_type("country"):
        by_code.setdefault(mention.value, []).append(mention)
    here = analysis.sentences.index(anchor[0])
    counted = {m.value for count in analysis.counts for m in count.countries}
    others = {code for other in draft.rest for code in other.nationalities}
    after = [m for m in analysis.in_sentence(here, "country") if m.start > anchor[1]]
    general = general_features(draft)
    bodies = analysis.named_bodies
    candidates = []
    for code, mentions in by_code.items():
        if code not in own and all(bodies.cover(m.start, m.end) for m in mentions):
            continue  # "Cambodian police" says nothing of whom they arrest
        span = nearest_span(anchor, [(m.start, m.end) for m in mentions])
        nearest = next(m for m in mentions if (m.start, m.end) == span)
        in_title = any(analysis.sentences.index(m.start) == 0 for m in mentions)
        relation = relation_before(analysis, span)
        given = [
            *standing_features(analysis, draft, span),
            owner_features(analysis, draft, span),
            general,
            _nationals(code in own, bool(own), code == analysis.home, code in counted, draft.kind),
            _of_others(code in others, code in own, draft.is_total),
            _demonym(nearest.data["demonym"], min(3, len(after)), relation, in_title, min(4, len(by_code))),
        ]
        candidates.append(with_place(analysis, draft, Candidate(code, span, given)))
    return candidates


@features
def _nationals(is_own: bool, has_own: bool, is_home: bool, is_counted: bool, kind: str) -> Iterator[str]:
    yield f"own={is_own}"
    yield f"anyown={has_own},own={is_own}"
    yield f"home={is_home}"
    yield f"counted={is_counted}"
    yield f"home={is_home},kind={kind}"


@features
def _of_others(is_theirs: bool, is_own: bool, is_total: bool) -> Iterator[str]:
    """Say whether another operation's people are counted by the country."""
    yield f"others={is_theirs},own={is_own}"
    yield f"others={is_theirs},total={is_total}"


@features
def _demonym(is_demonym: bool, listed: int, relation: str | None, in_title: bool, countries: int) -> Iterator[str]:
    yield f"demonym={is_demonym}"
    yield f"listed={listed}"
    yield f"relation={relation}"
    yield f"title={in_title}"
    yield f"countries={countries}"


def listed_with(analysis: Analysis, chosen: set[Span]) -> Iterator[Mention]:
    """Give the countries that stand in one list with chosen ones: "Libéria, le Népal, l'Inde et la Chine"."""
    countries = analysis.of_type("country")
    taken = set(chosen)
    for step, mentions in ((1, countries), (-1, countries[::-1])):
        for one, other in pairwise(mentions):
            left, right = (one, other) if step > 0 else (other, one)
            between = analysis.view.text[left.end : right.start]
            if (
                (one.start, one.end) in taken
                and (other.start, other.end) not in taken
                and analysis.language.patterns["list"].fullmatch(between)
            ):
                taken.add((other.start, other.end))
                yield other
