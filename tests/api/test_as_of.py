"""`as_of=` on every route, and origins: the record as it stood on a day, and whose words it carries."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

FLIGHT = "operation/kh-2026-02-08-deportation-312"
COUNT = "SELECT (COUNT(?a) AS ?n) WHERE { ?a a crk:Announcement }"
PAGE = {"accept": "text/html"}


def count(client: TestClient, **parameters: str) -> int:
    answer = client.get("/sparql", params={"query": COUNT, "format": "json", **parameters})
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_a_query_sees_what_was_published_by_a_day(client: TestClient) -> None:
    assert count(client, as_of="2026-02-09") < count(client, as_of="2026-02") < count(client)


def test_a_form_may_name_the_day_too(client: TestClient) -> None:
    answer = client.post("/sparql", data={"query": COUNT, "as_of": "2020"}, headers={"accept": "text/csv"})
    assert answer.text.split() == ["n", "0"]


def test_an_entity_is_told_as_of_a_day(client: TestClient) -> None:
    now, then = (
        client.get("/api/entity", params={"id": FLIGHT, **more}).json()["announcements"]
        for more in ({}, {"as_of": "2026-02-09"})
    )
    assert {one["id"] for one in then} < {one["id"] for one in now}


def test_what_was_not_yet_said_is_not_found(client: TestClient) -> None:
    assert client.get("/api/entity", params={"id": FLIGHT, "as_of": "2026-02-07"}).status_code == 404
    assert client.get(f"/{FLIGHT}", params={"as_of": "2026-02-07"}, headers=PAGE).status_code == 404


def test_a_page_says_of_which_day_it_is(client: TestClient) -> None:
    page = client.get(f"/{FLIGHT}", params={"as_of": "2026-02-09"}, headers=PAGE).text
    assert "as it stood on 2026-02-09" in page
    assert "as it stood on" not in client.get(f"/{FLIGHT}", headers=PAGE).text


@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D&", "/api/summary?", f"/{FLIGHT}?", "/lite?"])
def test_what_is_no_day_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}as_of=yesterday")
    assert (answer.status_code, answer.json()["detail"][:22]) == (400, "'yesterday' is no day;")


def test_origins_are_told_as_a_tree(client: TestClient) -> None:
    telling = client.get("/api/origins", params={"id": FLIGHT}).json()
    assert set(telling) == {"node", "announcements", "origins"}
    reports = [report for origin in telling["origins"] for report in origin["reports"]]
    assert telling["announcements"] == len(reports) + sum(len(report["copies"]) for report in reports)
    assert set(reports[0]) == {"announcement", "relay", "published", "language", "copy_of", "likeness", "copies"}
    assert client.get("/api/entity", params={"id": FLIGHT}).json()["origins"] == len(telling["origins"])


def test_an_operation_s_page_says_how_independently_it_is_told(client: TestClient) -> None:
    telling = client.get("/api/origins", params={"id": FLIGHT}).json()
    page = client.get(f"/{FLIGHT}", headers=PAGE).text
    assert f"Told by {telling['announcements']} announcements, {len(telling['origins'])} independent origin" in page
    assert "<h2>Whose words</h2>" in page
