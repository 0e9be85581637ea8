"""The names under which the store's announcements know officials and agencies."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from crackdown.ontology.terms import crk

V = TypeVar("V", bound=Hashable)


class Label(NamedTuple):
    """A name with the language it is in, "" where it cannot be told."""

    name: str
    language: str


class Entry(NamedTuple):
    """One name of one thing, as one graph gives it."""

    type: str  # the IRI of crk:Official or crk:Agency
    country: str | None  # the IRI of the country acted for
    name: str
    iri: str
    label_language: str | None = None  # of its label; None for an alternative


def normalise_name(name: str) -> str:
    """Level differences that do not make another name: case, accents, width, punctuation, spaces.

    Accents go; the marks of Khmer, Thai or Hindi stay, as they are vowels.

    >>> normalise_name("Sok  Véasna") == normalise_name("SOK-VEASNA")
    True
    >>> normalise_name("王伟") == normalise_name("王薇")
    False
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d")
    kept = "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")
    words = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in kept)
    return unicodedata.normalize("NFC", " ".join(words.split()))


class _Table(Generic[V]):
    """Values by key, each with the graphs that give it."""

    def __init__(self) -> None:
        self._values: defaultdict[Hashable, dict[V, set[str]]] = defaultdict(dict)

    def add(self, key: Hashable, value: V, graph: str) -> None:
        self._values[key].setdefault(value, set()).add(graph)

    def remove(self, key: Hashable, value: V, graph: str) -> None:
        graphs = self._values.get(key, {}).get(value, set())
        graphs.discard(graph)
        if not graphs:
            self._values.get(key, {}).pop(value, None)

    def told_by_others(self, key: Hashable, graph: str) -> set[V]:
        return {value for value, graphs in self._values.get(key, {}).items() if graphs - {graph}}


class Register:
    """Names to IRIs, by the graph that states them, so that a graph about to be replaced can be left out.

    >>> register = Register()
    >>> register.replace("a", [Entry(crk.Agency, "KH", "Ministry of Interior", "agency/moi", "en")])
    >>> register.replace("b", [Entry(crk.Agency, "KH", "Interior Ministry", "agency/moi")])
    >>> register.find(crk.Agency, "KH", ["INTERIOR MINISTRY"], but="c")
    'agency/moi'
    >>> register.find(crk.Agency, "KH", ["INTERIOR MINISTRY"], but="b") is None
    True
    """

    def __init__(self) -> None:
        self._by_graph: dict[str, list[Entry]] = {}
        self._labelled: _Table[str] = _Table()
        self._named: _Table[str] = _Table()
        self._labels: _Table[Label] = _Table()

    def replace(self, graph: str, entries: Iterable[Entry]) -> None:
        """Make these the names that a graph states."""
        for entry in self._by_graph.pop(graph, []):
            key = _key(entry)
            self._named.remove(key, entry.iri, graph)
            if entry.label_language is not None:
                self._labelled.remove(key, entry.iri, graph)
                self._labels.remove(entry.iri, Label(entry.name, entry.label_language), graph)
        self._by_graph[graph] = list(entries)
        for entry in self._by_graph[graph]:
            key = _key(entry)
            self._named.add(key, entry.iri, graph)
            if entry.label_language is not None:
                self._labelled.add(key, entry.iri, graph)
                self._labels.add(entry.iri, Label(entry.name, entry.label_language), graph)

    def find(self, type_: str, country: str | None, names: Sequence[str], *, but: str) -> str | None:
        """Find the thing that goes by one of these names; the first is the canonical one.

        A label equal to the canonical name decides. Failing that, the canonical name as another name of exactly one
        thing, or one of the other names as its label. Two officials are also found by another name that both have; two
        agencies are not, as texts call many of them just "the police".

        Args:
            type_: the IRI of its class.
            country: the IRI of its country; without one only things without one are found.
            names: the canonical name, then the others.
            but: the graph whose names do not count.
        """
        keys = [(type_, country, normalise_name(name)) for name in names]
        labelled = self._labelled.told_by_others(keys[0], but)
        if len(labelled) == 1:
            return labelled.pop()
        named = self._named.told_by_others(keys[0], but)
        for key in keys[1:]:
            named |= (self._named if type_ == crk.Official else self._labelled).told_by_others(key, but)
        return named.pop() if len(named) == 1 else None

    def label(self, iri: str, *, but: str) -> Label | None:
        """Return the label that other graphs give a thing, the first in code-point order where they differ."""
        return min(self._labels.told_by_others(iri, but), default=None)


def _key(entry: Entry) -> tuple[str, str | None, str]:
    return entry.type, entry.country, normalise_name(entry.name)
