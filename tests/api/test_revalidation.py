"""An answer is fetched again only when the graph has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.storage.store import Answer, Store, View


def test_an_unchanged_graph_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/api/summary").headers["etag"]
    again = client.get("/api/summary", headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_write_changes_the_tag_and_the_answer() -> None:
    store = Store.open(None)
    client = TestClient(create_app(store))
    before = client.get("/api/summary")
    store.writer().put_graphs(
        b"<https://w3id.org/x> { <https://w3id.org/crackdown/agency/x> a <https://w3id.org/crackdown/ontology#Agency> }"
    )
    after = client.get("/api/summary", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["counts"] == {"agency": 1}


def test_an_error_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/api/entity", params={"id": "agency/nobody"}).headers


def test_head_has_the_tag_of_get(client: TestClient) -> None:
    assert client.head("/api/summary").headers["etag"] == client.get("/api/summary").headers["etag"]


QUERY = {"query": "SELECT ?s { ?s a crk:Operation } LIMIT 3"}


class Counting:
    """A store's view that counts how often a query is answered."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.answered = 0

    def view(self) -> View:
        return self.store.view()

    def answer(self, query: str, *, as_of: str | None, why: bool, **options: object) -> Answer:  # noqa: ARG002
        self.answered += 1
        return self.store.view().serialize(query, **options)  # type: ignore[arg-type]


