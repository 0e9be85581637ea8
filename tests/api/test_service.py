"""SERVICE at the endpoint: refused, unless whoever runs the server has named the other one."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.federation import Federation
from crackdown.graph.storage.store import Store


@pytest.fixture(scope="module")
def other(store: Store) -> Iterator[str]:
    """This project's server, as the endpoint that another calls."""
    server = uvicorn.Server(uvicorn.Config(create_app(store), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/sparql"
    server.should_exit = True
    thread.join(90)


QUERY = """SELECT ?name { BIND(country:KH AS ?country)
  SERVICE <URL> { ?country skos:prefLabel ?name FILTER(lang(?name) = 'fr') } }"""


def test_a_named_endpoint_is_called(other: str, store: Store) -> None:
    client = TestClient(create_app(store, federation=Federation([other], is_allowed=lambda _: True)))
    answer = client.get("/sparql", params={"query": QUERY.replace("URL", other)}, headers={"accept": "text/csv"})
    assert answer.text.split() == ["name", "Cambodge"]


def test_no_other_is_called_and_the_problem_says_which_are(other: str, store: Store) -> None:
    client = TestClient(create_app(store, federation=Federation([other])))
    answer = client.get("/sparql", params={"query": QUERY.replace("URL", "https://example.org/sparql")})
    assert (answer.status_code, answer.json()["code"]) == (403, "service-refused")
    assert other in answer.json()["detail"]


def test_a_loopback_address_is_not_called_though_it_is_named(other: str, store: Store) -> None:
    client = TestClient(create_app(store, federation=Federation([other])))
    answer = client.get("/sparql", params={"query": QUERY.replace("URL", other)})
    assert (answer.status_code, answer.json()["code"]) == (403, "service-refused")
