"""Rows, cells, operations along time and sources over HTTP."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient

from crackdown.graph.searching.thing_rows import Column
from crackdown.graph.showing.summary import summarise
from crackdown.graph.storage.store import Store
from crackdown.ontology.base import BASE
from crackdown.ontology.terms import crk
from tests.api.conftest import COMPETENCY

FLIGHT = "operation/kh-2026-02-08-deportation-312"
GDI = "agency/kh-general-department-of-immigration"
HOSTILE = "announcement/hostile-2026-05-06-en"


def rows(client: TestClient, *ids: str, language: str = "en") -> list[dict[str, Any]]:
    answer = client.post("/api/rows", json={"ids": list(ids), "language": language})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def test_a_row_holds_what_a_thing_is_linked_to(client: TestClient) -> None:
    [row] = rows(client, FLIGHT)
    links = {column: [one["id"] for one in named] for column, named in row["links"].items()}
    assert links["countries"] == ["country/KH"]
    assert GDI in links["agencies"]
    assert "airport/VDTI" in links["airports"]
    assert row["announcements"] >= row["origins"] >= 1
    assert row["node"]["announced"]


def test_rows_come_in_the_order_asked_for_unknown_ones_left_out(client: TestClient) -> None:
    assert [row["node"]["id"] for row in rows(client, GDI, "agency/none", FLIGHT, GDI)] == [GDI, FLIGHT]


def test_names_are_in_the_readers_language_where_there_is_one(client: TestClient) -> None:
    [row] = rows(client, FLIGHT, language="km")
    [country] = row["links"]["countries"]
    assert (country["label"], country["language"]) == ("កម្ពុជា", "km")


def test_lang_in_the_address_goes_before_the_older_names_of_it(client: TestClient) -> None:
    answer = client.post("/api/rows", params={"lang": "fr"}, json={"ids": [FLIGHT], "language": "km"})
    [country] = answer.json()["rows"][0]["links"]["countries"]
    assert (country["label"], country["language"]) == ("Cambodge", "fr")
    listed = client.get("/api/sources", params={"lang": "fr", "names": "km"}).json()
    assert "Cambodge" in {choice["label"] for choice in listed["countries"]}


@pytest.mark.parametrize("column", ["kind", "countries", "date", "persons", "airports", "agencies", "announcements"])
def test_every_cell_leads_to_its_words(client: TestClient, column: str) -> None:
    facts = client.get("/api/cell", params={"id": FLIGHT, "column": column}).json()["facts"]
    assert facts
    assert all(evidence["quote"] for fact in facts for evidence in fact["evidence"])
    assert any(fact["evidence"] for fact in facts)


def test_the_quotes_of_a_file_are_those_of_its_cells(client: TestClient) -> None:
    cells = client.post("/api/rows/quotes", json={"ids": [FLIGHT]}).json()["cells"]
    for cell in cells:
        facts = client.get("/api/cell", params={"id": FLIGHT, "column": cell["column"]}).json()["facts"]
        of_cell = {(one["announcement"], one["start"]) for fact in facts for one in fact["evidence"]}
        assert {(one["announcement"], one["start"]) for one in cell["evidence"]} == of_cell, cell["column"]
    assert {cell["column"] for cell in cells} <= set(get_args(Column))


def test_a_cell_of_nothing_is_not_found(client: TestClient) -> None:
    assert client.get("/api/cell", params={"id": "operation/none", "column": "date"}).status_code == 404


def test_an_unknown_column_is_refused(client: TestClient) -> None:
    assert client.get("/api/cell", params={"id": FLIGHT, "column": "colour"}).status_code == 400


def test_operations_by_the_day_they_happened_and_by_that_of_their_announcement(client: TestClient) -> None:
    def course(**params: str) -> dict[str, dict[str, int]]:
        found = client.get("/api/timeline", params=params).json()
        return {step["start"]: step["kinds"] for step in found["steps"]}

    assert course(step="day", **{"from": "2026-05-05", "to": "2026-05-05"}) == {"2026-05-05": {"arrest": 1}}
    announced = course(by="announced", step="day", **{"from": "2026-05-06", "to": "2026-05-06"})
    assert announced == {"2026-05-06": {"arrest": 1}}
    assert course(step="week", **{"from": "2026-05-05", "to": "2026-05-05"}) == {"2026-05-04": {"arrest": 1}}


def test_months_are_those_of_the_summary(client: TestClient) -> None:
    found = client.get("/api/timeline").json()
    months = client.get("/api/summary").json()["months"]
    assert [(step["start"], step["kinds"]) for step in found["steps"]] == [(m["month"], m["kinds"]) for m in months]


def test_what_is_told_roughly_stands_in_no_day(client: TestClient) -> None:
    by_day = client.get("/api/timeline", params={"step": "day"}).json()
    by_month = client.get("/api/timeline").json()

    def count(found: dict[str, Any]) -> int:
        return sum(number for step in found["steps"] for number in step["kinds"].values())

    assert count(by_day) + by_day["vague"] == count(by_month)
    assert by_month["vague"] == 0


@pytest.mark.parametrize("by", ["happened", "announced"])
def test_neighbours_of_a_period_go_by_the_same_day(client: TestClient, by: str) -> None:
    params = {"id": "country/VN", "from": "2026-05-06", "to": "2026-05-06", "by": by}
    found = client.get("/api/neighbourhood", params=params).json()
    operations = [node["id"] for node in found["nodes"] if node["type"] == "operation"]
    assert bool(operations) is (by == "announced")


def test_sources_with_what_came_of_each(client: TestClient) -> None:
    found = client.get("/api/sources", params={"q": "evil"}).json()
    [source] = found["sources"]
    assert source["node"]["id"] == HOSTILE
    assert (source["publisher"], source["language"], source["published"]) == ("<u>Post</u>", "en", "2026-05-06")
    assert source["sentences"] == {"used": 1, "in-scope": 1}
    assert (source["operations"], source["outcome"]) == (1, "facts-found")
    assert source["facts"] >= 6


def test_sources_are_chosen_and_the_choices_stay(client: TestClient) -> None:
    everything = client.get("/api/sources").json()
    french = client.get("/api/sources", params={"language": "fr"}).json()
    assert (everything["total"], french["total"]) == (5, 1)
    assert french["languages"] == everything["languages"]
    assert sum(choice["sources"] for choice in everything["languages"]) == 5


def test_sources_of_one_speaker_and_for_one_country(client: TestClient) -> None:
    [speaker, *_] = client.get("/api/sources").json()["speakers"]
    found = client.get("/api/sources", params={"speaker": speaker["id"]}).json()
    assert found["total"] == speaker["sources"]
    assert all(speaker["id"] in {one["id"] for one in source["speakers"]} for source in found["sources"])
    country = client.get("/api/sources", params={"country": "country/VN"}).json()
    assert [source["node"]["id"] for source in country["sources"]] == [HOSTILE]


@pytest.mark.parametrize("order", ["published", "title", "facts", "not_understood", "publisher"])
def test_sources_are_sorted_and_those_without_a_value_come_last(client: TestClient, order: str) -> None:
    def ids(descending: bool) -> list[str]:
        found = client.get("/api/sources", params={"order": order, "descending": descending}).json()
        return [source["node"]["id"] for source in found["sources"]]

    assert sorted(ids(descending=True)) == sorted(ids(descending=False))
    if order == "publisher":
        assert ids(descending=True)[0] == ids(descending=False)[0] == HOSTILE  # the only one with a publisher


def test_sources_come_in_pages(client: TestClient) -> None:
    whole = [source["node"]["id"] for source in client.get("/api/sources").json()["sources"]]
    pages = [client.get("/api/sources", params={"limit": 2, "offset": offset}).json() for offset in (0, 2, 4, 6)]
    assert [source["node"]["id"] for page in pages for source in page["sources"]] == whole


def test_the_summary_tells_where_to_look_first(client: TestClient) -> None:
    summary = client.get("/api/summary").json()
    announced = [node["announced"] or "" for node in summary["newest"]]
    degrees = [node["degree"] for node in summary["connected"]]
    assert announced == sorted(announced, reverse=True)
    assert degrees == sorted(degrees, reverse=True)
    assert FLIGHT in {node["id"] for node in summary["disputed"]}
    assert summary["disputes"] >= len(summary["disputed"])


def test_a_running_total_that_is_disputed_is_no_new_operation_but_is_a_dispute() -> None:
    total = f"\nGRAPH <urn:x-total> {{ <{BASE}{FLIGHT}> <{crk.isTotal}> true }}\n".encode()
    with Store.open(None) as store:
        store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {") + total)
        summary = summarise(store.view())
    assert FLIGHT not in {node.id for node in summary.newest}
    assert FLIGHT in {node.id for node in summary.disputed}
