"""The W3C's tests of SPARQL 1.1 queries, asked of the endpoint as any client would ask them.

What deviates is listed with its reason. A test that fails and is not listed fails here; one that is listed and passes
fails too, so that the list stays true.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from tests.conformance.engine import (
    RDF_FORMATS,
    RESULT_FORMATS,
    Switching,
    canonical,
    rows,
    rows_in_rdf,
    table,
    with_base,
)
from tests.conformance.manifests import ABSENT, Test, names_of, read_tests

FOLDERS = (
    "aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions", "grouping", "json-res",
    "negation", "project-expression", "property-path", "subquery", "service",
)  # fmt: skip
KINDS = {"QueryEvaluationTest", "CSVResultFormatTest"}
TESTS = names_of(KINDS, *FOLDERS)
_ZERO_LENGTH = "a path of no length from a term that is not in the data finds nothing; it should find the term itself"
_OVER_ITSELF = "GRAPH ?g does not see that a pattern inside it is about ?g too"
_NO_SERVICE = "other servers are not called (docs/api.md): no query may reach an address that its asker cannot"
DEVIATIONS = {
    "aggregates/agg-groupconcat-04": "GROUP_CONCAT loses the language that all its values have",
    "aggregates/agg-groupconcat-06": "GROUP_CONCAT loses the language that all its values have",
    "aggregates/agg-empty-group-count-graph": _OVER_ITSELF,
    "bindings/graph": _OVER_ITSELF,
    "csv-tsv-res/tsv03": "numbers come back by value: 1.0e6 as 1000000, an xsd:negativeInteger as an xsd:integer",
    "negation/graph-minus": _OVER_ITSELF,
    "functions/bnode01": "BNODE(text) gives one node for all rows",
    "property-path/zero_or_more_set_start": _ZERO_LENGTH,
    "property-path/zero_or_more_set_end": _ZERO_LENGTH,
    "property-path/zero_or_one_set_start": _ZERO_LENGTH,
    "property-path/zero_or_one_set_end": _ZERO_LENGTH,
    **{f"service/service{number}": _NO_SERVICE for number in ("1", "2", "3", "4a", "5", "6", "7")},
}

pytestmark = pytest.mark.skipif(not TESTS, reason=ABSENT)


@pytest.fixture(scope="module")
def source() -> Switching:
    return Switching()


@pytest.fixture(scope="module")
def client(source: Switching) -> TestClient:
    return TestClient(create_app(source))


def is_answered_rightly(client: TestClient, source: Switching, test: Test) -> bool:
    assert test.request
    assert test.result
    source.load(test.before)
    query = with_base(test.request.read_text(encoding="utf-8"), test.request)
    suffix = test.result.suffix
    expected = test.result.read_bytes()
    if suffix == ".csv":
        answer = client.post("/sparql", data={"query": query, "format": "csv"})
        return answer.status_code == 200 and table(answer.content) == table(expected)
    if suffix in RESULT_FORMATS:
        spelled = test.name.startswith("csv-tsv-res/")
        name = {".srx": "xml", ".srj": "json", ".tsv": "tsv"}[suffix]
        answer = client.post("/sparql", data={"query": query, "format": name})
        return answer.status_code == 200 and rows(answer.content, suffix, spelled=spelled) == rows(
            expected, suffix, spelled=spelled
        )
    answer = client.post(
        "/sparql", data={"query": query}, headers={"accept": "application/n-triples, application/sparql-results+json"}
    )
    if answer.status_code != 200:
        return False
    if "json" in answer.headers["content-type"]:
        return rows(answer.content, ".srj") == rows_in_rdf(test.result)
    told = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
    wanted = ox.parse(expected, format=RDF_FORMATS[suffix], base_iri=test.result.as_uri())
    return canonical(told) == canonical(wanted)


@pytest.mark.parametrize("name", TESTS)
def test_the_answer(client: TestClient, source: Switching, name: str) -> None:
    is_right = is_answered_rightly(client, source, read_tests(*FOLDERS)[name])
    assert is_right is (name not in DEVIATIONS), DEVIATIONS.get(name, "not listed")


def test_every_deviation_is_of_a_test() -> None:
    assert set(DEVIATIONS) <= set(TESTS)
