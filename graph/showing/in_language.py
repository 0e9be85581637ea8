"""What things, properties and concepts are called in one language, as far as the graph and the ontology know it.

Where there is no name in the language, the English one stands, or the one that is shown to everybody. What is said says
in which language it is, so that a page can be read out, and written from the right where that is due.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass
from typing import Final, Protocol

from babel import Locale
from babel.numbers import format_decimal

from crackdown.graph.figures.told import Persons
from crackdown.graph.linking.network import Network
from crackdown.graph.linking.relations import SYMMETRIC
from crackdown.graph.linking.things import LABEL_RANK, TYPES, Node, to_iri
from crackdown.graph.showing.relation_words import borrowed_name, turned_name
from crackdown.graph.showing.wording import Reference, Value, property_label
from crackdown.ontology.labels import label, languages
from crackdown.ontology.terms import CONCEPTS

_CLASSES: Final = {type_: class_ for class_, type_ in TYPES.items()}


class Named(Protocol):
    """A thing with the name that is shown to everybody."""

    @property
    def id(self) -> str:
        """Return the local path of its IRI."""
        ...

    @property
    def label(self) -> str:
        """Return its name."""
        ...


class Related(Protocol):
    """A relation as it is counted in one direction, with its name in English."""

    @property
    def relation(self) -> str:
        """Return its IRI."""
        ...

    @property
    def label(self) -> str:
        """Return its name."""
        ...

    @property
    def direction(self) -> str:
        """Return "out" where the thing is its subject, "in" where it is its object."""
        ...


@dataclass(frozen=True, slots=True)
class Called:
    """A name with the language it is in; None where that is not told."""

    text: str
    language: str | None = None


_Kept = dict[tuple[str, str], Called]  # by id and the name shown to everybody


class Words:
    """The names of one network in one language."""

    def __init__(self, network: Network, language: str, kept: _Kept | None = None) -> None:
        self.language = language
        self.network = network
        self._called = {} if kept is None else kept

    def thing(self, one: Named) -> Called:
        """Return what a thing is called; an operation, which has no name, by its kind and number."""
        if self.language == "en":
            return Called(one.label)
        asked = one.id, one.label
        if asked not in self._called:
            self._called[asked] = self._thing(one)
        return self._called[asked]

    def detail(self, id_: str) -> str:
        """Return in one line what a thing is, when it happened and what places it, as `Node.detail` does."""
        node = self.network.nodes[id_]
        type_ = self.term(_CLASSES[node.type]).text
        near = self.network.near(node.id)
        when = [node.from_] if node.from_ and node.type == "operation" else []
        return " · ".join(
            [type_[:1].upper() + type_[1:], *when, *(self.thing(self.network.nodes[one]).text for one in near)]
        )

    def _thing(self, one: Named) -> Called:
        found = self._name(to_iri(one.id))
        if found:
            return found
        node = self.network.nodes.get(one.id)
        return self._operation(node) if node and node.type == "operation" and node.kind else Called(one.label)

    def value(self, value: Value) -> Called:
        """Return what the object of a fact is called: a thing, a concept, or a literal as it stands."""
        if value.id is None:
            return Called(value.text)
        iri = to_iri(value.id)
        if value.type == "concept":
            return self.term(iri)
        return self.thing(Reference(value.id, value.text, value.type or "other"))

    def term(self, iri: str) -> Called:
        """Return what a class, property or concept is called."""
        known = languages(iri)
        for code in (self.language, self.language.partition("-")[0]):
            if code in known:
                return Called(label(iri, code), code)
        return Called(label(iri), "en")

    def property(self, iri: str, wording: str | None = None) -> Called:
        """Return what a property is called; in English as `wording` has it."""
        called = self.term(iri)
        if called.language != "en":
            return called
        borrowed = borrowed_name(iri, self.language)
        return Called(*borrowed) if borrowed else Called(wording or property_label(iri), "en")

    def relation(self, relation: Related) -> Called:
        """Return what a relation is called; read from its object, with an arrow where no word is known for that."""
        called = self.property(relation.relation, relation.label)
        if relation.direction == "out" or relation.relation in SYMMETRIC or called.language == "en":
            return called
        turned = turned_name(relation.relation, self.language)
        return Called(*turned) if turned else Called(f"← {called.text}", called.language)

    def _name(self, iri: str) -> Called | None:
        fits = [
            (_fit(name.language, self.language), -LABEL_RANK[name.property], name)
            for name in self.network.things.names.get(iri, ())
        ]
        best = max(fits, key=lambda fit: (fit[0], fit[1], fit[2].text), default=None)
        return Called(best[2].text, best[2].language) if best and best[0] else None

    def _operation(self, node: Node) -> Called:
        iri = CONCEPTS["kind"].get((node.kind or "").replace("-", "_"), "")
        kind = self.term(iri)
        if not iri or kind.language == "en":
            return Called(node.label)
        number = f" · {_number(node.persons, self.language)}" if node.persons else ""
        return Called(kind.text[:1].upper() + kind.text[1:] + number, kind.language)  # a name, as in English


def _number(persons: Persons, language: str) -> str:
    """Write how many people, as a language groups digits.

    >>> _number(Persons(13000, 13000), "de"), _number(Persons(1740, 2000), "km")
    ('13.000', '1,740–2,000')
    """
    locale = Locale.parse(language, sep="-")
    return "–".join(format_decimal(number, locale=locale) for number in dict.fromkeys((persons.low, persons.high)))


def _fit(tag: str | None, wanted: str) -> int:
    """Tell how well a language tag fits: 2 the same, 1 the same language written or spoken otherwise, 0 not at all."""
    if tag is None:
        return 0
    return 2 if tag.lower() == wanted else int(tag.lower().partition("-")[0] == wanted.partition("-")[0])


_LOCK = threading.Lock()
_KEPT: weakref.WeakKeyDictionary[Network, dict[str, _Kept]] = weakref.WeakKeyDictionary()


def words_of(network: Network, language: str) -> Words:
    """Return the names of a network in one language, each looked up once as long as the network is kept."""
    with _LOCK:
        return Words(network, language, _KEPT.setdefault(network, {}).setdefault(language, {}))
