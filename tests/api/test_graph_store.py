"""The Graph Store HTTP Protocol, as far as it reads: graphs by name, by path, the default graph, the whole dataset."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.graph.storage.store import Store

GRAPH = "https://w3id.org/crackdown/announcement/hostile-2026-05-06-en"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML, "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG, "application/n-quads": ox.RdfFormat.N_QUADS, "text/n3": ox.RdfFormat.N3,
}  # fmt: skip


def triples(body: bytes, rdf_format: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(body, format=rdf_format)}


def stored(store: Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[str]:
    return {str(quad.triple) for quad in store.engine.quads_for_pattern(None, None, None, graph)}


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_named_graph_comes_in_every_format(client: TestClient, store: Store, media_type: str) -> None:
    answer = client.get("/store", params={"graph": GRAPH}, headers={"accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert triples(answer.content, FORMATS[media_type]) == stored(store, ox.NamedNode(GRAPH))


def test_a_graph_is_reached_by_its_path(client: TestClient) -> None:
    by_path = client.get("/store/announcement/hostile-2026-05-06-en")
    assert by_path.content == client.get("/store", params={"graph": GRAPH}).content


@pytest.mark.parametrize("address", ["/store?default", "/store?default=", "/store?default&format=nt"])
def test_the_default_graph_is_every_fact_once(client: TestClient, store: Store, address: str) -> None:
    answer = client.get(address, headers={"accept": "application/n-triples"})
    assert triples(answer.content, ox.RdfFormat.N_TRIPLES) == stored(store, ox.DefaultGraph())


@pytest.mark.parametrize("address", ["/store", "/store/"])
@pytest.mark.parametrize("media_type", ["application/n-quads", "application/trig", "application/ld+json"])
def test_the_whole_dataset_comes_with_its_graphs(
    client: TestClient, store: Store, address: str, media_type: str
) -> None:
    answer = client.get(address, headers={"accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert {str(quad) for quad in ox.parse(answer.content, format=FORMATS[media_type])} == {
        str(quad) for quad in store.engine
    }


def test_the_whole_dataset_has_no_triples_format(client: TestClient) -> None:
    assert client.get("/store", headers={"accept": "text/turtle"}).status_code == 406


@pytest.mark.parametrize("address", ["/store?graph=https://example.org/none", "/store/announcement/none"])
def test_a_missing_graph_is_not_found(client: TestClient, address: str) -> None:
    for answer in (client.get(address), client.get(address, headers={"accept": "application/n-triples"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert client.head(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/store?graph=", "/store?graph=relative", "/store?graph=a%20b", f"/store?graph={GRAPH}&default",
     f"/store?graph={GRAPH}&graph={GRAPH}", "/store?default&format=exe", "/store?graph=%FF"],
)  # fmt: skip
def test_one_graph_is_to_be_named_in_full(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", [f"/store?graph={GRAPH}", "/store?default", "/store/announcement/x"])
def test_nothing_is_written(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address, content=b"<urn:a> <urn:b> 1 .", headers={"content-type": "text/turtle"})
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_names_the_methods(client: TestClient) -> None:
    answer = client.options("/store?default")
    assert (answer.status_code, answer.headers["allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_head_has_the_headers_of_get(client: TestClient) -> None:
    head, get = client.head("/store", params={"graph": GRAPH}), client.get("/store", params={"graph": GRAPH})
    assert head.content == b""
    assert {**head.headers, "x-query-id": ""} == {**get.headers, "x-query-id": ""}


def test_an_unchanged_graph_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/store", params={"graph": GRAPH}).headers["etag"]
    again = client.get("/store", params={"graph": GRAPH}, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_day_is_looked_back_to(client: TestClient) -> None:
    answer = client.get("/store", params={"graph": GRAPH, "as_of": "2026-05-05"})
    assert answer.status_code == 404
