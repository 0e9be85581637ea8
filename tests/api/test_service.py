"""SERVICE at the endpoint: refused, unless whoever runs the server has named the other one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.federation import Federation
from crackdown.graph.serving.limits import Limits
from crackdown.graph.storage.following import FollowingSnapshot
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


ENDLESS_TO_PLAN = "{ ?s ?p ?o } " * 1_000


@pytest.mark.parametrize(
    ("pattern", "status", "said"),
    [(ENDLESS_TO_PLAN, 504, "ran past 1 s"), ("FILTER(1" + "+1" * 20_000 + " > 0)", 400, "more than 2,000 operators")],
    ids=["endless", "deep"],
)
def test_what_is_sent_on_is_read_within_the_limits_of_a_query(
    tmp_path: Path, other: str, pattern: str, status: int, said: str
) -> None:
    Store.open(tmp_path / "s").close()
    with FollowingSnapshot(tmp_path / "s", limits=Limits(timeout_seconds=1.0)) as source:
        client = TestClient(create_app(source, federation=Federation([other], is_allowed=lambda _: True)))
        answer = client.post("/sparql", data={"query": f"SELECT * {{ SERVICE <{other}> {{ {pattern} }} }}"})
    assert (answer.status_code, said in answer.json()["detail"]) == (status, True)
