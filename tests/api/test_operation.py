"""What whoever runs a server needs: is it alive, is it ready, how old is its graph, what was asked and refused."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
import threading

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import Message

from crackdown import errors
from crackdown.api.app import create_app
from crackdown.api.http.metrics import Metrics
from crackdown.api.http.request_log import Line
from crackdown.graph.showing import ready
from crackdown.graph.storage.age import age_of
from crackdown.graph.storage.store import Store, View


class Failing:
    """A source whose graph cannot be read."""

    def view(self) -> View:
        raise errors.StoreUnavailable("the disk is gone")


@pytest.fixture
def broken() -> TestClient:
    return TestClient(create_app(Failing()), raise_server_exceptions=False)


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    """Read /metrics as Prometheus does: each value by its name, then its labels in the order of theirs."""
    text = client.get("/metrics").text
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_server_is_alive_whatever_its_graph(client: TestClient, broken: TestClient) -> None:
    for one in (client, broken):
        assert one.get("/healthz").json()["status"] == "ok"


def test_a_server_tells_how_far_it_is_with_what_it_reads_ahead(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, come = threading.Event(), threading.Event()

    def wait(_: View) -> None:
        come.set()
        assert go_on.wait(60)

    monkeypatch.setattr(ready, "summarise", wait)
    monkeypatch.setattr(ready, "_look_round_hubs", lambda _: None)
    reading = ready.make_ready(Store.open(None).view())
    assert come.wait(60)
    assert client.get("/healthz").json()["reading"] == {"done": 2, "of": reading.of}
    go_on.set()
    reading.join()
    assert client.get("/healthz").json()["reading"] == {"done": reading.of, "of": reading.of}


def test_a_server_that_can_read_its_graph_is_ready(client: TestClient, store: Store) -> None:
    told = client.get("/readyz").json()
    assert (told["status"], told["version"]) == ("ready", store.view().version)
    assert told["quads"] == len(store.engine)


def test_readiness_tells_how_old_the_graph_is(client: TestClient) -> None:
    told = client.get("/readyz").json()
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:.]+Z", told["last_loaded"])
    assert told["newest_announcement"] == "2026-05-06"


def test_a_server_without_its_graph_is_not_ready(broken: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = broken.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not-ready")
    assert "the disk is gone" in caplog.text


def test_an_empty_graph_is_ready_and_has_no_age() -> None:
    told = TestClient(create_app(Store.open(None))).get("/readyz").json()
    assert (told["last_loaded"], told["newest_announcement"]) == (None, None)


def test_requests_are_counted_by_route_and_status(store: Store) -> None:
    client = TestClient(create_app(store))
    for _ in range(2):
        client.get("/sparql", params={"query": "ASK {}"})
    client.get("/sparql", params={"query": "ASK {"})
    client.get("/country/KH")
    client.get("/nowhere/at/all")
    counted = figures(client)
    assert counted["crackdown_requests_total", "GET", "/sparql", "200"] == 2
    assert counted["crackdown_requests_total", "GET", "/sparql", "400"] == 1
    assert counted["crackdown_requests_total", "GET", "/country/…", "200"] == 1
    assert counted["crackdown_requests_total", "GET", "other", "404"] == 1
    assert counted["crackdown_problems_total", "invalid-query"] == 1
    assert counted["crackdown_request_seconds_count", "/sparql"] == 3


@pytest.mark.parametrize("path", ["/sparql", "/api/graph"])
def test_whoever_goes_away_is_counted_as_gone(store: Store, path: str) -> None:
    client = TestClient(create_app(store))

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None: ...

    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"content-type", b"application/sparql-query"), (b"host", b"testserver")],
    }  # fmt: skip
    asyncio.run(client.app(scope, receive, send))
    assert figures(client)["crackdown_requests_total", "POST", path, "499"] == 1


def test_a_request_without_a_path_is_counted_too(store: Store) -> None:
    metrics = Metrics(lambda: ["/", "/sparql"], store)
    metrics.tell(Line("1", "OPTIONS", "*", 404, 0.1, 0, None, None, None))
    assert b'route="other",status="404"' in metrics.text(age_of(store.view()))


def test_the_graph_is_measured(client: TestClient, store: Store) -> None:
    counted = figures(client)
    assert counted["crackdown_quads",] == len(store.engine)
    assert counted["crackdown_graph_loaded_timestamp_seconds",] > 1.7e9
    assert counted["crackdown_newest_announcement_timestamp_seconds",] == 1778025600  # 6 May 2026


def test_what_a_pool_counts_is_told(store: Store) -> None:
    class Pooled:
        def view(self) -> View:
            return store.view()

        def stats(self) -> dict[str, object]:
            return {"running": 2, "answered_by": {"memory": 3}, "replica": None}

    counted = figures(TestClient(create_app(Pooled())))
    assert counted["crackdown_queries", "running"] == 2
    assert counted["crackdown_queries", "answered_by_memory"] == 3


def test_every_answer_has_an_id_and_no_two_the_same(client: TestClient) -> None:
    ids = {
        client.get(path).headers["x-query-id"] for path in ("/healthz", "/sparql?query=ASK{}", "/none", "/country/KH")
    }
    assert len(ids) == 4


def test_a_problem_carries_the_id(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK {"})
    id_ = answer.headers["x-query-id"]
    assert answer.json()["query_id"] == id_
    assert answer.json()["instance"].replace("-", "") == f"urn:uuid:{id_}"


def test_a_failure_nobody_foresaw_carries_the_id_too(caplog: pytest.LogCaptureFixture) -> None:
    class Wrong:
        def view(self) -> View:
            raise RuntimeError("secret")

    answer = TestClient(create_app(Wrong()), raise_server_exceptions=False).get("/api/summary")
    assert answer.headers["x-query-id"] == answer.json()["query_id"]


def test_a_line_tells_of_a_request_and_not_what_was_asked(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    query = "ASK { FILTER('a secret' = ?x) }"
    with caplog.at_level(logging.INFO, logger="crackdown.api.http.request_log"):
        answer = client.get(
            "/sparql", params={"query": query, "token": "t0ken"}, headers={"authorization": "Bearer t0ken"}
        )
    (record,) = (record for record in caplog.records if record.name == "crackdown.api.http.request_log")
    told = record.request  # type: ignore[attr-defined]
    assert (told["method"], told["path"], told["status"]) == ("GET", "/sparql", 200)
    assert told["query_id"] == answer.headers["x-query-id"]
    assert told["query"] == hashlib.sha256(query.encode()).hexdigest()[:12]
    assert told["bytes"] == len(answer.content)
    assert "secret" not in str(told) + record.getMessage()
    assert "t0ken" not in str(told) + record.getMessage()


def test_a_path_cannot_write_lines_of_its_own(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="crackdown.api.http.request_log"):
        client.get("/none%0AGET%20/forged%20200")
    assert "\n" not in caplog.records[-1].getMessage()
