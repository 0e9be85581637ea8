"""Agencies: those of the gazetteer, embassies, a country's services, and bodies named by a head noun."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from crackdown.loaders.extraction.text.data import load_gazetteer
from crackdown.loaders.extraction.text.lexicon import Language
from crackdown.loaders.extraction.text.mentions import Mention
from crackdown.loaders.extraction.text.normalise import Normalised
from crackdown.loaders.extraction.where.country_names import english_name
from crackdown.loaders.extraction.who.agency_found import AgencyFound
from crackdown.loaders.extraction.who.agency_kinds import kind_in, kind_of
from crackdown.loaders.extraction.who.agency_patterns import Found, find_named, has_head
from crackdown.loaders.extraction.who.agency_spans import (
    by_edges,
    known_bodies,
    parted,
    without_crossed,
    without_joined,
    without_outgrown,
)
from crackdown.loaders.extraction.who.compound_agencies import find_compounds
from crackdown.loaders.extraction.who.embassies import find_embassies
from crackdown.loaders.extraction.who.gazetteer_forms import positions_of_form
from crackdown.loaders.extraction.who.said_owners import JOINT, find_owners
from crackdown.loaders.extraction.who.same_bodies import merge_bracketed, merge_short_embassies
from crackdown.loaders.extraction.who.services import find_bare, find_services
from crackdown.loaders.extraction.who.whole_names import add_whole_names

_WELL_KNOWN = {"FBI", "CIA", "NCA", "DEA", "HSI", "DOJ", "NBI"}  # each by its acronym alone
_ACRONYM_AFTER = re.compile(
    r"\"?,? ?[(\"]?\(?\"?(?P<acronym>[A-Z][A-Za-z]?[A-Z&][A-Z0-9&]{0,6}|[A-Z]{2,8}\d?)\"?[)\",]"
)


class AgencyFinder:
    """Finds the agencies of one text, with one home country or another: what may name one is the same with any."""

    def __init__(self, view: Normalised, language: Language, mentions: list[Mention]) -> None:
        self._view = view
        self._language = language
        self._mentions = mentions
        self._countries = [m for m in mentions if m.type == "country"]
        self._countries_named = {m.value for m in self._countries}
        self._countries_of_places = {str(m.data["country"]) for m in mentions if m.type == "place"}
        self._starts = [m.start for m in mentions]
        self._roles = [m for m in mentions if m.type == "role"]  # none overlaps another
        self._role_starts = [m.start for m in self._roles]
        self._country_starts = [m.start for m in self._countries]
        self._country_ends = [m.end for m in self._countries]
        self._candidates = list(self._stretches())

    def _begin(self, home: str | None) -> None:
        """Forget what was found with another home country."""
        self._home = home
        self._agencies: list[AgencyFound] = []
        self._acronyms: dict[str, AgencyFound] = {}
        self._by_name: dict[str, list[AgencyFound]] = {}  # in lower case

    def find(self, home: str | None) -> list[AgencyFound]:
        """Give the agencies in the order in which the text names them; `home` is whose those without a country are."""
        self._begin(home)
        taken: set[int] = set()
        shared: list[tuple[Found, Found]] = []
        ranks = [m for m in self._mentions if m.type == "rank" and " " in self._view.text[m.start : m.end]]
        candidates = [*find_embassies(self._view, self._language, self._mentions, home), *self._candidates]
        for found in sorted(candidates, key=lambda f: (f.start - f.end, f.rank)):
            in_rank = found.source != "known" and any(m.start < found.end and found.start < m.end for m in ranks)
            if not (in_rank or self._is_titled(found)) and taken.isdisjoint(range(found.start, found.end)):
                taken.update(range(found.start, found.end))
                self._add(found)
                shared += [(found, other) for other in found.also]
        for own, other in shared:  # whose country another body has: "Embassy of China | and Thailand's police"
            if taken.isdisjoint(set(range(other.start, other.end)).difference(range(own.start, own.end))):
                self._add(other)
        self._hear_echoes(taken)
        merge_bracketed(self._view, self._agencies)
        merge_short_embassies(self._agencies)
        self._find_acronyms()
        find_owners(self._view, self._language, self._agencies)
        if "whole_name" in self._language.patterns:
            add_whole_names(self._view, self._language, self._mentions, self._agencies)
        for agency in self._agencies:
            agency.spans.sort()
        return sorted(self._agencies, key=lambda agency: agency.first)

    def _is_titled(self, found: Found) -> bool:
        """Tell whether what a title of several words begins names a person: "Police Commissioner | Kim Tae-young"."""
        place = bisect_left(self._role_starts, found.start)
        if found.source != "named" or place == len(self._roles) or self._roles[place].start != found.start:
            return False
        end = self._roles[place].end
        own = self._view.text[end : found.end].strip()
        return " " in self._view.text[found.start : end] and bool(own) and not has_head(own, self._language)

    def _hear_echoes(self, taken: set[int]) -> None:
        """Take "the police" by itself as the police force of the home country that the text named last."""
        named = [a for a in self._agencies if a.country == self._home]
        if not named:
            return
        titles = (m for m in self._mentions if m.type in {"rank", "role"})
        others = {i for m in titles for i in range(m.start, m.end)}
        for start, end, kind in find_bare(self._view, self._language, taken | others, {a.kind for a in named}):
            before = [a for a in named if a.kind == kind and a.first < start]
            if before:
                last = max(before, key=lambda a: max(s for s, _ in a.spans if s < start))
                last.echoes.append((start, end))

    def _is_in_title(self, agency: Mention) -> bool:
        """Without spaces a title may hold a body's name ("内政部长"): it is the title's then."""
        before = bisect_right(self._role_starts, agency.start)
        return self._language.spaceless and before > 0 and agency.end < self._roles[before - 1].end

    def _stretches(self) -> Iterator[Found]:
        """Give every stretch that may name an agency, embassies aside; of those that overlap the longest will count."""
        known = known_bodies(m for m in self._mentions if m.type == "agency" and not self._is_in_title(m))
        services = find_services(self._view, self._language, self._mentions)
        named = without_crossed(self._named(), known)
        if not self._language.spaceless:
            named = [*without_joined(self._view, self._language, named, known)]
        by_start, by_end = by_edges([*known, *services])
        for found in named:
            inner = [*by_start.get(found.start, ()), *by_end.get(found.end, ())]
            yield from parted(self._view, self._language, found, inner)
        yield from without_outgrown(services, [*known, *named])
        yield from known

    def _named(self) -> Iterable[Found]:
        if "compound_agencies" in self._language.names:
            named: Iterable[Found] = find_compounds(self._view, self._language, self._mentions)
        else:
            named = find_named(self._view, self._language, self._mentions)
        no_body = self._language.patterns.get("no_body")
        if no_body is None:
            return named
        return (found for found in named if not no_body.fullmatch(self._view.text, found.start, found.end))

    def _add(self, found: Found) -> None:
        agency = self._entity(found)
        if agency is None:
            return
        agency.spans.append((found.start, found.end))
        form = self._view.text[found.start : found.end]
        if form not in agency.forms:
            agency.forms.append(form)
        after = _ACRONYM_AFTER.match(self._view.text, found.end)
        if after and not found.acronym and self._is_acronym_of(after["acronym"], form):
            self._acronyms.setdefault(after["acronym"], agency)

    def _is_acronym_of(self, acronym: str, form: str) -> bool:
        if self._language.spaceless:
            return True
        initials = [word[0].lower() for word in re.findall(r"[\w]+", form)]
        return acronym[0].lower() in initials and len(acronym) <= len(initials) + 2

    def _entity(self, found: Found) -> AgencyFound | None:
        name, record = found.name, None
        positions = (
            [int(i) for i in found.name.split(",")] if found.source == "known" else self._without_adjective(found)
        )
        if positions:
            record = self._choose([load_gazetteer("agencies")[i] for i in positions], found)
            if record is None and found.source == "known":
                if found.acronym:
                    return None
                form = self._view.text[found.start : found.end]
                name = form[0].upper() + form[1:]
            name = record["name"] if record else name
        said = self._country_said(found, record)
        country = said or (None if "international" in {found.kind, (record or {}).get("kind")} else self._home)
        if record is not None and record["country"] is None and country is not None:
            name = load_gazetteer("ministries").get(name, {}).get(country, name)
        shorter = self._shortened(found) if record is None else None
        if shorter is not None:
            return shorter
        alike = self._by_name.get(name.lower(), [])
        for agency in alike:
            if agency.country == country or None in (agency.country, country):
                return agency
        if alike and country:
            name = f"{name} of {english_name(country)}"  # operations refer to agencies by name
        agency = AgencyFound(
            name,
            found.kind or kind_in(name, self._language) or kind_of(name),
            country,
            found.parent,
            found.accredited_to,
        )
        agency.is_assumed = said is None
        if record is not None:
            agency.kind = record["kind"]
            agency.parent = record.get("parent")
            agency.accredited_to = record.get("accredited_to")
            agency.sure = 0.95
        agency.source = "known" if record is not None else found.source
        self._agencies.append(agency)
        self._by_name.setdefault(name.lower(), []).append(agency)
        return agency

    def _shortened(self, found: Found) -> AgencyFound | None:
        """A body's name in short is the end or the beginning of a longer one: "필리핀 이민국", then "이민국"."""
        if found.source != "named":
            return None
        form = self._view.text[found.start : found.end].lower()
        edge = "" if self._language.spaceless else " "
        own = found.country or self._country_inside(found) or self._country_nearby(found)
        for agency in self._agencies:
            if own not in {None, agency.country} or agency.kind == "embassy":
                continue
            for other in map(str.lower, agency.forms):
                if form in other and other != form and (other.endswith(edge + form) or other.startswith(form + edge)):
                    return agency
        return None

    def _without_adjective(self, found: Found) -> list[int]:
        """Look up "ministère cambodgien de l'Intérieur" as the "ministère de l'Intérieur" of Cambodia."""
        form = self._view.text[found.start : found.end]
        for mention in reversed(self._countries):
            if found.start <= mention.start and mention.end <= found.end and mention.data["demonym"]:
                form = form[: mention.start - found.start] + form[mention.end - found.start :]
        words, code = form.split(), self._language.code
        spaced = positions_of_form(" ".join(words), code)
        return spaced or (positions_of_form("".join(words), code) if self._language.spaceless else [])

    def _choose(self, records: list[dict[str, Any]], found: Found) -> dict[str, Any] | None:
        """Of agencies that share a form, take the one whose country the text is about."""
        near = self._country_inside(found) or self._country_nearby(found)
        general = [record for record in records if record["country"] is None]
        wanted: list[Collection[str | None]] = [{self._home}, self._countries_named, self._countries_of_places]
        if near:  # the home ministry of Cambodia is India's nowhere
            wanted = [{near}] if general else [{near}, *wanted]
        for countries in wanted:
            for record in records:
                if record["country"] in countries:
                    return record
        if found.acronym and len(records) == 1 and len(self._view.text[found.start : found.end]) <= 3:
            known = records[0]["country"] is None or self._view.text[found.start : found.end] in _WELL_KNOWN
            return records[0] if known else None
        if not general and any(record.get("shared") for record in records):
            return None  # another country's body of the same name
        return general[0] if general else (records[0] if len(records) == 1 else None)

    def _country_said(self, found: Found, record: dict[str, Any] | None) -> str | None:
        if record is not None and record["country"]:
            return str(record["country"])
        if (record or {}).get("kind") == "international" or found.kind == "international":
            return None
        return found.country or self._country_inside(found) or self._country_nearby(found)

    def _country_inside(self, found: Found) -> str | None:
        for mention in self._mentions[bisect_left(self._starts, found.start) : bisect_left(self._starts, found.end)]:
            if mention.end <= found.end:
                if mention.type == "country":
                    return mention.value
                if mention.type == "place":
                    return str(mention.data["country"])
        return None

    def _country_nearby(self, found: Found) -> str | None:
        """A demonym or a country's name right before ("Cambodia's Ministry of …") or after ("… of Korea")."""
        before, after = self._language.patterns["country_before"], self._language.patterns["country_after"]
        first = bisect_left(self._country_ends, found.start - JOINT)
        last = bisect_right(self._country_starts, found.end + JOINT)
        for mention in self._countries[first:last]:
            if mention.end <= found.start and before.fullmatch(self._view.text[mention.end : found.start]):
                return mention.value
            if mention.start >= found.end and after.fullmatch(self._view.text[found.end : mention.start]):
                return mention.value
        return None

    def _find_acronyms(self) -> None:
        for acronym, agency in self._acronyms.items():
            self._drop_rivals(acronym, agency)
            for span in self._language.places_of(acronym, self._view.text):
                if span not in agency.spans:
                    agency.spans.append(span)
            if acronym not in agency.forms:
                agency.forms.append(acronym)

    def _drop_rivals(self, acronym: str, agency: AgencyFound) -> None:
        """The text says what an acronym stands for: what else it stands for elsewhere does not count here."""
        self._agencies = [a for a in self._agencies if a is agency or a.forms != [acronym]]
