"""The announcements of a graph as a list: who published and who announced each, and what was read from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from crackdown.graph.figures.agencies import agencies_of
from crackdown.graph.figures.publications import publications_of
from crackdown.graph.linking.network import Network, network_of
from crackdown.graph.linking.things import Node, to_id, to_iri
from crackdown.graph.showing.in_language import Words
from crackdown.graph.showing.wording import Reference, reference
from crackdown.graph.storage.kept import Kept
from crackdown.graph.storage.view import View
from crackdown.graph.telling.readings import readings_of
from crackdown.ontology.terms import crk, dcterms, schema

Order = Literal[
    "title", "publisher", "speakers", "countries", "language", "published", "loaded", "facts", "operations", "used",
    "not_understood", "copies",
]  # fmt: skip
_MOST_LISTED: Final = 40  # values offered to choose from


@dataclass(frozen=True, slots=True)
class Source:
    """One announcement with what came of reading it.

    Attributes:
        node: the announcement.
        speakers: agencies and officials that announce it.
        countries: for which they act.
        sentences: how many came to what, by the last part of the status' IRI.
        copy_of: the announcement whose text it tells again.
        copies: how many tell its text again.
    """

    node: Node
    title: str | None
    publisher: str | None
    speakers: tuple[Reference, ...]
    countries: tuple[Reference, ...]
    language: str | None
    published: str | None
    loaded: str | None
    url: str | None
    outcome: str | None
    facts: int
    operations: int
    sentences: dict[str, int]
    copy_of: str | None
    copies: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources, and in which order; an empty text asks for all."""

    words: str = ""
    publisher: str = ""
    speaker: str = ""
    country: str = ""
    language: str = ""
    order: Order = "published"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose by, and how many sources have it."""

    id: str
    label: str
    sources: int


@dataclass(frozen=True, slots=True)
class SourceList:
    """Some of the sources that fit, how many fit, and the values to choose from among all.

    `texts` counts those that fit and are no copies of one another.
    """

    total: int
    texts: int
    sources: list[Source]
    publishers: list[Choice]
    speakers: list[Choice]
    countries: list[Choice]
    languages: list[Choice]


def list_sources(view: View, wanted: Wanted, *, names: str = "en", limit: int, offset: int = 0) -> SourceList:
    """List the sources of a graph; `names` is the language of the names of agencies, officials and countries."""
    everything, network = _sources(view).values(), network_of(view)
    fitting = [one for one in everything if _fits(one, wanted)]
    key = _KEYS[wanted.order]
    # What has no value comes last in either direction.
    told = sorted((one for one in fitting if key(one) not in (None, "")), key=key, reverse=wanted.descending)
    ordered = [*told, *(one for one in fitting if key(one) in (None, ""))]
    words = Words(network, names)
    return SourceList(
        total=len(fitting),
        texts=len({network.origins.original(one.node.iri) for one in fitting}),
        sources=[_in_words(words, one) for one in ordered[offset : offset + limit]],
        publishers=_choices((one.publisher, one.publisher) for one in everything if one.publisher),
        speakers=_named(words, _choices((who.id, who.label) for one in everything for who in one.speakers)),
        countries=_named(
            words, _choices((country.id, country.label) for one in everything for country in one.countries)
        ),
        languages=_choices((one.language, one.language) for one in everything if one.language),
    )


def _choices(told: Iterable[tuple[str, str]]) -> list[Choice]:
    counts = Counter(told)
    return [Choice(id_, label, number) for (id_, label), number in counts.most_common(_MOST_LISTED)]


def _named(words: Words, choices: Iterable[Choice]) -> list[Choice]:
    return [replace(choice, label=words.thing(choice).text) for choice in choices]


def _in_words(words: Words, one: Source) -> Source:
    def called(references: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(replace(reference, label=words.thing(reference).text) for reference in references)

    return replace(one, speakers=called(one.speakers), countries=called(one.countries))


def _fits(one: Source, wanted: Wanted) -> bool:
    if wanted.words:
        told = [one.node.id, one.node.label, one.title, one.publisher, *(speaker.label for speaker in one.speakers)]
        text = " ".join(word for word in told if word).casefold()
        if not all(word in text for word in wanted.words.casefold().split()):
            return False
    return (
        wanted.publisher in ("", one.publisher)
        and wanted.language in ("", one.language)
        and (not wanted.speaker or any(speaker.id == wanted.speaker for speaker in one.speakers))
        and (not wanted.country or any(country.id == wanted.country for country in one.countries))
    )


_KEYS: Final[dict[Order, Callable[[Source], Any]]] = {
    "title": lambda one: (one.title or one.node.label).casefold(),
    "publisher": lambda one: (one.publisher or "").casefold(),
    "speakers": lambda one: ", ".join(speaker.label for speaker in one.speakers).casefold(),
    "countries": lambda one: ", ".join(country.label for country in one.countries).casefold(),
    "language": lambda one: one.language,
    "published": lambda one: one.published,
    "loaded": lambda one: one.loaded,
    "facts": lambda one: one.facts,
    "operations": lambda one: one.operations,
    "used": lambda one: one.sentences.get("used", 0),
    "not_understood": lambda one: one.sentences.get("not-understood", 0),
    "copies": lambda one: one.copies,
}


def _read(view: View) -> dict[str, Source]:
    """Return all sources by the announcements' ids."""
    network = network_of(view)
    network.reads.read_alike()
    list(publications_of(view))  # else each is looked up by itself
    called = _Called(network)
    return {node.id: _source(view, called, node) for node in _announcements(network)}


