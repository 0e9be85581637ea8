"""The corners of the SPARQL Protocol that clients turn: spellings, doubles, encodings, methods, formats."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.api.http.problems import STATUS, AddressTooLong
from crackdown.api.protocols.protocol import LONGEST_ADDRESS, read_fields
from crackdown.graph.storage.store import Store

ASK = "ASK {}"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}


def get(client: TestClient, query: str, **headers: str) -> str:
    answer = client.get("/sparql", params={"query": query}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(
    "accept",
    [
        "*/*;q=0.1, text/csv", "text/*;q=0.5, text/html;q=0.1", "TEXT/CSV", "text/csv;charset=utf-8;q=0.9",
        'application/ld+json;profile="https://example.org/a,b", text/csv;q=0.2', "text/csv; q = 0.5, */*; q=0.1",
    ],
)  # fmt: skip
def test_an_accept_header_is_read_in_every_spelling(client: TestClient, accept: str) -> None:
    assert get(client, ASK, accept=accept) == "text/csv"


def test_an_accept_header_may_come_in_several(client: TestClient) -> None:
    headers = [("accept", "image/png"), ("accept", "text/csv")]
    assert client.get("/sparql", params={"query": ASK}, headers=headers).text == "true"


@pytest.mark.parametrize("weight", ["nan", "inf", "-1", "x", "1e3"])
def test_a_weight_that_is_none_weighs_nothing(client: TestClient, weight: str) -> None:
    assert get(client, ASK, accept=f"text/csv;q={weight}, application/sparql-results+xml;q=0.1").endswith("xml")


@pytest.mark.parametrize(
    ("accept", "sent"),
    [("text/n3", "text/n3"), ("application/trig", "application/trig"), ("application/n-quads", "application/n-quads"),
     ("application/x-turtle", "application/x-turtle"), ("text/turtle;version=1.2", "text/turtle"),
     ("application/rdf+xml, text/rdf+n3, application/xml", "application/rdf+xml")],
)  # fmt: skip
def test_the_media_types_of_the_wild_are_known(client: TestClient, accept: str, sent: str) -> None:
    assert get(client, "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}", accept=accept) == sent


@pytest.mark.parametrize(
    ("name", "sent"),
    [("csv", "text/csv"), ("text/csv", "text/csv"), ("srj", "application/sparql-results+json"),
     ("srx", "application/sparql-results+xml"), ("JSON", "application/sparql-results+json")],
)  # fmt: skip
def test_a_format_goes_by_several_names(client: TestClient, name: str, sent: str) -> None:
    answer = client.get("/sparql", params={"query": ASK, "format": name}, headers={"accept": "text/turtle"})
    assert answer.headers["content-type"].partition(";")[0] == sent


def test_a_plus_in_a_format_need_not_be_escaped(client: TestClient) -> None:
    answer = client.get("/sparql?query=ASK%7B%7D&format=application/sparql-results+xml")
    assert answer.headers["content-type"] == "application/sparql-results+xml"


def test_a_plus_in_a_query_is_a_space(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK+%7B+FILTER(1%2B1%3D2)+%7D").json()["boolean"] is True


def test_a_parameter_need_not_be_escaped_where_uris_allow_it(client: TestClient) -> None:
    rows = client.get("/sparql?query=SELECT(%22/?:@!$'()*,;%22AS%20?x)%7B%7D").json()["results"]["bindings"]
    assert rows[0]["x"]["value"] == "/?:@!$'()*,;"


@pytest.mark.parametrize("query", ["", " ", "# nothing"])
def test_an_empty_query_is_refused(client: TestClient, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 400
    assert client.post("/sparql", content=query, headers=DIRECT).status_code == 400


def test_a_byte_order_mark_is_no_part_of_a_query(client: TestClient) -> None:
    assert client.post("/sparql", content="\ufeffASK {}".encode(), headers=DIRECT).json()["boolean"] is True
    assert client.get("/sparql", params={"query": "\ufeffASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8"])
def test_a_body_may_name_its_charset(client: TestClient, charset: str) -> None:
    headers = {"content-type": f"application/sparql-query;charset={charset}"}
    assert client.post("/sparql", content="ASK {}", headers=headers).status_code == 200


def test_a_compressed_body_is_not_read(client: TestClient) -> None:
    answer = client.post("/sparql", content=b"\x1f\x8b", headers=DIRECT | {"content-encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_query_in_address_and_body_is_one_too_many(client: TestClient) -> None:
    assert client.post("/sparql?query=ASK%7B%7D", content=ASK, headers=DIRECT).status_code == 400
    assert client.post("/sparql?query=ASK%7B%7D", data={"query": ASK}).status_code == 400


def test_a_posted_query_may_have_its_graphs_in_the_address(client: TestClient) -> None:
    address = "/sparql?default-graph-uri=urn:none&default-graph-uri=urn:neither"
    query = "ASK { ?s ?p ?o }"
    assert client.post(address, content=query, headers=DIRECT).json()["boolean"] is False
    assert client.post(address, data={"query": query}).json()["boolean"] is False


def test_a_graph_that_is_not_there_is_an_empty_one(client: TestClient) -> None:
    params = {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": "https://example.org/none"}
    assert client.get("/sparql", params=params).json()["results"]["bindings"] == []


def test_a_long_query_may_come_by_get(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ASK + "#" + "x" * 60_000}).json()["boolean"] is True


def test_an_address_too_long_says_to_post() -> None:
    scope = {"type": "http", "method": "GET", "query_string": b"query=" + b"x" * LONGEST_ADDRESS}
    with pytest.raises(AddressTooLong, match="POST"):
        read_fields(Request(scope))
    assert STATUS[AddressTooLong] == 414


@pytest.mark.parametrize("address", ["/sparql", "/sparql/"])
def test_options_names_the_methods(client: TestClient, address: str) -> None:
    answer = client.options(address)
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_allowed_is_told_which_are(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert method in answer.json()["detail"]


def test_head_of_a_wrong_query_is_as_wrong(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": "ASK {"})
    assert (answer.status_code, answer.content) == (400, b"")


@pytest.mark.parametrize(("format_", "text"), [("csv", "true"), ("tsv", "true")])
def test_yes_or_no_comes_in_tables_too(client: TestClient, format_: str, text: str) -> None:
    assert client.get("/sparql", params={"query": ASK, "format": format_}).text.strip() == text


def test_xml_is_well_formed_whatever_the_data(client: TestClient) -> None:
    query = 'SELECT ("a\\u0001b\\uFFFE<&>\\u0000" AS ?x) {}'
    body = client.get("/sparql", params={"query": query, "format": "xml"}).content
    (literal,) = ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert literal.text == "a\ufffdb\ufffd<&>\ufffd"


def test_rdf_xml_is_well_formed_whatever_the_data(client: TestClient) -> None:
    query = 'CONSTRUCT { <urn:a> <urn:b> "a\\u0001b" } WHERE {}'
    body = client.get("/sparql", params={"query": query, "format": "rdfxml"}).content
    assert "a\ufffdb" in "".join(ElementTree.fromstring(body).itertext())


@pytest.mark.parametrize(
    ("query", "format_"),
    [("CONSTRUCT { <urn:a> <urn:b/1> 1 } WHERE {}", "rdfxml"),
     ("CONSTRUCT { <urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> } WHERE {}", "jsonld")],
)  # fmt: skip
def test_what_a_format_cannot_hold_is_refused_in_words(client: TestClient, query: str, format_: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": format_})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-format")
    assert "ask for turtle" in answer.json()["detail"]


TERM = "<<( <urn:a> <urn:b> 1 )>>"


def test_a_triple_term_comes_through_json(client: TestClient) -> None:
    rows = client.get("/sparql", params={"query": f"SELECT ({TERM} AS ?t) {{}}"}).json()["results"]["bindings"]
    assert rows[0]["t"]["type"] == "triple"
    assert rows[0]["t"]["value"]["subject"] == {"type": "uri", "value": "urn:a"}
    assert rows[0]["t"]["value"]["object"]["value"] == "1"


def test_a_triple_term_comes_through_xml(client: TestClient) -> None:
    body = client.get("/sparql", params={"query": f"SELECT ({TERM} AS ?t) {{}}", "format": "xml"}).content
    (triple,) = ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}triple")
    assert [part.tag.partition("}")[2] for part in triple] == ["subject", "predicate", "object"]


def test_a_triple_term_comes_through_tsv(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT ({TERM} AS ?t) {{}}", "format": "tsv"})
    assert answer.text.splitlines() == ["?t", TERM]


def test_a_triple_term_comes_through_turtle(client: TestClient) -> None:
    query = f"CONSTRUCT {{ <urn:x> <urn:says> {TERM} }} WHERE {{}}"
    assert client.get("/sparql", params={"query": query}).text == f"<urn:x> <urn:says> {TERM} .\n"


def test_the_parts_of_a_triple_term_are_at_hand(client: TestClient) -> None:
    query = f"SELECT (OBJECT({TERM}) AS ?o) (isTRIPLE({TERM}) AS ?is) {{}}"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text.split() == ["o,is", "1,true"]


def test_scripts_of_any_site_may_read_where_that_is_asked_for(store: Store) -> None:
    client = TestClient(create_app(store, origins=["*"]))
    site = {"origin": "https://yasgui.example"}
    answer = client.get("/sparql", params={"query": ASK}, headers=site)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"ETag", "x-query-id"} <= set(answer.headers["access-control-expose-headers"].split(", "))
    wrong = client.get("/sparql", params={"query": "ASK {"}, headers=site)
    assert wrong.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("address", ["/sparql", "/sparql/", "/store", "/.well-known/void", "/country/KH"])
def test_a_script_may_send_its_own_headers(store: Store, address: str) -> None:
    client = TestClient(create_app(store, origins=["*"]))
    preflight = client.options(
        address,
        headers={
            "origin": "https://yasgui.example", "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,accept,x-requested-with,if-none-match",
            "access-control-request-private-network": "true",
        },
    )  # fmt: skip
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-private-network"] == "true"
    allowed = preflight.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("content-type", "accept", "x-requested-with", "if-none-match"))


def test_a_preflight_of_another_site_is_refused_in_words(client: TestClient) -> None:
    headers = {"origin": "https://yasgui.example", "access-control-request-method": "POST"}
    answer = client.options("/sparql", headers=headers)
    assert "access-control-allow-origin" not in answer.headers
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "foreign-site"
    assert "https://yasgui.example" in answer.json()["detail"]
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8470", "127.0.0.1:1", "[::1]:8470", "LOCALHOST"])
def test_a_server_answers_to_its_own_names(store: Store, host: str) -> None:
    client = TestClient(create_app(store, hosts=["localhost", "127.0.0.1", "[::1]"]))
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:8470", "", "[::1].evil"])
def test_a_server_answers_to_no_other_name(store: Store, host: str) -> None:
    client = TestClient(create_app(store, hosts=["localhost", "127.0.0.1"]))
    answer = client.get("/healthz", headers={"host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "foreign-host")
