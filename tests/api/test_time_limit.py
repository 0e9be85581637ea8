"""A query that runs on and on is stopped, and the server goes on answering."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.serving.limits import Limits
from crackdown.graph.storage.following import FollowingSnapshot
from crackdown.graph.storage.store import Store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?e && ?e != ?h) }"


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("limited") / "store"
    Store.open(folder).close()
    with FollowingSnapshot(folder, limits=Limits(timeout_seconds=3.0)) as source:
        yield TestClient(create_app(source))


def test_an_endless_query_is_stopped(limited: TestClient) -> None:
    answer = limited.get("/sparql", params={"query": ENDLESS})
    assert (answer.status_code, answer.json()["code"]) == (504, "query-timeout")


def test_the_next_query_is_answered(limited: TestClient) -> None:
    assert limited.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_wrong_query_still_tells_where(limited: TestClient) -> None:
    assert limited.get("/sparql", params={"query": "ASK {"}).json()["line"] == 1


def test_pages_are_answered_beside_it(limited: TestClient) -> None:
    assert limited.get("/country/KH?format=turtle").status_code == 200


def test_rows_are_explained_in_the_worker(limited: TestClient) -> None:
    query = "SELECT ?name { country:KH rdfs:label ?name } LIMIT 1"
    head = limited.get("/sparql", params={"query": query, "why": "true"}).json()["head"]
    assert [one["kind"] for one in head["crackdown:why"]["rows"][0]["support"]] == ["reference"]


def test_explaining_is_stopped_with_its_query(limited: TestClient) -> None:
    answer = limited.get("/sparql", params={"query": ENDLESS, "why": "true"})
    assert (answer.status_code, answer.json()["code"]) == (504, "query-timeout")