def test_an_unchanged_answer_is_not_worked_out_again(store: Store) -> None:
    source = Counting(store)
    client = TestClient(create_app(source))
    tag = client.get("/sparql", params=QUERY).headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = client.get("/sparql", params=QUERY, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert source.answered == 1


def test_another_query_format_or_day_has_another_tag(client: TestClient) -> None:
    answers = [
        client.get("/sparql", params=QUERY),
        client.get("/sparql", params={"query": QUERY["query"] + " "}),
        client.get("/sparql", params=QUERY | {"format": "csv"}),
        client.get("/sparql", params=QUERY, headers={"accept": "text/csv"}),
        client.get("/sparql", params=QUERY | {"as_of": "2026-03"}),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


def test_an_answer_that_names_other_addresses_has_another_tag(store: Store) -> None:
    bases = ("http://a.example", "https://a.example", "https://b.example")
    answers = [TestClient(create_app(store), base_url=base).get("/dataset?format=turtle") for base in bases]
    assert len({answer.text for answer in answers}) == len({answer.headers["etag"] for answer in answers}) == 3


def test_a_tag_is_weak_and_has_to_be_asked_about(client: TestClient) -> None:
    headers = client.get("/sparql", params=QUERY).headers
    assert headers["etag"].startswith('W/"')
    assert headers["cache-control"] == "no-cache"
    assert {"Accept", "Accept-Encoding"} <= set(headers["vary"].split(", "))


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "now()", "BNODE()"])
def test_what_is_another_each_time_has_no_tag(client: TestClient, call: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT ({call} AS ?x) {{}}"})
    assert (answer.status_code, "etag" in answer.headers) == (200, False)


def test_what_another_endpoint_may_tell_has_no_tag(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {} # Service"})
    assert (answer.status_code, "etag" in answer.headers) == (200, False)


@pytest.mark.parametrize("address", ["/api/terms", "/api/questions", "/api/flows", "/api/summary"])
def test_an_answer_with_a_tag_is_in_the_language_of_its_address(client: TestClient, address: str) -> None:
    told = [client.get(address, headers={"accept-language": language}) for language in ("fr", "km")]
    assert told[0].headers["etag"] == told[1].headers["etag"]
    assert told[0].json() == told[1].json()


def test_what_is_posted_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.post("/sparql", data=QUERY).headers


def test_a_wrong_query_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/sparql", params={"query": "ASK {"}).headers


def test_any_tag_fits_an_answer_that_there_is(client: TestClient) -> None:
    tag = client.get("/sparql", params=QUERY).headers["etag"]
    for ask in (client.get, client.head):
        again = ask("/sparql", params=QUERY, headers={"if-none-match": "*"})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    ("address", "parameters", "status"),
    [
        ("/sparql", {"query": "ASK {"}, 400),
        ("/store", {"graph": "https://example.org/none"}, 404),
        ("/api/entity", {"id": "agency/nobody"}, 404),
    ],
)
def test_any_tag_fits_nothing_where_there_is_no_answer(
    client: TestClient, address: str, parameters: dict[str, str], status: int
) -> None:
    answer = client.get(address, params=parameters, headers={"if-none-match": "*"})
    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_tags_may_come_in_several_lines(client: TestClient) -> None:
    tag = client.get("/sparql", params=QUERY).headers["etag"]
    lines = [("if-none-match", '"other"'), ("if-none-match", tag)]
    assert client.get("/sparql", params=QUERY, headers=lines).status_code == 304


@pytest.mark.parametrize(
    "address", ["/sparql?query=ASK{}", "/api/summary", "/export/turtle", "/healthz", "/country/KH"]
)
@pytest.mark.parametrize("tags", ['"other"', 'W/"other"', '"one", W/"other"', "nonsense"])
def test_an_answer_with_none_of_the_tags_is_refused(client: TestClient, address: str, tags: str) -> None:
    for ask in (client.get, client.head):
        answer = ask(address, headers={"if-match": tags})
        assert answer.status_code == 412
    problem = client.get(address, headers={"if-match": tags}).json()
    assert (problem["status"], problem["code"]) == (412, "precondition-failed")


def test_a_weak_tag_never_matches(client: TestClient) -> None:
    tag = client.get("/api/summary").headers["etag"]
    assert tag.startswith("W/")
    for given in (tag, tag.removeprefix("W/")):
        assert client.get("/api/summary", headers={"if-match": given}).status_code == 412
    # RFC 9110, 13.2.2: If-Match is looked at first.
    assert client.get("/api/summary", headers={"if-match": tag, "if-none-match": tag}).status_code == 412


def test_a_strong_tag_matches_the_file_that_has_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>explorer</p>")
    (tmp_path / "small.js").write_text("1")
    client = TestClient(create_app(store, static=tmp_path))
    tag = client.get("/small.js").headers["etag"]
    assert not tag.startswith("W/")
    assert client.get("/small.js", headers={"if-match": f'"other", {tag}'}).text == "1"
    assert client.get("/small.js", headers={"if-match": '"other"'}).status_code == 412
    # RFC 9110, 13.2.2: Range is looked at last.
    assert client.get("/small.js", headers={"if-match": tag, "range": "bytes=0-0"}).status_code == 206
    assert client.get("/small.js", headers={"if-match": '"other"', "range": "bytes=0-0"}).status_code == 412


@pytest.mark.parametrize("address", ["/", "/small.js", "/pages.css", "/context.jsonld", "/logo.svg"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_file_that_has_not_changed_is_not_sent_again(store: Store, tmp_path: Path, address: str, coding: str) -> None:
    (tmp_path / "index.html").write_text("<p>explorer</p>" * 100)
    (tmp_path / "small.js").write_text("1")
    client = TestClient(create_app(store, static=tmp_path), headers={"accept-encoding": coding})
    tag = client.get(address).headers["etag"]
    for known in (tag, f'"other", {tag}', "*"):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"].removeprefix("W/") == tag.removeprefix("W/")
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"), [("/sparql?query=ASK{}", 200), ("/sparql?query=ASK{", 400), ("/nothing/here", 404)]
)
def test_any_tag_is_whatever_there_is(client: TestClient, address: str, status: int) -> None:
    assert client.get(address, headers={"if-match": "*"}).status_code == status


def test_what_is_refused_anyhow_is_refused_for_that(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK {"}, headers={"if-match": '"other"'}).status_code == 400
