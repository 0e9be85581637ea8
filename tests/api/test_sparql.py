"""The SPARQL 1.1 Protocol, section 2.1, and what this server adds: formats by name, a form, a page."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.errors import InputError
from crackdown.graph.storage.store import Store

ASK = "ASK {}"
SELECT = "SELECT ?x WHERE { VALUES ?x { 1 2 } }"
CONSTRUCT = "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"
DESCRIBE = "DESCRIBE <https://w3id.org/crackdown/country/KH>"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def test_get_answers(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT})
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["x"]["value"] for row in answer.json()["results"]["bindings"]] == ["1", "2"]


def test_a_form_answers(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_a_direct_post_answers(client: TestClient) -> None:
    headers = {"content-type": "application/sparql-query; charset=UTF-8"}
    assert client.post("/sparql", content="ASK { FILTER('ខ្មែរ' = 'ខ្មែរ') }", headers=headers).json()["boolean"] is True


def test_head_answers_without_a_body(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (ASK, "application/sparql-results+json", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ASK, "text/csv", "text/csv; charset=utf-8"),
        (CONSTRUCT, "text/turtle", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (DESCRIBE, "text/csv, application/n-triples;q=0.1", "application/n-triples"),
        (DESCRIBE, "*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_the_accept_header_chooses(client: TestClient, query: str, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"].split(", ")


def test_the_formats_say_the_same(client: TestClient) -> None:
    def get(format_: str) -> bytes:
        return client.get("/sparql", params={"query": SELECT, "format": format_}).content

    values = [row["x"]["value"] for row in json.loads(get("json"))["results"]["bindings"]]
    assert [row[0] for row in csv.reader(io.StringIO(get("csv").decode()))][1:] == values
    assert get("tsv").decode().split() == ["?x", *values]
    literals = ElementTree.fromstring(get("xml")).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [literal.text for literal in literals] == values


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdfxml", ox.RdfFormat.RDF_XML),
    ],
)  # fmt: skip
def test_every_graph_format_holds_the_graph(client: TestClient, name: str, engine: ox.RdfFormat) -> None:
    body = client.get("/sparql", params={"query": CONSTRUCT, "format": name}).content
    assert [str(quad.triple.predicate) for quad in ox.parse(body, format=engine)] == ["<urn:b>"]


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "image/png"), (SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (ASK, "*/*;q=0")]
)
def test_nothing_acceptable_is_406(client: TestClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")


@pytest.mark.parametrize(("query", "format_"), [(SELECT, "turtle"), (CONSTRUCT, "csv"), (ASK, "exe")])
def test_a_format_that_does_not_fit_is_refused(client: TestClient, query: str, format_: str) -> None:
    answer = client.get("/sparql", params={"query": query, "format": format_})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-format")


def test_a_malformed_query_tells_where(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p"}).json()
    assert (problem["status"], problem["code"], problem["line"]) == (400, "invalid-query", 2)
    assert problem["column"] >= 14


@pytest.mark.parametrize("data", [{}, {"query": [ASK, ASK]}, {"other": "x"}])
def test_exactly_one_query_is_wanted(client: TestClient, data: dict[str, list[str]]) -> None:
    assert client.post("/sparql", data=data, headers=FORM).status_code == 400
    asked = client.get("/sparql", params=data, headers={"accept": "application/sparql-results+json"})
    assert asked.status_code == 400


@pytest.mark.parametrize("update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "CLEAR ALL", "LOAD <http://127.0.0.1/>"])
def test_an_update_is_refused_in_whatever_way_it_comes(client: TestClient, update: str) -> None:
    direct = {"content-type": "application/sparql-update"}
    answers = [
        client.get("/sparql", params={"query": update}),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", content=update, headers=direct),
        client.post("/sparql", content=update, headers={"content-type": "application/sparql-query"}),
    ]
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "update-refused")}


def test_another_server_is_not_called(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert (answer.status_code, answer.json()["code"]) == (403, "service-refused")


@pytest.mark.parametrize("media_type", ["text/plain", "application/json", "application/sparql-query; charset=utf-16"])
def test_a_body_of_another_kind_is_415(client: TestClient, media_type: str) -> None:
    answer = client.post("/sparql", content=ASK, headers={"content-type": media_type})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_body_of_no_kind_is_415(client: TestClient) -> None:
    assert client.post("/sparql", content=ASK.encode()).status_code == 415


def test_text_that_is_not_utf8_is_refused(client: TestClient) -> None:
    query = "ASK { FILTER('é' = 'é') }"
    direct = client.post(
        "/sparql", content=query.encode("latin-1"), headers={"content-type": "application/sparql-query"}
    )
    form = client.post("/sparql", content=b"query=ASK%20%7B%7D%23%E9", headers=FORM)
    address = client.get("/sparql?query=ASK%20%7B%7D%23%E9")
    assert [answer.status_code for answer in (direct, form, address)] == [400, 400, 400]


def test_a_body_too_long_is_refused(client: TestClient) -> None:
    answer = client.post(
        "/sparql", content="#" * 1_000_001 + "\nASK {}", headers={"content-type": "application/sparql-query"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": ASK})
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")


def test_the_protocol_chooses_the_default_graph(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/crackdown/ontology#Operation> }"
    graph = "https://w3id.org/crackdown/announcement/hostile-2026-05-06-en"
    for answer in (
        client.get("/sparql", params={"query": query, "default-graph-uri": graph}),
        client.post("/sparql", data={"query": query, "default-graph-uri": graph}),
        client.post(f"/sparql?default-graph-uri={graph}", data={"query": query}),
    ):
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_the_protocol_chooses_the_named_graphs(client: TestClient) -> None:
    graph = "https://w3id.org/crackdown/announcement/hostile-2026-05-06-en"
    params = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": graph}
    rows = client.get("/sparql", params=params).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == [graph]


def test_a_dataset_that_is_no_iri_is_refused(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": ASK, "default-graph-uri": "a b"}).status_code == 400


def test_no_other_site_may_read_the_answers(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers={"origin": "https://example.org"})
    assert "access-control-allow-origin" not in answer.headers


def test_a_site_that_is_named_may_read_the_answers(store: Store) -> None:
    named = TestClient(create_app(store, origins=["https://example.org"]))
    answer = named.get("/sparql", params={"query": ASK}, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "https://example.org"


def test_a_site_is_known_however_it_was_written(store: Store) -> None:
    named = TestClient(create_app(store, origins=["https://Example.org:443/"]))
    answer = named.get("/sparql", params={"query": ASK}, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "https://example.org"


@pytest.mark.parametrize(
    "wrong", ["example.org", "https://example.org/page", "https://", "https://[::1", "https://a@b"]
)
def test_what_is_no_site_is_told_so(store: Store, wrong: str) -> None:
    with pytest.raises(InputError, match="this is no site"):
        create_app(store, origins=[wrong])


def test_a_preflight_is_answered(store: Store) -> None:
    named = TestClient(create_app(store, origins=["https://example.org"]))
    headers = {
        "origin": "https://example.org", "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }  # fmt: skip
    assert named.options("/sparql", headers=headers).status_code == 200


def test_a_browser_without_a_query_gets_a_form(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": BROWSER})
    assert (answer.status_code, "<textarea" in answer.text) == (200, True)


def test_a_browser_with_a_query_gets_a_table(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "format": ""}, headers={"accept": BROWSER})
    assert "<td><bdi>2</bdi></td>" in answer.text


def test_values_in_the_table_are_text(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ('<script>' AS ?x) {}"}, headers={"accept": BROWSER})
    assert "&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text


WHY = {"query": "SELECT ?op { ?op crk:kind ?k ; crk:carriedOutBy/crk:country country:VN }", "why": "true"}


def test_why_stands_in_the_head(client: TestClient) -> None:
    answer = client.get("/sparql", params=WHY)
    assert answer.headers["content-type"] == "application/sparql-results+json"
    head = answer.json()["head"]
    assert head["vars"] == ["op"]
    quotes = [one["quote"] for one in head["crackdown:why"]["rows"][0]["support"]]
    assert "arrested" in quotes


def test_why_can_be_posted(client: TestClient) -> None:
    assert "crackdown:why" in client.post("/sparql", data=WHY).json()["head"]


def test_an_answer_without_why_is_as_ever(client: TestClient) -> None:
    assert client.get("/sparql", params=WHY | {"why": "false"}).json()["head"] == {"vars": ["op"]}


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml"])
def test_why_has_no_room_in_other_formats(client: TestClient, format_: str) -> None:
    problem = client.get("/sparql", params=WHY | {"format": format_}).json()
    assert problem["code"] == "unknown-format"
    assert "as json or html" in problem["detail"]


def test_why_is_true_or_false(client: TestClient) -> None:
    assert "why=true" in client.get("/sparql", params=WHY | {"why": "1"}).json()["detail"]


def test_why_of_no_select_says_so(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": ASK, "why": "true"}).json()
    assert (problem["status"], "SELECT" in problem["detail"]) == (400, True)


def test_the_page_shows_the_quotes_below_their_row(client: TestClient) -> None:
    page = client.get("/sparql", params=WHY, headers={"accept": BROWSER}).text
    assert "<mark>arrested</mark>" in page
    assert "operation/" in page


def test_a_hostile_quote_is_no_markup(client: TestClient) -> None:
    page = client.get("/sparql", params=WHY, headers={"accept": BROWSER}).text
    assert "<script>alert" not in page
    assert "\u202e" not in page


def test_a_page_leads_to_the_same_answer_in_other_formats(client: TestClient) -> None:
    asked = {"as_of": "2026-02-09", "default-graph-uri": "https://w3id.org/crackdown/graph/reference"}
    page = client.get("/sparql", params=asked | {"query": SELECT}, headers={"accept": BROWSER}).text
    links = re.findall(r'href="(/sparql\?[^"]*)"', page)
    assert len(links) == 3
    for link in links:
        told = parse_qs(urlsplit(html.unescape(link)).query)
        assert (told["as_of"], told["default-graph-uri"]) == (["2026-02-09"], [asked["default-graph-uri"]])
    assert '<input type="hidden" name="as_of" value="2026-02-09">' in page
    assert "&amp;asof=2026-02-09" in page
