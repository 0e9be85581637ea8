"""The constants are true to the Turtle files."""

from __future__ import annotations

import subprocess
import sys
import typing

import pytest
from rdflib import URIRef
from rdflib.namespace import SKOS

from crackdown.graph.announcement import record
from crackdown.ontology import terms
from crackdown.ontology.turtle import CONCEPTS, ONTOLOGY, load_turtle


def constants(namespace: type) -> dict[str, str]:
    return {name: value for name, value in vars(namespace).items() if not name.startswith("__")}


def test_every_term_of_the_ontology_has_a_constant() -> None:
    declared = {str(s) for s in load_turtle(ONTOLOGY, CONCEPTS).subjects() if str(s).startswith(terms.PREFIXES["crk"])}
    assert set(constants(terms.crk).values()) == declared


def test_every_concept_has_a_constant() -> None:
    concepts = {str(s) for s in load_turtle(CONCEPTS).subjects(SKOS.inScheme)}
    assert {iri for scheme in terms.CONCEPTS.values() for iri in scheme.values()} == concepts


@pytest.mark.parametrize(
    "prefix", ["crk", "rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "prov", "org", "oa", "schema"]
)
def test_constants_of_a_namespace_lie_in_it(prefix: str) -> None:
    assert all(iri.startswith(terms.PREFIXES[prefix]) for iri in constants(getattr(terms, prefix)).values())


@pytest.mark.parametrize(
    ("literals", "scheme"),
    [
        (record.Kind, "kind"),
        (record.Offence, "offence"),
        (record.Precision, "precision"),
        (record.AgencyKind, "agency_kind"),
        (record.Outcome, "outcome"),
        (record.SentenceStatus, "status"),
    ],
)
def test_what_records_may_say_has_a_concept_each(literals: object, scheme: str) -> None:
    assert set(typing.get_args(literals)) == set(terms.CONCEPTS[scheme])


def test_exported_names_exist() -> None:
    assert [name for name in terms.__all__ if not hasattr(terms, name)] == []


def test_prefixes_reach_things_and_concepts() -> None:
    assert terms.PREFIXES["country"] + "KH" == "https://w3id.org/crackdown/country/KH"
    assert URIRef(terms.PREFIXES["agency-kind"] + "police") == URIRef(terms.agency_kind.police)


@pytest.mark.parametrize("module", ["crackdown.ontology", "crackdown.ontology.terms", "crackdown.ontology.labels"])
def test_import_pulls_in_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'rdflib', 'pyoxigraph', 'owlready2', 'pyshacl'}} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
