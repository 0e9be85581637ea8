"""Of which sex and nationality the people of an operation are, where the text says so."""

from __future__ import annotations

from collections.abc import Iterable

from crackdown.loaders.extraction.how_many.counts import Count
from crackdown.loaders.extraction.how_many.groups import attach_breakdown, attach_sexes
from crackdown.loaders.extraction.models import reasons
from crackdown.loaders.extraction.record.facts import Facts
from crackdown.loaders.extraction.text.analysis import Analysis
from crackdown.loaders.extraction.what.drafts import Draft
from crackdown.loaders.extraction.what.uncounted import AGAINST_THINGS
from crackdown.loaders.extraction.where.nationality_links import (
    are_not_all,
    listed_with,
    nationality_candidates,
    share_a_number,
)  # fmt: skip

Span = tuple[int, int]


class People:
    """The numbers of women, men and nationals among the people of a text's operations."""

    def __init__(self, analysis: Analysis, drafts: list[Draft]) -> None:
        self._analysis, self._drafts = analysis, drafts
        self._sexes = attach_sexes(analysis, drafts)
        self._breakdown = attach_breakdown(analysis, drafts)
        # Where a country is named beside the number of its people among an operation's, that operation's position.
        self._broken_down = {
            (mention.start, mention.end): position
            for position, counts in self._breakdown.items()
            for count in counts.values()
            if not _is_one(count, drafts[position].counts)
            for mention in count.countries
        }

    def add_sexes(self, position: int, facts: Facts) -> None:
        """Add how many women and men there are among the people of the operation at a position."""
        for sex, count in self._sexes.get(position, {}).items():
            why = reasons.OWN_SEX if _is_one(count, facts.draft.counts) else reasons.SEX
            facts.values[sex], facts.quotes[sex] = count.value, facts.count_evidence(count, 0.8, why)

    def add_nationalities(self, position: int, facts: Facts) -> None:
        """Add of which nationalities they are, and how many of each."""
        draft, counts = facts.draft, self._breakdown.get(position, {})
        shared = {code for code, count in counts.items() if share_a_number(facts.near, count)}
        nationalities = {code: None if code in shared else count.value for code, count in counts.items()}
        named = {code: next((m.start, m.end) for m in counts[code].countries if m.value == code) for code in shared}
        found = {code: facts.evidence(span, 0.85, reasons.NATIONALITY) for code, span in named.items()}
        for code, count in counts.items():
            why = reasons.OWN_NATIONALITY if _is_one(count, draft.counts) else reasons.NATIONALITY
            if code not in shared:
                found[code] = facts.count_evidence(count, 0.85, why, with_country=code)
        is_whole = draft.persons is not None and sum(n or 0 for n in nationalities.values()) >= draft.persons
        spans: set[Span] = set(named.values())
        candidates = [] if is_whole else nationality_candidates(facts.near, draft)
        if self._broken_down:
            candidates = [one for one in candidates if not self._is_of_another(position, facts.near, str(one.value))]
        for candidate, sure, why, _ in facts.chosen(candidates, "nationality"):
            code = str(candidate.value)
            if code not in nationalities and (draft.counts or draft.kind not in AGAINST_THINGS):
                nationalities[code] = None
                found[code] = facts.evidence(facts.quoted("nationality", candidate), sure, why)
                spans.add(candidate.span)
        for mention in listed_with(facts.near, spans):
            if mention.value not in nationalities:
                nationalities[mention.value] = None
                found[mention.value] = facts.evidence((mention.start, mention.end), 0.7, reasons.LISTED)
        if len(nationalities) == 1 and not shared:
            ((code, number),) = nationalities.items()
            nationalities[code] = self._of_the_only_country(facts.near, draft, code) if number is None else number
        if nationalities:
            facts.values["nationalities"], facts.quotes["nationalities"] = nationalities, found

    def _of_the_only_country(self, near: Analysis, draft: Draft, country: str) -> int | None:
        """Give how many people are of the one country that is told: all of them, if no others are among them."""
        if draft.persons is None or self._is_told_of_fewer(country, draft.persons):
            return None
        index = self._analysis.sentences.index
        counted = {index(count.start) + beyond for count in draft.counts for beyond in (0, 1)}
        named = [m for m in near.of_type("country") if m.value == country and index(m.start) in counted]
        return None if any(are_not_all(near, mention) for mention in named) else draft.persons

    def _is_of_another(self, position: int, near: Analysis, code: str) -> bool:
        """Tell whether a country is spoken of only where the number of another operation is broken down."""
        named = [m for m in near.of_type("country") if m.value == code]
        return all(self._broken_down.get((m.start, m.end), position) != position for m in named)

    def _is_told_of_fewer(self, country: str, persons: int) -> bool:
        """Tell whether the text counts fewer people of a country: as no operation's, or names it nowhere else.

        "Among them one Mexican" says so of all others, "50 were held. 13 Japanese were sent home" nothing of the 50.
        """
        own = {id(count) for draft in self._drafts for count in draft.counts}
        fewer = [count for count in self._analysis.counts if 0 < count.value < persons]
        if any(id(count) not in own and country in {m.value for m in count.countries} for count in fewer):
            return True
        counted = {(m.start, m.end) for count in fewer for m in count.countries}
        return counted.issuperset((m.start, m.end) for m in self._analysis.of_type("country") if m.value == country)


def _is_one(count: Count, of: Iterable[Count]) -> bool:
    return any(count is one for one in of)
