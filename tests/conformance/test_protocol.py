"""The W3C's SPARQL 1.1 Protocol tests, all 34, run as their manifest says.

27 pass: those of queries, and those of updates that a server has to refuse. The seven in `WRITES` want an update to be
done; this server does none, and answers each with a refusal that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from crackdown.api.app import create_app
from crackdown.graph.storage.store import Store
from tests.conformance import manifests
from tests.conformance.manifests import ABSENT, MF, UT

FOLDER = manifests.FOLDER / "protocol"
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}  # fmt: skip


WRITES = {
    "update_base_uri", "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_full",
    "update_dataset_named_graphs", "update_post_direct", "update_post_form",
}  # fmt: skip


def read_manifest() -> Graph:
    manifest = Graph()
    if FOLDER.is_dir():
        manifest.parse(FOLDER / "manifest.ttl", publicID=FOLDER.as_uri() + "/manifest.ttl")
    return manifest


MANIFEST = read_manifest()
TESTS = sorted(str(test).partition("#")[2] for test in MANIFEST.subjects(RDF.type, MF.ProtocolTest))

pytestmark = pytest.mark.skipif(not TESTS, reason=ABSENT)


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


def ask(client: TestClient, request: Node) -> Response:
    return client.request(
        str(MANIFEST.value(request, HT.methodName)), str(MANIFEST.value(request, HT.absolutePath)),
        content=body_of(request), headers=headers_of(request),
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in TESTS if name not in WRITES])
def test_the_manifest(w3c: TestClient, name: str) -> None:
    for request in requests_of(name):
        answer = ask(w3c, request)
        expected = MANIFEST.value(request, HT.resp)
        classes = {str(status)[-3] for status in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in classes
        if (form := MANIFEST.value(expected, MF.expectedFormat)) is not None:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[str(form)]
        if (boolean := MANIFEST.value(expected, MF.expectedBoolean)) is not None:
            assert answer.json()["boolean"] is (str(boolean) == "true")


@pytest.mark.parametrize("name", [name for name in TESTS if name in WRITES])
def test_an_update_is_refused(w3c: TestClient, name: str) -> None:
    update = ask(w3c, next(requests_of(name)))
    assert (update.status_code, update.json()["code"]) == (403, "update-refused")


def test_no_test_is_left_out() -> None:
    assert len(TESTS) == 34
    assert set(TESTS) >= WRITES
