"""An answer is fetched again only when the graph has changed."""

from __future__ import annotations

from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.store import Store


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
