"""No body is taken in without end, whoever says how long it is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from crackdown.api.http import bodies
from crackdown.api.http.bodies import LONGEST

JSON = {"content-type": "application/json"}
FORM = b"application/x-www-form-urlencoded"


def test_a_body_that_fits_is_read(client: TestClient) -> None:
    body = b'{"ids": ["country/KH"]}'
    answer = client.post("/api/graph", content=body + b" " * (LONGEST - len(body)), headers=JSON)
    assert [node["id"] for node in answer.json()["nodes"]] == ["country/KH"]


@pytest.mark.parametrize("address", ["/api/graph", "/api/scene/svg", "/api/judgements"])
def test_a_body_that_says_it_is_too_long_is_refused(client: TestClient, address: str) -> None:
    answer = client.post(address, content=b" " * (LONGEST + 1), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


def test_a_body_that_does_not_say_so_is_refused_where_it_is(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            yield b" " * 1_000_000

    answer = client.post("/api/graph", content=pieces(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize(
    ("address", "media_type"),
    [("/api/graph", b"application/json"), ("/sparql", b"application/sparql-query"), ("/api/xref", b"text/csv"),
     ("/sparql", FORM), ("/reconcile", FORM)],
)  # fmt: skip
def test_a_body_that_does_not_arrive_is_given_up(
    client: TestClient, address: str, media_type: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "_SECONDS", 0.01)
    statuses = []

    async def receive() -> Message:
        await asyncio.sleep(5)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        statuses.append(message.get("status"))

    scope = {
        "type": "http", "method": "POST", "path": address, "raw_path": address.encode(), "query_string": b"",
        "headers": [(b"content-type", media_type), (b"host", b"testserver")],
    }  # fmt: skip
    asyncio.run(client.app(scope, receive, send))
    assert statuses[0] == 408
