"""The query part of the W3C's SPARQL 1.1 Protocol tests, run as its manifest says.

The tests of updates are left out: this server takes none, which `test_sparql.py` checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from crackdown.api.app import create_app
from crackdown.graph.store import Store

FOLDER = Path(__file__).parents[2].parent / "shared" / "w3c" / "sparql11" / "protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}  # fmt: skip


def read_manifest() -> Graph:
    manifest = Graph()
    if FOLDER.is_dir():
        manifest.parse(FOLDER / "manifest.ttl", publicID=FOLDER.as_uri() + "/manifest.ttl")
    return manifest


MANIFEST = read_manifest()
TESTS = sorted(
    str(test).partition("#")[2]
    for test in MANIFEST.subjects(RDF.type, MF.ProtocolTest)
    if "update" not in str(test).partition("#")[2]
)

pytestmark = pytest.mark.skipif(not TESTS, reason="the W3C's tests lie in ../shared, which is not there")


@pytest.fixture(scope="module")
def w3c() -> TestClient:
    store = Store.open(None)
    graphs = {
        str(MANIFEST.value(data, RDFS.label)): Path(str(MANIFEST.value(data, UT.graph)).removeprefix("file://"))
        for data in MANIFEST.objects(None, UT.graphData)
    }
    trig = "\n".join(f"<{name}> {{ {file.read_text(encoding='utf-8')} }}" for name, file in graphs.items())
    store.writer().put_graphs(trig.encode())
    return TestClient(create_app(store))


def requests_of(name: str) -> Iterator[Node]:
    test = next(test for test in MANIFEST.subjects(RDF.type, MF.ProtocolTest) if str(test).endswith(f"#{name}"))
    connection = MANIFEST.value(test, MF.action)
    yield from Collection(MANIFEST, MANIFEST.value(connection, HT.requests))


def body_of(request: Node) -> bytes | None:
    body = MANIFEST.value(request, HT.body)
    if body is None:
        return None
    return str(MANIFEST.value(body, CNT.chars)).encode(str(MANIFEST.value(body, CNT.characterEncoding)))


def headers_of(request: Node) -> dict[str, str]:
    listed = MANIFEST.value(request, HT.headers)
    headers = Collection(MANIFEST, listed) if listed else []
    return {str(MANIFEST.value(one, HT.fieldName)): str(MANIFEST.value(one, HT.fieldValue)) for one in headers}


@pytest.mark.parametrize("name", TESTS)
def test_the_manifest(w3c: TestClient, name: str) -> None:
    for request in requests_of(name):
        path = str(MANIFEST.value(request, HT.absolutePath))
        answer = w3c.request(
            str(MANIFEST.value(request, HT.methodName)), path, content=body_of(request), headers=headers_of(request)
        )
        expected = MANIFEST.value(request, HT.resp)
        classes = {str(status)[-3] for status in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in classes
        if (form := MANIFEST.value(expected, MF.expectedFormat)) is not None:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[str(form)]
        if (boolean := MANIFEST.value(expected, MF.expectedBoolean)) is not None:
            assert answer.json()["boolean"] is (str(boolean) == "true")


def test_no_test_of_queries_is_left_out() -> None:
    assert len(TESTS) == 20
