"""A part of a file, by the letter of RFC 9110, section 14."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.storage.store import Store


@pytest.fixture
def client(store: Store, tmp_path: Path) -> TestClient:
    (tmp_path / "index.html").write_text("<p>explorer</p>")
    (tmp_path / "ten.js").write_text("0123456789")
    return TestClient(create_app(store, static=tmp_path))


@pytest.mark.parametrize("address", ["/ten.js", "/", "/pages.css"])
@pytest.mark.parametrize("wanted", ["bytes=0-3", "bytes=0-1,5-6"])
def test_a_part_varies_by_what_the_whole_does(client: TestClient, address: str, wanted: str) -> None:
    whole, part = client.get(address), client.get(address, headers={"range": wanted})
    assert (whole.status_code, part.status_code) == (200, 206)
    assert part.headers["vary"] == whole.headers["vary"]
    assert "content-encoding" not in part.headers


@pytest.mark.parametrize("wanted", ["lines=1-2", "nonsense", "seconds"])
def test_a_unit_that_is_not_known_is_passed_over(client: TestClient, wanted: str) -> None:
    answer = client.get("/ten.js", headers={"range": wanted})
    assert (answer.status_code, answer.text) == (200, "0123456789")


def test_head_tells_of_the_whole(client: TestClient) -> None:
    answer = client.head("/ten.js", headers={"range": "bytes=0-3"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, "10")


@pytest.mark.parametrize("address", ["/ten.js", "/pages.css"])
def test_a_part_that_there_is_not_is_refused_in_words(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"range": "bytes=1000000-"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (416, "no-such-part")
    assert answer.headers["content-range"] == f"bytes */{len(client.get(address).content)}"


def test_what_is_no_part_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/ten.js", headers={"range": "bytes=5-2"})
    assert (answer.status_code, answer.json()["code"]) == (400, "input")
    assert answer.headers["content-type"] == "application/problem+json"


def test_what_is_no_file_has_no_parts(client: TestClient) -> None:
    assert client.get("/api/summary", headers={"range": "bytes=0-3"}).status_code == 200
