"""Who really said it: speaker → relay → copy, and how many independent origins a thing told by many has.

An announcement's speakers are those it says announce (`crk:announcedBy`), and the agency that a speaking official
serves in: an official's words are the agency's. Where it names none, its publisher speaks; where that is not told
either, it stands for itself. Copies of one text are one report. Independent are reports that share no speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from crackdown.graph.dates import day_public
from crackdown.graph.linking.things import Things
from crackdown.ontology.terms import crk, dcterms, schema

_UNDATED: Final = "9999-12-31"
Links = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: its speakers and, by original, the announcements that carry their words.

    Attributes:
        speakers: IRIs of officials and agencies, or the one name of a publisher, or of an announcement; sorted.
        reports: announcements' IRIs, the earliest first: each original, then its copies among those asked for.
    """

    speakers: tuple[str, ...]
    reports: tuple[tuple[str, tuple[str, ...]], ...]


class Origins:
    """Tells whose words the announcements of one graph carry."""

    def __init__(self, things: Things, announcers: Links, agencies: Links) -> None:
        """Read who speaks.

        Args:
            things: what the graph says of every thing.
            announcers: by announcement, who announces.
            agencies: by official, where they serve.
        """
        self._things = things
        self._by_name = _agencies_by_name(things)
        self._same_text = _first_of_text(things)
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        for iri, type_ in things.types.items():
            if type_ == "announcement":
                self._copies[self.original(iri)].add(iri)
        self._speakers = {
            original: self._speaking(original, family, announcers, agencies)
            for original, family in self._copies.items()
        }

    def original(self, announcement: str) -> str:
        """Return the announcement that one is a copy of, or itself; of one text to the byte, the first."""
        text = self._things.trait(announcement, schema.sha256) or announcement
        return self._things.trait(announcement, crk.copyOf) or self._same_text.get(text, announcement)

    def copies(self, original: str) -> list[str]:
        """Return the copies of an announcement, the earliest first."""
        return sorted(self._copies.get(original, set()) - {original}, key=self._told_first)

    def of(self, announcements: Iterable[str]) -> list[Origin]:
        """Return the independent origins of what these announcements tell, the earliest first.

        They are as many reports as can be found of which no two share a speaker, those with the fewest speakers first;
        every other report shares a speaker with one of them, and is counted there.
        """
        told: defaultdict[str, set[str]] = defaultdict(set)
        for announcement in announcements:
            told[self.original(announcement)].add(announcement)
        groups: dict[str, list[str]] = {}  # by the report that made the group
        for report in sorted(told, key=lambda one: (len(self._speakers_of(one)), self._told_first(one))):
            spoken = self._speakers_of(report)
            home = next((first for first in groups if self._speakers_of(first) & spoken), report)
            groups.setdefault(home, []).append(report)
        found = [self._origin(reports, told) for reports in groups.values()]
        return sorted(found, key=lambda origin: self._told_first(origin.reports[0][0]))

    def count(self, announcements: Iterable[str]) -> int:
        """Count the independent origins of what these announcements tell."""
        told = set(announcements)
        return len(self.of(told)) if len(told) > 1 else len(told)  # most edges rest on one: a network has many

    def _origin(self, reports: list[str], told: Mapping[str, set[str]]) -> Origin:
        speakers = sorted({speaker for report in reports for speaker in self._speakers_of(report)})
        carried = []
        for report in sorted(reports, key=self._told_first):
            first, *others = sorted(told[report], key=lambda one: (one != report, self._told_first(one)))
            carried.append((first, tuple(others)))
        return Origin(tuple(speakers), tuple(carried))

    def _speakers_of(self, original: str) -> frozenset[str]:
        return self._speakers.get(original, frozenset({original}))

    def _speaking(self, original: str, family: set[str], announcers: Links, agencies: Links) -> frozenset[str]:
        named = {speaker for one in family for speaker in announcers.get(one, ())}
        if named:
            return frozenset(named.union(*(agencies.get(speaker, ()) for speaker in named)))
        publisher = self._things.trait(original, dcterms.publisher)
        if publisher:
            return frozenset({self._by_name.get(publisher.casefold(), publisher)})
        return frozenset({original})

    def _told_first(self, announcement: str) -> tuple[str, str]:
        return _told_first(self._things, announcement)


def _told_first(things: Things, announcement: str) -> tuple[str, str]:
    published = things.trait(announcement, dcterms.issued)
    return day_public(published) if published else _UNDATED, announcement


def _first_of_text(things: Things) -> dict[str, str]:
    """Give the announcement that told a text first, by the text's digest: a text too short to be compared is in it."""
    originals = [iri for iri, type_ in things.types.items() if type_ == "announcement"]
    first: dict[str, str] = {}
    for iri in sorted(originals, key=lambda one: _told_first(things, one)):
        digest = things.trait(iri, schema.sha256)
        if digest and not things.trait(iri, crk.copyOf):
            first.setdefault(digest, iri)
    return first


def _agencies_by_name(things: Things) -> dict[str, str]:
    """Give the agency of each name that one agency alone bears, so that one that publishes itself is known."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for iri, type_ in things.types.items():
        if type_ == "agency":
            for name in things.names.get(iri, ()):
                bearers[name.text.casefold()].add(iri)
    return {name: min(iris) for name, iris in bearers.items() if len(iris) == 1}