def _renewed(known: dict[str, Source], version: str, view: View) -> dict[str, Source] | None:
    """Return the same of a later version, with what is known of announcements that were not touched."""
    touched = view.touched_since(version)
    if touched is None:
        return None
    network = network_of(view)
    network.reads.read_alike()
    called = _Called(network)
    changed = {to_id(one) for one in touched} | _families(network, known, touched)
    found = {}
    for node in _announcements(network):
        one = known.get(node.id)
        is_same = one is not None and one.node is node and node.id not in changed and called.names_are_those_of(one)
        found[node.id] = one if one is not None and is_same else _source(view, called, node)
    return found


def _announcements(network: Network) -> list[Node]:
    nodes = (node for node in network.nodes.values() if node.type == "announcement")
    return sorted(nodes, key=lambda node: node.id)


def _families(network: Network, known: Mapping[str, Source], touched: Iterable[str]) -> set[str]:
    """Return the ids of what told, or tells, the same as what was touched."""
    told = {to_id(one): known.get(to_id(one)) for one in touched}
    originals = {one.copy_of for one in told.values() if one and one.copy_of}
    copies = {id_ for id_, one in known.items() if one.copy_of in told}
    digests = {digest for one in touched if (digest := network.things.trait(one, schema.sha256))}
    return originals | copies | {to_id(one) for digest in digests for one in network.reads.alike.with_text(digest)}


_sources: Final = Kept(_read, renew=_renewed)


class _Called:
    """The names of agencies, officials and countries of a network, each looked up once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._known: dict[str, Reference] = {}

    def all(self, things: Iterable[str]) -> tuple[Reference, ...]:
        """Return the things, in the order given, by their IRIs."""
        return tuple(map(self._one, things))

    def names_are_those_of(self, source: Source) -> bool:
        """Tell whether those that a source tells of are still called so."""
        return all(self._one(to_iri(told.id)) == told for told in (*source.speakers, *source.countries))

    def _one(self, iri: str) -> Reference:
        if iri not in self._known:
            self._known[iri] = reference(self.network, iri)
        return self._known[iri]


def _source(view: View, called: _Called, node: Node) -> Source:
    network = called.network
    trait, publication, readings = network.things.trait, publications_of(view).get(node.iri), readings_of(view)
    announcers = sorted(publication.announcers) if publication else []
    countries = sorted(agencies_of(view).countries(announcers))
    original = network.origins.original(node.iri)
    return Source(
        node=node,
        title=trait(node.iri, dcterms.title),
        publisher=trait(node.iri, dcterms.publisher),
        speakers=called.all(announcers),
        countries=called.all(countries),
        language=trait(node.iri, schema.inLanguage),
        published=trait(node.iri, dcterms.issued),
        loaded=publication.loaded if publication else None,
        url=trait(node.iri, schema.url),
        outcome=max(map(_last, readings.outcomes.get(node.iri, ())), default=None),
        facts=readings.claims.get(node.iri, 0),
        operations=sum(1 for _ in network.links_by(node.id, (crk.reports,))),
        sentences={_last(status): number for status, number in readings.sentences.get(node.iri, {}).items()},
        copy_of=None if original == node.iri else to_id(original),
        copies=len(network.origins.copies(node.iri)),
    )


def _last(iri_: str) -> str:
    return iri_.rsplit("/", 1)[-1]
