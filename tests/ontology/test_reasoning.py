"""HermiT finds the ontology and good data consistent, and every spoilt data set inconsistent."""

from __future__ import annotations

import tempfile
from pathlib import Path

import owlready2
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from crackdown.errors import CrackdownError
from crackdown.ontology import reasoning
from crackdown.ontology.terms import crk

HERE = Path(__file__).parent
SPOILT = sorted((HERE / "spoilt").glob("*.ttl"))

needs_java = pytest.mark.skipif(not reasoning.has_reasoner(), reason="HermiT needs Java, and there is none on the PATH")


@pytest.fixture(scope="module")
def sample() -> Graph:
    """All the fixture's named graphs as one."""
    merged = Graph()
    for quad in Dataset().parse(HERE / "competency.trig").quads():
        merged.add(quad[:3])
    return merged


@needs_java
@pytest.mark.java
def test_ontology_and_vocabularies_are_consistent() -> None:
    assert reasoning.is_consistent()


@needs_java
@pytest.mark.java
def test_sample_data_are_consistent(sample: Graph) -> None:
    assert reasoning.is_consistent(sample)


@needs_java
@pytest.mark.java
@pytest.mark.parametrize("path", SPOILT, ids=lambda path: path.stem)
def test_spoilt_data_are_inconsistent(path: Path) -> None:
    assert not reasoning.is_consistent(Graph().parse(path))


@pytest.mark.parametrize("path", SPOILT, ids=lambda path: path.stem)
def test_spoilt_data_say_what_is_wrong(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# Wrong: ")


def test_there_are_eight_spoilt_data_sets() -> None:
    assert len(SPOILT) == 8


@needs_java
@pytest.mark.java
def test_explanation_holds_the_contradiction_and_nothing_else() -> None:
    data = Graph().parse(HERE / "spoilt" / "official-and-agency.ttl")
    both = {triple for triple in data if triple[0].endswith("kh-a-b") and triple[2].startswith(crk.Actor[:-5])}
    assert set(reasoning.explain(data)) == both


@needs_java
@pytest.mark.java
def test_consistent_data_need_no_explanation() -> None:
    assert reasoning.explain(Graph()) == []


@needs_java
@pytest.mark.java
def test_reasoner_leaves_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reasoning.is_consistent(Graph().parse(HERE / "spoilt" / "two-numbers.ttl"))
    assert list(tmp_path.iterdir()) == []


def test_worlds_are_apart_and_the_default_world_stays_empty(sample: Graph) -> None:
    iri = "https://w3id.org/crackdown/operation/kh-2026-02-08-deportation-312"
    assert reasoning.world(sample)[iri] is not None
    assert reasoning.world()[iri] is None
    assert owlready2.default_world[iri] is None


def test_partial_dates_can_be_read_in_a_world() -> None:
    data, operation = Graph(), URIRef("https://w3id.org/crackdown/operation/x")
    data.add((operation, RDF.type, URIRef(crk.Operation)))
    data.add((operation, URIRef(crk.date), Literal("2026-02", datatype=XSD.gYearMonth)))
    assert reasoning.world(data)[str(operation)].date == ["2026-02"]


def test_data_may_be_given_as_n_triples() -> None:
    triple = f"<https://w3id.org/crackdown/operation/x> <{RDF.type}> <{crk.Operation}> ."
    assert reasoning.world(triple)["https://w3id.org/crackdown/operation/x"] is not None


def test_missing_java_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    with pytest.raises(CrackdownError, match="Java"):
        reasoning.is_consistent()
