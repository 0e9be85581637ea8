"""What every store knows before the first announcement: countries, the ontology and its vocabularies.

Countries are those of ISO 3166-1 with their names in twenty languages, from the Unicode CLDR as Babel packs it
(https://cldr.unicode.org). The ontology's files stand in graphs named after themselves, so that labels can be queried.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import babel
import pyoxigraph as ox

from crackdown.graph import iris
from crackdown.graph.identity.decisions import RESOLVER
from crackdown.graph.identity.holders import INFERRER
from crackdown.graph.storage.inference import Fact
from crackdown.graph.storage.oxigraph import Node, to_triple
from crackdown.graph.storage.transaction import as_stored, skolemise
from crackdown.graph.term import Triple, iri, literal
from crackdown.ontology import path
from crackdown.ontology.base import BASE
from crackdown.ontology.namespaces import TERMS_BASE
from crackdown.ontology.terms import crk, graph, owl, prov, rdf, rdfs, skos

LANGUAGES = (
    "en", "fr", "es", "pt", "de", "tr", "vi", "id", "ms", "zh", "zh-Hant", "ja", "ko", "th", "km", "lo", "my", "ru",
    "ar", "hi",
)  # fmt: skip

# Two letters in the CLDR that ISO 3166-1 does not assign: unions, the unknown, test codes, and islands of other codes.
_NOT_ISO = frozenset(("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"))
_FILES = ("crackdown.ttl", "concepts.ttl")
_INDEX = {
    "profile": "What a member is compared by, as JSON.",
    "key": "A key under which a member is looked up.",
    "canonical": "The IRI that a member goes by.",
    "statedIn": "An announcement that names a member.",
    "archived": "The digest under which the record of an announcement, or of an earlier version, is kept.",
    "earlier": "What an announcement said before, as JSON.",
    "same": "A member that a person judged to be the same.",
    "different": "A member that a person judged to be another.",
    "undecided": "A member of which a person could not tell.",
    "fingerprint": "What a text is compared by with others, to find copies.",
    "band": "A part of a fingerprint, under which texts are looked up.",
    "alike": "Another text that is nearly the same.",
    "seats": "Who is stated to hold a post in an announcement.",
    "shows": "A post and month of which an announcement shows something.",
    "asks": "A post and month of which an announcement leaves the holder open.",
}
_REVISION = 5  # of this module: raise it when it states something else


def reference_digest() -> str:
    """Return what changes with anything the reference graphs are made of."""
    parts = [str(_REVISION).encode(), babel.__version__.encode(), *(path(name).read_bytes() for name in _FILES)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@cache
def reference_graphs() -> dict[ox.NamedNode, frozenset[Fact[Node]]]:
    """Return the reference graphs by name, in the form in which the store keeps them."""
    countries = [triple for code in country_codes() for triple in _describe_country(code)]
    known = as_stored(to_triple(triple) for triple in (*countries, *_describe_agents(), *_describe_index()))
    return {ox.NamedNode(graph.reference): frozenset(known), **dict(_read(path(name)) for name in _FILES)}


@cache
def country_codes() -> tuple[str, ...]:
    """List the codes of ISO 3166-1 alpha-2.

    >>> len(country_codes()), country_codes()[0]
    (249, 'AD')
    """
    known = (str(code) for code in babel.Locale("en").territories)
    return tuple(sorted(code for code in known if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_ISO))


def _describe_country(code: str) -> list[Triple]:
    this = iri(iris.mint_country(code))
    triples = [Triple(this, iri(rdf.type), iri(crk.Country)), Triple(this, iri(crk.isoCode), literal(code))]
    for language in LANGUAGES:
        name = _locale(language).territories.get(code)
        if name:
            predicate = rdfs.label if language == "en" else skos.prefLabel
            triples.append(Triple(this, iri(predicate), literal(name, language=language)))
    return triples


def _describe_agents() -> list[Triple]:
    """Describe the parts of this package that decide which things are one, and who held a post; and who publishes."""
    triples = [
        Triple(iri(base), iri(property_), value)
        for base in dict.fromkeys((BASE, TERMS_BASE))
        for property_, value in (
            (rdf.type, iri(prov.Agent)),
            (rdfs.label, literal("Crackdown", language="en")),
            (
                rdfs.comment,
                literal("A graph of announced crackdowns on online scams, and whoever publishes it.", language="en"),
            ),
        )
    ]
    for agent, name in ((RESOLVER, "crackdown, by likeness"), (INFERRER, "crackdown, from dated statements")):
        triples.append(Triple(iri(agent), iri(rdf.type), iri(prov.SoftwareAgent)))
        triples.append(Triple(iri(agent), iri(rdfs.label), literal(name, language="en")))
    return triples


def _describe_index() -> list[Triple]:
    """Describe the properties that the program looks things up by, so that their IRIs answer as all others do."""
    index = iri(f"{BASE}index")
    triples = [Triple(index, iri(rdfs.label), literal("What the program looks things up by", language="en"))]
    for name, meaning in _INDEX.items():
        this = iri(f"{index.value}#{name}")
        triples += [
            Triple(this, iri(rdf.type), iri(rdf.Property)),
            Triple(this, iri(rdfs.label), literal(name, language="en")),
            Triple(this, iri(rdfs.comment), literal(meaning, language="en")),
            Triple(this, iri(rdfs.isDefinedBy), index),
        ]
    return triples


@cache
def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(language, sep="-")


def _read(file: Path) -> tuple[ox.NamedNode, frozenset[Fact[Node]]]:
    """Read a file of the ontology; its graph bears the name of the ontology it declares."""
    triples = [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)]
    name = next(t.subject for t in triples if t.predicate.value == rdf.type and t.object == ox.NamedNode(owl.Ontology))
    assert isinstance(name, ox.NamedNode)
    return name, frozenset(as_stored(skolemise(name, triples)))
