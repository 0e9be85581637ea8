"""The ontology, the vocabularies and the shapes as they are published: files as they were written, and their terms.

Each is one Turtle file that names itself and its version (`owl:versionIRI`). The Turtle is sent byte for byte; the
other formats say the same triples.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from crackdown.errors import NotFound
from crackdown.graph.sparql.answer import GRAPH_FORMATS
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.view import View
from crackdown.graph.term import Term
from crackdown.ontology import path
from crackdown.ontology.namespaces import TERMS_BASE
from crackdown.ontology.terms import dcterms, owl, rdf, rdfs, sh, skos

FORMATS: Final = {
    "turtle": ("ttl", ox.RdfFormat.TURTLE),
    "jsonld": ("jsonld", ox.RdfFormat.JSON_LD),
    "rdfxml": ("rdf", ox.RdfFormat.RDF_XML),
    "ntriples": ("nt", ox.RdfFormat.N_TRIPLES),
}
_FILES: Final = {"ontology": "crackdown", "vocab": "concepts", "shapes": "shapes"}
_NAMES: Final = (rdfs.label, skos.prefLabel)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the language it is in, "" where it is in none."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Described:
    """A term, or an ontology, with what its file says of it: the values of each property."""

    iri: str
    values: dict[str, list[Term]]

    @property
    def anchor(self) -> str:
        """What its page calls it: the last part of the IRI."""
        return self.iri.rpartition("#")[2] if "#" in self.iri else self.iri.rpartition("/")[2]

    def text(self, language: str, *properties: str) -> Text | None:
        """Return the value in a language, else that in English, else any."""
        found = [value for name in properties for value in self.values.get(name, ()) if value.kind == "literal"]
        for wanted in (language, "en", None):
            for value in found:
                if wanted is None or (value.language or "").lower() == wanted.lower():
                    return Text(str(value), value.language or "")
        return None

    def texts(self, property_: str) -> list[Text]:
        """Return all values of a property that are texts."""
        return sorted(
            (Text(str(value), value.language or "") for value in self.values.get(property_, ())),
            key=lambda text: (text.language, text.text),
        )

    def name(self, language: str) -> Text:
        """Return what it is called in a language, as near as may be."""
        return self.text(language, *_NAMES, dcterms.title) or Text(self.anchor)

    def iris(self, property_: str) -> list[str]:
        """Return the IRIs that a property points to."""
        return sorted({str(value) for value in self.values.get(property_, ()) if value.kind == "iri"})


@dataclass(frozen=True)
class Publication:
    """One file of the ontology: `name` is the path of its IRI, `stem` that of the files it is published as."""

    name: str
    stem: str
    header: Described
    terms: tuple[Described, ...]

    @property
    def version(self) -> str:
        """Its version, such as 0.1.0."""
        return str(self.header.values[owl.versionInfo][0])

    def of_type(self, *types: str) -> list[Described]:
        """List the terms of these types, in alphabetical order."""
        return [term for term in self.terms if set(types) & set(term.iris(rdf.type))]

    def written(self, format_: str) -> bytes:
        """Return the file in a format of `GRAPH_FORMATS`."""
        return _written(self.stem, format_)

    def file_name(self, format_: str) -> str:
        """Return what the file is called in a format."""
        return f"{self.stem}.{FORMATS[format_][0]}"


@cache
def publication(name: str, version: str | None = None) -> Publication:
    """Read a publication: "ontology", "vocab" or "shapes".

    Raises:
        NotFound: this package has no such version of it.
    """
    engine = ox.Store()
    engine.load(path=str(path(f"{_FILES[name]}.ttl")), format=ox.RdfFormat.TURTLE)
    view = View(lambda: engine, Archive(None), lambda: name, None)
    header = _described(view, "ontology_header", "ontology")[0]
    terms = [term for term in _described(view, "terms_published", "term") if term.iri.startswith(TERMS_BASE + name)]
    found = Publication(name, _FILES[name], header, tuple(terms))
    if version not in (None, found.version):
        raise NotFound(f"{name} {version}: this server has version {found.version}, at /{name}/{found.version}")
    return found


def _described(view: View, query: str, variable: str) -> list[Described]:
    values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in view.select(load(query)):
        values[str(row[variable])][str(row["property"])].append(row["value"])
    return [Described(iri, dict(found)) for iri, found in sorted(values.items(), key=lambda one: one[0].lower())]


@cache
def _written(stem: str, format_: str) -> bytes:
    file = path(f"{stem}.ttl")
    if format_ == "turtle":
        return file.read_bytes()
    triples = (quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=GRAPH_FORMATS[format_][0]) or b""


KINDS_OF_TERM: Final = (
    ("Classes", (owl.Class,)),
    ("Properties", (owl.ObjectProperty, owl.DatatypeProperty, owl.AnnotationProperty)),
    ("Datatypes", (rdfs.Datatype,)),
    ("Schemes", (skos.ConceptScheme,)),
    ("Shapes", (sh.NodeShape,)),
)
