"""The W3C's tests of the Graph Store Protocol and of service descriptions, as far as they only read."""

from __future__ import annotations

from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from crackdown.api.app import create_app
from crackdown.ontology.terms import BASE
from tests.conformance.engine import Switching
from tests.conformance.manifests import ABSENT, FOLDER, MF

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

READS = {"GET", "HEAD"}


def read_requests() -> list[tuple[str, Graph, Node]]:
    """List the requests of all tests, each with its test's name."""
    found = []
    for file in sorted((FOLDER / "graph-store-protocol").glob("manifest-*.ttl")):
        manifest = Graph().parse(file, publicID=file.as_uri())
        for test in manifest.subjects(RDF.type, MF.GraphStoreProtocolTest):
            requests = manifest.value(manifest.value(test, MF.action), HT.requests)
            for number, request in enumerate(Collection(manifest, requests)):
                found.append((f"{str(test).rpartition('#')[2]}-{number}", manifest, request))
    return found


REQUESTS = read_requests()

pytestmark = pytest.mark.skipif(not REQUESTS, reason=ABSENT)


@pytest.fixture
def source() -> Switching:
    return Switching()


@pytest.fixture
def client(source: Switching) -> TestClient:
    return TestClient(create_app(source))


def path_of(manifest: Graph, request: Node) -> str:
    return str(manifest.value(request, HT.absolutePath)).replace("/gsp", "/store", 1)


def body_of(manifest: Graph, node: Node | None) -> str:
    body = manifest.value(node, HT.body)
    return "" if body is None else str(manifest.value(body, CNT.chars))


@pytest.mark.parametrize(("name", "manifest", "request_"), REQUESTS, ids=[name for name, _, _ in REQUESTS])
def test_each_request_is_answered_as_it_should_or_refused(
    client: TestClient, source: Switching, name: str, manifest: Graph, request_: Node
) -> None:
    method = str(manifest.value(request_, HT.methodName))
    path = path_of(manifest, request_)
    if "$" in path:
        pytest.skip("the graph was to be made by an earlier request, which is refused")
    if method not in READS:
        answer = client.request(method, path, content=body_of(manifest, request_))
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        return
    expected = body_of(manifest, manifest.value(request_, HT.resp))
    if not expected:
        assert client.request(method, path).status_code == 404  # nothing was written before
        return
    # What earlier requests were to write is put in their place.
    graph = unquote(path.partition("graph=")[2]) or BASE + path.removeprefix("/store/")
    name_ = None if "default" in path else ox.NamedNode(graph)
    source.engine.load(expected.encode(), format=ox.RdfFormat.TURTLE, base_iri=graph, to_graph=name_)
    answer = client.get(path, headers={"accept": "text/turtle"})
    wanted = Graph().parse(data=expected, format="turtle", publicID=graph)
    assert isomorphic(Graph().parse(data=answer.text, format="turtle"), wanted)


def test_the_description_names_its_endpoint(client: TestClient) -> None:
    answer = client.get("/sparql")
    described = Graph().parse(data=answer.text, format="turtle")
    assert (None, SD.endpoint, URIRef("http://testserver/sparql")) in described


def test_the_description_keeps_to_its_vocabulary(client: TestClient) -> None:
    described = Graph().parse(data=client.get("/sparql").text, format="turtle")
    (service,) = described.subjects(RDF.type, SD.Service)
    dataset = described.value(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in described
    assert (described.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in described
    for named in described.objects(dataset, SD.namedGraph):
        assert isinstance(described.value(named, SD.name), URIRef)
        assert (described.value(named, SD.graph), RDF.type, SD.Graph) in described
