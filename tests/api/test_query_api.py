"""What the query editor reads: terms, questions, names; and answers no longer than it can show."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from crackdown.ontology import path

MANY = "SELECT ?s { ?s ?p ?o }"


def test_terms_are_named_in_the_readers_language(client: TestClient) -> None:
    terms = client.get("/api/terms", params={"lang": "km"}).json()
    named = {one["name"]: one for one in terms["classes"]}
    assert named["crk:Official"]["label"] == "មន្ត្រី"


def test_a_property_tells_what_it_leads_to(client: TestClient) -> None:
    terms = client.get("/api/terms", params={"lang": "en"}).json()
    found = next(one for one in terms["properties"] if one["name"] == "crk:departedFrom")
    assert (found["domain"], found["range"]) == ("crk:Operation", "crk:Airport")


def test_borrowed_terms_are_offered_too(client: TestClient) -> None:
    terms = client.get("/api/terms").json()
    assert "rdfs:label" in {one["name"] for one in terms["properties"]}
    assert "org:Post" in {one["name"] for one in terms["classes"]}


def test_every_term_can_be_asked_by_its_name(client: TestClient) -> None:
    terms = client.get("/api/terms").json()
    names = [one["name"] for part in ("classes", "properties", "concepts") for one in terms[part]]
    query = "SELECT * { VALUES ?x { " + " ".join(names) + " } }"
    rows = client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    iris = [one["iri"] for part in ("classes", "properties", "concepts") for one in terms[part]]
    assert [row["x"]["value"] for row in rows] == iris


def test_every_competency_question_is_offered_with_a_theme(client: TestClient) -> None:
    examples = client.get("/api/questions").json()["examples"]
    assert [one["name"] for one in examples] == sorted(file.stem for file in path("competency").glob("*.rq"))
    assert {one["theme"] for one in examples} == {"actors", "operations", "figures", "places", "evidence"}


@pytest.mark.parametrize("lang", ["fr", "zh", "km", "th"])
def test_every_question_is_asked_in_the_languages_of_the_explorer(client: TestClient, lang: str) -> None:
    english = {one["title"] for one in client.get("/api/questions?lang=en").json()["examples"]}
    assert not english & {one["title"] for one in client.get(f"/api/questions?lang={lang}").json()["examples"]}


def test_things_are_named_with_their_type(client: TestClient) -> None:
    iri = "https://w3id.org/crackdown/country/KH"
    labels = client.post("/api/labels?lang=fr", json={"iris": [iri, iri, "https://example.org/x"]}).json()["labels"]
    assert labels == {iri: {"text": "Cambodge", "language": "fr", "type": "country"}}


def test_terms_are_named_as_things_are(client: TestClient) -> None:
    iri = "https://w3id.org/crackdown/vocab/kind/deportation"
    labels = client.post("/api/labels?lang=fr", json={"iris": [iri]}).json()["labels"]
    assert labels[iri] == {"text": "expulsion", "language": "fr", "type": "term"}


def test_no_more_names_are_told_at_once_than_a_table_shows(client: TestClient) -> None:
    assert client.post("/api/labels", json={"iris": ["urn:x"] * 1001}).status_code == 400


def test_an_answer_is_cut_where_its_reader_says(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": MANY, "max_rows": "3"})
    assert len(answer.json()["results"]["bindings"]) == 3
    assert (answer.headers["crackdown-row-limit"], answer.headers["crackdown-truncated"]) == ("3", "3")


def test_an_answer_that_fits_is_not_cut(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": "SELECT ?x { VALUES ?x { 1 2 3 } }", "max_rows": "3"})
    assert "crackdown-truncated" not in answer.headers


@pytest.mark.parametrize("rows", ["0", "-1", "1.5", "ten", "1000000000"])
def test_what_is_no_number_of_rows_is_refused(client: TestClient, rows: str) -> None:
    assert client.post("/sparql", data={"query": MANY, "max_rows": rows}).status_code == 400
