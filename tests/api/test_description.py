"""The service's description, VoID and DCAT: valid RDF in every format, and true: their counts are those of queries."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from rdflib import DCAT, DCTERMS, RDF, VOID, Dataset, Graph, Literal, Namespace, URIRef

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT = Namespace("http://www.w3.org/ns/formats/")
CRK = Namespace("https://w3id.org/crackdown/ontology#")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, of its own

DATASET = URIRef("https://w3id.org/crackdown/dataset")
SERVICE = URIRef("https://w3id.org/crackdown/dataset#service")


@pytest.fixture(scope="module")
def described(client: TestClient) -> Graph:
    return Graph().parse(data=client.get("/.well-known/void").content, format="turtle")


def ask(client: TestClient, query: str) -> list[dict[str, str]]:
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("media_type", "parser"),
    [
        ("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"), ("application/trig", "trig"), ("application/n-quads", "nquads"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/.well-known/void", "/dataset", "/sparql", "/sparql/"])
def test_every_format_says_the_same(
    client: TestClient, described: Graph, address: str, media_type: str, parser: str
) -> None:
    answer = client.get(address, headers={"accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    read = Dataset(default_union=True)
    read.parse(data=answer.content, format=parser)
    assert len(read) == len(described)
    assert (SERVICE, RDF.type, SD.Service) in read


def test_who_wants_no_format_gets_turtle(client: TestClient) -> None:
    assert client.get("/sparql").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("address", ["/sparql", "/sparql/"])
def test_who_takes_neither_a_description_nor_rows_is_told_what_there_is(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert "text/turtle" in answer.json()["detail"]


def test_who_takes_rows_alone_has_forgotten_the_query(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "application/sparql-results+json"})
    assert answer.status_code == 400
    assert "query" in answer.json()["detail"]


def test_the_service_names_its_endpoint(client: TestClient, described: Graph) -> None:
    (endpoint,) = described.objects(SERVICE, SD.endpoint)
    assert str(endpoint) == "http://testserver/sparql"
    assert client.get(str(endpoint), params={"query": "ASK {}"}).json()["boolean"] is True
    assert (SERVICE, SD.supportedLanguage, SD.SPARQL11Query) in described


def test_every_format_that_is_named_is_given(client: TestClient, described: Graph) -> None:
    names = {
        FORMAT.SPARQL_Results_JSON: "json", FORMAT.SPARQL_Results_XML: "xml", FORMAT.SPARQL_Results_CSV: "csv",
        FORMAT.SPARQL_Results_TSV: "tsv", FORMAT.Turtle: "turtle", FORMAT["N-Triples"]: "ntriples",
        FORMAT.RDF_XML: "rdfxml", FORMAT["JSON-LD"]: "jsonld", FORMAT.TriG: "trig", FORMAT["N-Quads"]: "nquads",
    }  # fmt: skip
    assert set(described.objects(SERVICE, SD.resultFormat)) == set(names)
    for name in names.values():
        query = "ASK {}" if name in {"json", "xml", "csv", "tsv"} else "CONSTRUCT {} WHERE {}"
        assert client.get("/sparql", params={"query": query, "format": name}).status_code == 200


@pytest.mark.parametrize(
    ("property_", "query"),
    [
        (VOID.triples, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctSubjects, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctObjects, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        (VOID.properties, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        (VOID.classes, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        (VOID.entities, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c }"),
    ],
)
def test_the_counts_are_those_of_queries(client: TestClient, described: Graph, property_: URIRef, query: str) -> None:
    assert str(described.value(DATASET, property_)) == ask(client, query)[0]["n"]


def test_the_classes_are_counted(client: TestClient, described: Graph) -> None:
    told = {
        (str(described.value(part, VOID["class"])), str(described.value(part, VOID.entities)))
        for part in described.objects(DATASET, VOID.classPartition)
    }
    rows = ask(client, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    assert told == {(row["c"], row["n"]) for row in rows}


def test_the_properties_are_counted(client: TestClient, described: Graph) -> None:
    told = {
        (str(described.value(part, VOID.property)), str(described.value(part, VOID.triples)))
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    rows = ask(client, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert told == {(row["p"], row["n"]) for row in rows}


def test_the_named_graphs_are_counted(client: TestClient, described: Graph) -> None:
    told = {
        (
            str(described.value(graph, SD.name)),
            str(described.value(described.value(graph, SD.graph), VOID.triples)),
        )
        for graph in described.objects(DATASET, SD.namedGraph)
    }
    rows = ask(client, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert told == {(row["g"], row["n"]) for row in rows}


def test_the_links_to_others_are_counted(client: TestClient, described: Graph) -> None:
    links = list(described.subjects(RDF.type, VOID.Linkset))
    assert links
    for one in links:
        others = described.value(described.value(one, VOID.objectsTarget), VOID.uriSpace)
        property_ = described.value(one, VOID.linkPredicate)
        query = (
            f"SELECT (COUNT(*) AS ?n) {{ ?s <{property_}> ?o FILTER(STRSTARTS(STR(?o), {json.dumps(str(others))}) && "
            'STRSTARTS(STR(?s), "https://w3id.org/crackdown/")) }'
        )
        assert str(described.value(one, VOID.triples)) == ask(client, query)[0]["n"]


def test_every_example_is_a_thing_with_a_page(client: TestClient, described: Graph) -> None:
    examples = [str(one) for one in described.objects(DATASET, VOID.exampleResource)]
    assert len(examples) >= 4
    for one in examples:
        assert client.get(one.removeprefix("https://w3id.org/crackdown")).status_code == 200


def test_the_catalogue_leads_to_what_can_be_had(client: TestClient, described: Graph) -> None:
    (catalogue,) = described.subjects(RDF.type, DCAT.Catalog)
    assert (catalogue, DCAT.dataset, DATASET) in described
    assert (catalogue, DCAT.service, SERVICE) in described
    (dump,) = described.objects(None, DCAT.downloadURL)
    assert client.get(str(dump)).headers["content-type"] == "application/n-quads"
    assert next(iter(described.objects(DATASET, DCTERMS.title))).language == "en"


def test_the_time_that_is_covered_is_told(client: TestClient, described: Graph) -> None:
    period = described.value(DATASET, DCTERMS.temporal)
    rows = ask(client, "SELECT ?d { ?a a crk:Announcement ; dcterms:issued ?d } ORDER BY STR(?d)")
    assert str(described.value(period, DCAT.startDate)) == rows[0]["d"]
    assert str(described.value(period, DCAT.endDate)) == rows[-1]["d"]


def test_the_prefix_of_our_iris_is_told(described: Graph) -> None:
    assert (DATASET, VOID.uriSpace, Literal("https://w3id.org/crackdown/")) in described


def test_it_is_not_sent_again_unchanged(client: TestClient) -> None:
    tag = client.get("/.well-known/void").headers["etag"]
    assert client.get("/.well-known/void", headers={"if-none-match": tag}).status_code == 304
