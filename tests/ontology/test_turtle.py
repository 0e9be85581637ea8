"""The Turtle files say of each term what they say of the others, and the fixture's text is where its passages say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from crackdown.ontology import path
from crackdown.ontology.terms import PREFIXES, crk, oa, schema
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, load_turtle

HERE = Path(__file__).parent
LANGUAGES = {"ar", "de", "en", "es", "fr", "id", "ja", "km", "ko", "ru", "th", "vi", "zh"}


def own(kind: URIRef) -> list[URIRef]:
    found = {s for s in load_turtle(ONTOLOGY).subjects(RDF.type, kind) if str(s).startswith(PREFIXES["crk"])}
    return sorted(s for s in found if isinstance(s, URIRef))


def languages(graph: Graph, term: URIRef, *properties: URIRef) -> set[str]:
    values = [value for p in properties for value in graph.objects(term, p)]
    return {value.language for value in values if isinstance(value, Literal) and value.language}


CLASSES = own(OWL.Class)
PROPERTIES = [*own(OWL.ObjectProperty), *own(OWL.DatatypeProperty)]
CONCEPT_IRIS = sorted(s for s in load_turtle(CONCEPTS).subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))


@pytest.mark.parametrize("term", CLASSES)
def test_class_has_labels_in_every_language(term: URIRef) -> None:
    assert languages(load_turtle(ONTOLOGY), term, RDFS.label, SKOS.prefLabel) == LANGUAGES


@pytest.mark.parametrize("term", PROPERTIES)
def test_property_has_labels_in_every_language_of_the_explorer(term: URIRef) -> None:
    assert languages(load_turtle(ONTOLOGY), term, RDFS.label, SKOS.prefLabel) == {"en", "fr", "zh", "km", "th"}


@pytest.mark.parametrize("term", PROPERTIES)
def test_property_has_domain_and_range(term: URIRef) -> None:
    graph = load_turtle(ONTOLOGY)
    assert graph.value(term, RDFS.domain) is not None
    assert graph.value(term, RDFS.range) is not None


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES])
def test_term_has_one_definition_that_is_a_sentence(term: URIRef) -> None:
    (definition,) = load_turtle(ONTOLOGY).objects(term, SKOS.definition)
    assert str(definition)[0].isupper()
    assert str(definition).endswith((".", "'.", "so on."))


@pytest.mark.parametrize("concept", CONCEPT_IRIS)
def test_concept_has_one_label_in_every_language(concept: URIRef) -> None:
    labels = [label.language for label in load_turtle(CONCEPTS).objects(concept, SKOS.prefLabel)]  # type: ignore[attr-defined]
    assert sorted(labels) == sorted(LANGUAGES)


def test_labels_of_a_scheme_are_told_apart_in_every_language() -> None:
    graph = load_turtle(CONCEPTS)
    seen: dict[tuple[object, str, str], URIRef] = {}
    twice = []
    for concept in CONCEPT_IRIS:
        for label in graph.objects(concept, SKOS.prefLabel):
            key = (graph.value(concept, SKOS.inScheme), str(label), label.language)  # type: ignore[attr-defined]
            twice += [key] if key in seen else []
            seen[key] = concept
    assert twice == []


def test_passages_of_the_french_fixture_stand_in_its_text() -> None:
    text = (HERE / "competency-seed-fr.txt").read_text(encoding="utf-8")
    announcement = URIRef(PREFIXES["announcement"] + "kh-gdi-2026-02-09-fr")
    graph = Dataset().parse(HERE / "competency.trig").graph(announcement)
    spans = {
        p: [int(graph.value(p, URIRef(at))) for at in (oa.start, oa.end)]
        for p in graph.subjects(None, URIRef(crk.Passage))
    }  # type: ignore[arg-type]
    assert len(spans) == 10
    assert {p: text[start:end] for p, (start, end) in spans.items()} == {
        p: str(graph.value(p, URIRef(oa.exact))) for p in spans
    }
    assert hashlib.sha256(text.encode()).hexdigest() == str(graph.value(announcement, URIRef(schema.sha256)))


def test_unknown_file_is_named_with_those_there_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.ttl.*crackdown\.ttl"):
        path("nothing.ttl")
