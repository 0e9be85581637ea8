"""For which country agencies and officials act, in which airports lie, and what agencies belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final, Self

from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, org, rdf

_OF_A_COUNTRY: Final = frozenset({crk.Agency, crk.Official, crk.Airport})


class Agencies:
    """The countries and the parents of agencies and such, by their IRIs."""

    def __init__(self, countries: Mapping[str, Iterable[str]], parents: Mapping[str, Iterable[str]]) -> None:
        self._countries = countries
        self._parents = parents

    @classmethod
    def read(cls, view: View) -> Self:
        """Read them from a graph."""
        countries: dict[str, set[str]] = defaultdict(set)
        parents: dict[str, set[str]] = defaultdict(set)
        for thing, country, parent in view.iter_values(load("agencies")):
            found, value = (countries, country) if country else (parents, parent)
            found[thing].add(value)
        return cls(countries, parents)

    @classmethod
    def of_rows(cls, _: View, rows: Rows) -> Self:
        """Take them from a file."""
        countries, parents = (
            {rows.texts[thing]: frozenset(rows.several(found)) for thing, found in rows.some()} for _ in range(2)
        )
        return cls(countries, parents)

    def rows(self, texts: Texts) -> Iterator[object]:
        """Yield them as rows of a file, after how many there are of a sort."""
        for known in (self._countries, self._parents):
            yield len(known)
            yield from ([texts(thing), texts.all(sorted(found))] for thing, found in known.items())

    def after(self, view: View, touched: Set[str]) -> Agencies:
        """Take over to a later view what is not of things that were touched, and read those again."""
        graph = Lookup(view)
        countries, parents = (
            {thing: values for thing, values in known.items() if thing not in touched}
            for known in (self._countries, self._parents)
        )
        for thing in touched:
            if above := graph.objects(thing, org.subOrganizationOf):
                parents[thing] = frozenset(above)
            if not _OF_A_COUNTRY.isdisjoint(graph.objects(thing, rdf.type)):
                countries[thing] = frozenset(graph.objects(thing, crk.country))
        return Agencies(countries, parents)

    def countries(self, things: Iterable[str]) -> frozenset[str]:
        """Return the countries of the things; an embassy acts for the country that sends it."""
        return frozenset(country for thing in things for country in self._countries.get(thing, ()))

    def with_parents(self, agencies: Iterable[str]) -> frozenset[str]:
        """Return the agencies and all that they belong to."""
        found: set[str] = set()
        agenda = list(agencies)
        while agenda:
            agency = agenda.pop()
            if agency not in found:
                found.add(agency)
                agenda.extend(self._parents.get(agency, ()))
        return frozenset(found)


def _renewed(kept: Agencies, version: str, view: View) -> Agencies | None:
    touched = view.touched_since(version)
    return None if touched is None else kept.after(view, touched)


agencies_of = Kept(Agencies.read, renew=_renewed, on_disk=OnDisk("agencies", Agencies.rows, Agencies.of_rows))
