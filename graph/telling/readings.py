"""What came of reading each announcement: how it ended, how many claims it makes, what its sentences came to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from crackdown.graph.linking.lookup import Lookup
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.on_disk import OnDisk, Rows, Texts
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import crk, prov, rdf


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read, by the announcements' IRIs: their outcomes, how many claims, how many sentences of each status."""

    outcomes: dict[str, frozenset[str]] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    sentences: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, view: View) -> Readings:
        """Read all of them, in three queries."""
        outcomes: defaultdict[str, set[str]] = defaultdict(set)
        for announcement, outcome, _ in view.iter_values(load("outcomes")):
            outcomes[announcement].update([outcome] if outcome else [])
        sentences: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for announcement, status, number in view.iter_values(load("sentences_counted")):
            sentences[announcement][status] = int(number)
        claims = {announcement: int(number) for announcement, number in view.iter_values(load("claims_counted"))}
        return cls({one: frozenset(found) for one, found in outcomes.items()}, claims, sentences)

    @classmethod
    def of_rows(cls, _: View, rows: Rows) -> Readings:
        """Take them from a file."""
        found = cls({}, {}, {})
        alike: dict[frozenset[str], frozenset[str]] = {}  # nearly all end in the same few ways
        for iri, outcomes, claims, statuses, numbers in rows:
            announcement = rows.texts[iri]
            if outcomes is not None:
                told = frozenset(rows.several(outcomes))
                found.outcomes[announcement] = alike.setdefault(told, told)
            if claims:
                found.claims[announcement] = claims
            if statuses:
                found.sentences[announcement] = dict(zip(rows.several(statuses), numbers, strict=True))
        return found

    def rows(self, texts: Texts) -> Iterator[object]:
        """Yield them as rows of a file."""
        for one in dict.fromkeys((*self.outcomes, *self.claims, *self.sentences)):
            outcomes, counted = self.outcomes.get(one), self.sentences.get(one, {})
            yield [
                texts(one), None if outcomes is None else texts.all(sorted(outcomes)), self.claims.get(one),
                texts.all(counted), list(counted.values()),
            ]  # fmt: skip

    def after(self, view: View, touched: Set[str]) -> Readings:
        """Take over to a later view what is not of announcements that were touched, and read those again."""
        graph = Lookup(view)
        parts = {one for iri in touched for of in (prov.used, crk.sentenceOf) for one in graph.objects(iri, of)}
        changed = touched | parts
        outcomes = {one: found for one, found in self.outcomes.items() if one not in changed}
        claims = {one: number for one, number in self.claims.items() if one not in changed}
        sentences = {one: counts for one, counts in self.sentences.items() if one not in changed}
        for one in changed:
            read = [by for by in graph.subjects(prov.used, one) if graph.has(by, rdf.type, crk.Extraction)]
            if read:
                outcomes[one] = frozenset(outcome for by in read for outcome in graph.objects(by, crk.outcome))
            if number := len(graph.subjects(crk.statedIn, one)):
                claims[one] = number
            parted = graph.subjects(crk.sentenceOf, one)
            if statuses := Counter(status for part in parted for status in graph.objects(part, crk.status)):
                sentences[one] = dict(statuses)
        return Readings(outcomes, claims, sentences)


def _renewed(kept: Readings, version: str, view: View) -> Readings | None:
    touched = view.touched_since(version)
    return None if touched is None else kept.after(view, touched)


readings_of = Kept(Readings.read, renew=_renewed, on_disk=OnDisk("readings", Readings.rows, Readings.of_rows))
