"""What the page of a scene tells of each thing and each link: facts with their quotes, each quote in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crackdown.graph.export.links import Link
from crackdown.graph.export.reader import Claim, Quote, surest_first
from crackdown.graph.export.scene import Scene
from crackdown.graph.export.scene_quotes import said_by_claim
from crackdown.graph.linking.things import Node
from crackdown.graph.showing.context import surroundings
from crackdown.graph.showing.in_language import words_of
from crackdown.graph.showing.visible import with_controls_named
from crackdown.graph.showing.wording import value_of
from crackdown.graph.term import iri

_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ps", "ur"})


@dataclass(frozen=True, slots=True)
class Words:
    """A quote within its sentence; `announcement` is the number of the announcement that it stands in."""

    before: str
    quote: str
    after: str
    language: str | None
    direction: str
    announcement: int
    start: int
    end: int
    percent: int | None


@dataclass(slots=True)
class Fact:
    """What claims say of a thing: a property and a value, with the words."""

    label: str
    value: str
    claims: list[Claim] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link as one of its ends sees it: by the number of the link and of the other end."""

    link: int
    label: str
    is_from_here: bool
    other: Node


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its facts and its links."""

    node: Node
    facts: list[Fact]
    neighbours: list[Neighbour]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link with the words behind it."""

    link: Link
    words: list[Words]


class Told:
    """What is told of a scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._number = {iri: at for at, iri in enumerate(scene.announcements)}
        self._texts: dict[str, str] = {}
        self._groups = {
            told.claim: self._group(told.group)
            for node in scene.nodes.values()
            if node.type == "operation"
            for told in scene.reader.told(node.iri)
        }

    def things(self) -> list[Thing]:
        """Return the things in the order of the scene."""
        beside: dict[str, list[Neighbour]] = {id_: [] for id_ in self._scene.nodes}
        for number, edge in enumerate(self._scene.edges):
            source, target = self._scene.nodes[edge.source], self._scene.nodes[edge.target]
            beside[source.id].append(Neighbour(number, edge.label, True, target))
            beside[target.id].append(Neighbour(number, edge.label, False, source))
        return [
            Thing(node, self._facts(self._scene.claims_on_nodes[id_]), beside[id_])
            for id_, node in self._scene.nodes.items()
        ]

    def relations(self) -> list[Relation]:
        """Return the links in the order of the scene."""
        return [Relation(self._named(link), self._words(link.evidence.quotes)) for link in self._scene.links]

    def _named(self, link: Link) -> Link:
        """Return a link with its ends as the scene calls them."""
        nodes = self._scene.nodes
        return replace(link, source=nodes[link.source.id], target=nodes[link.target.id])

    def _group(self, group: Iterable[str]) -> str:
        """Say in words who is counted; nothing where all are."""
        network = self._scene.reader.network
        words = words_of(network, self._scene.wanted.language)
        return ", ".join(words.value(value_of(network, iri(one))).text for one in group)

    def _facts(self, claims: Iterable[Claim]) -> list[Fact]:
        facts: dict[tuple[str, str], Fact] = {}
        for claim in claims:
            label, value = said_by_claim(self._scene, claim, self._scene.wanted.language)
            group = self._groups.get(claim.iri)
            value = f"{value} ({group})" if group else value
            facts.setdefault((label, value), Fact(label, value)).claims.append(claim)
        for fact in facts.values():
            fact.words = self._words(surest_first(quote for claim in fact.claims for quote in claim.quotes))
        return sorted(facts.values(), key=lambda fact: (fact.label, fact.value))

    def _words(self, quotes: Sequence[Quote]) -> list[Words]:
        return [self._word(quote) for quote in quotes]

    def _word(self, quote: Quote) -> Words:
        before, after = surroundings(self._text(quote.announcement), quote.start, quote.end)
        language = None if quote.language in (None, "und") else quote.language
        return Words(
            before=with_controls_named(before),
            quote=with_controls_named(quote.text),
            after=with_controls_named(after),
            language=language,
            direction=direction_of(language),
            announcement=self._number[quote.announcement],
            start=quote.start,
            end=quote.end,
            percent=None if quote.confidence is None else round(quote.confidence * 100),
        )

    def _text(self, announcement: str) -> str:
        if announcement not in self._texts:
            self._texts[announcement] = self._scene.view.text(announcement) or ""
        return self._texts[announcement]


def direction_of(language: str | None) -> str:
    """Return the direction in which a language is written, as HTML's `dir` has it.

    >>> direction_of("ar"), direction_of("km"), direction_of(None)
    ('rtl', 'ltr', 'auto')
    """
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr"
