"""Who really said it: speaker → relay → copy, and how many independent origins a thing told by many has.

An announcement's speakers are those it says announce (`crk:announcedBy`), and the agency that a speaking official
serves in: an official's words are the agency's. Where it names none, its publisher speaks; where that is not told
either, it stands for itself. Copies of one text are one report. Independent are reports that share no speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from crackdown.graph.dates import day_public
from crackdown.graph.linking.things import Things
from crackdown.ontology.terms import crk, dcterms, schema

_UNDATED: Final = "9999-12-31"
Speaking = Callable[[str], Iterable[str]]  # by IRI, IRIs


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: its speakers and, by original, the announcements that carry their words.

    Attributes:
        speakers: IRIs of officials and agencies, or the one name of a publisher, or of an announcement; sorted.
        reports: announcements' IRIs, the earliest first: each original, then its copies among those asked for.
    """

    speakers: tuple[str, ...]
    reports: tuple[tuple[str, tuple[str, ...]], ...]


class Alike(Protocol):
    """Finds the announcements and agencies that say the same, by their IRIs."""

    def with_text(self, digest: str) -> Iterable[str]:
        """Return the announcements of a text, by its digest."""
        ...

    def copies_of(self, original: str) -> Iterable[str]:
        """Return the announcements that are told to be copies of one."""
        ...

    def agencies_called(self, name: str) -> Iterable[str]:
        """Return the agencies that bear a name, whatever its case."""
        ...


class Origins:
    """Tells whose words the announcements of one graph carry."""

    def __init__(self, things: Things, announcers: Speaking, agencies: Speaking, alike: Alike | None = None) -> None:
        """Learn where to look.

        Args:
            things: what the graph says of every thing.
            announcers: gives who announces, by announcement.
            agencies: gives where an official serves.
            alike: finds what says the same; without it, by going through all things once.
        """
        self._things = things
        self._announcers = announcers
        self._agencies = agencies
        self._alike = alike or ListedAlike(things)
        self._originals: dict[str, str] = {}
        self._speakers: dict[str, frozenset[str]] = {}

    def original(self, announcement: str) -> str:
        """Return the announcement that one is a copy of, or itself; of one text to the byte, the first."""
        if announcement not in self._originals:
            copied = self._things.trait(announcement, crk.copyOf)
            self._originals[announcement] = copied or self._first_of_text(announcement)
        return self._originals[announcement]

    def copies(self, original: str) -> list[str]:
        """Return the copies of an announcement, the earliest first."""
        return sorted(self._family(original) - {original}, key=self._told_first)

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
        if original not in self._speakers:
            self._speakers[original] = self._speaking(original)
        return self._speakers[original]

    def _speaking(self, original: str) -> frozenset[str]:
        family = self._family(original)
        named = {speaker for one in family for speaker in self._announcers(one)}
        if named:
            return frozenset(named.union(*(self._agencies(speaker) for speaker in named)))
        publisher = self._things.trait(original, dcterms.publisher) if family else None
        if publisher:
            bearers = {*self._alike.agencies_called(publisher.casefold())}  # one that publishes itself is known
            return frozenset(bearers if len(bearers) == 1 else {publisher})
        return frozenset({original})

    def _family(self, original: str) -> set[str]:
        """Return the announcements that carry the words of one, itself among them unless it is a copy in turn."""
        digest = self._things.trait(original, schema.sha256)
        alike = self._alike.with_text(digest) if digest else ()
        near = {original, *self._alike.copies_of(original), *alike}
        return {one for one in near if self._is_announcement(one) and self.original(one) == original}

    def _first_of_text(self, announcement: str) -> str:
        """Return the announcement that told a text first: a text too short to be compared is in it."""
        digest = self._things.trait(announcement, schema.sha256)
        alike = [
            one
            for one in (self._alike.with_text(digest) if digest else ())
            if self._is_announcement(one)
            and self._things.trait(one, schema.sha256) == digest
            and not self._things.trait(one, crk.copyOf)
        ]
        return min(alike, key=self._told_first, default=announcement)

    def _is_announcement(self, iri: str) -> bool:
        return self._things.types.get(iri) == "announcement"

    def _told_first(self, announcement: str) -> tuple[str, str]:
        published = self._things.trait(announcement, dcterms.issued)
        return day_public(published) if published else _UNDATED, announcement


class ListedAlike:
    """What says the same, by going through all things when it is first asked."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._texts: defaultdict[str, set[str]] | None = None
        self._copies: defaultdict[str, set[str]] = defaultdict(set)
        self._agencies: defaultdict[str, set[str]] = defaultdict(set)

    def with_text(self, digest: str) -> Iterable[str]:
        """Return the announcements of a text."""
        return self._read().get(digest, ())

    def copies_of(self, original: str) -> Iterable[str]:
        """Return the announcements that are told to be copies of one."""
        self._read()
        return self._copies.get(original, ())

    def agencies_called(self, name: str) -> Iterable[str]:
        """Return the agencies that bear a name."""
        self._read()
        return self._agencies.get(name, ())

    def _read(self) -> Mapping[str, set[str]]:
        if self._texts is not None:
            return self._texts
        texts: defaultdict[str, set[str]] = defaultdict(set)
        for iri, type_ in self._things.types.items():
            if type_ == "announcement":
                texts[self._things.trait(iri, schema.sha256) or ""].add(iri)
                if original := self._things.trait(iri, crk.copyOf):
                    self._copies[original].add(iri)
            elif type_ == "agency":
                for name in self._things.names.get(iri, ()):
                    self._agencies[name.text.casefold()].add(iri)
        self._texts = texts
        return texts
