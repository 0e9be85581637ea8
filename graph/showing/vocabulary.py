"""The terms that a query is written with: classes, properties and concepts, named and explained in a reader's language.

The project's own come from the published ontology and vocabularies, so nothing is listed twice; the borrowed ones are
those that `terms.py` has a constant for. Both are known without a graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from crackdown.graph.linked_data.published import Described, publication
from crackdown.ontology import terms
from crackdown.ontology.base import BASE
from crackdown.ontology.labels import label, languages
from crackdown.ontology.namespaces import TITLES
from crackdown.ontology.prefixed import prefixed
from crackdown.ontology.terms import CONCEPTS, PREFIXES, crk, owl, rdfs, skos

_PROPERTIES: Final = (owl.ObjectProperty, owl.DatatypeProperty)
# What shapes and axioms are written with is in the graph, but no question about crackdowns asks for it.
_SELDOM_ASKED: Final = ("owl", "xsd", "sh")


@dataclass(frozen=True, slots=True)
class OfferedTerm:
    """A term: as a query writes it, what it is called, what it means, and of a property what it leads from and to."""

    iri: str
    name: str
    label: str
    comment: str | None = None
    domain: str | None = None
    range: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a query may name without declaring it; `base` begins the IRIs of the graph's own things."""

    base: str
    prefixes: dict[str, str]
    classes: list[OfferedTerm]
    properties: list[OfferedTerm]
    concepts: list[OfferedTerm]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary with its words in a language, and in English where a word is missing."""
    ontology = publication("ontology")
    borrowed = list(_borrowed(language))
    classes = [_described(one, language) for one in ontology.of_type(owl.Class)]
    properties = [_described(one, language) for one in ontology.of_type(*_PROPERTIES)]
    known = {one.iri: one for one in publication("vocab").terms}
    concepts = [
        _described(known[iri], language) for scheme in CONCEPTS.values() for iri in scheme.values() if iri in known
    ]
    return Vocabulary(
        base=BASE,
        prefixes=dict(PREFIXES),
        classes=classes + [one for one in borrowed if _is_class(one)],
        properties=properties + [one for one in borrowed if not _is_class(one)],
        concepts=concepts,
    )


def _described(one: Described, language: str) -> OfferedTerm:
    """Offer a term with what its file says of it."""
    comment = one.text(language, skos.definition)
    return OfferedTerm(
        iri=one.iri,
        name=prefixed(one.iri) or f"<{one.iri}>",
        label=label(one.iri, _nearest(one.iri, language)),
        comment=comment.text if comment else None,
        domain=_ends(one, rdfs.domain),
        range=_ends(one, rdfs.range),
    )


def _nearest(iri: str, language: str) -> str:
    """Return the code under which a term has its label: codes are compared without regard to case."""
    return next((code for code in languages(iri) if code.lower() == language.lower()), language)


def _ends(one: Described, property_: str) -> str | None:
    return " | ".join(prefixed(iri) or iri for iri in one.iris(property_)) or None


def _borrowed(language: str) -> Iterator[OfferedTerm]:
    for prefix, title in TITLES.items():
        constants = vars(getattr(terms, prefix))
        if prefix in _SELDOM_ASKED or PREFIXES[prefix] == crk.Agency.removesuffix("Agency"):
            continue
        for name, iri in constants.items():
            if not name.startswith("_") and isinstance(iri, str):
                yield OfferedTerm(iri, prefixed(iri) or f"<{iri}>", label(iri, language), title)


def _is_class(one: OfferedTerm) -> bool:
    """Tell by the first letter, as the vocabularies that are borrowed from name their terms."""
    return one.name.partition(":")[2][:1].isupper()
