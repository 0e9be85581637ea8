"""The routes of flows, over the announcements of the competency questions."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

DISPUTED = {"start": ["country/KH"], "target": ["country/CN"]}


def get(client: TestClient, path: str = "", **query: Any) -> dict[str, Any]:
    answer = client.get(f"/api/flows{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def band(flows: dict[str, Any], start: list[str], target: list[str]) -> dict[str, Any]:
    return next(one for one in flows["bands"] if one["start"] == start and one["target"] == target)


def test_a_band_is_a_range_of_claims(client: TestClient) -> None:
    told = band(get(client), **DISPUTED)["sum"]
    assert told == {"operations": 2, "counted": 1, "persons": {"low": 312, "high": 313}, "disputed": 1}


def test_totals_are_left_out_and_can_be_read(client: TestClient) -> None:
    left_out = get(client)["left_out"]
    assert left_out > 0
    assert get(client, "/operations", left_out=True)["total"] == left_out


def test_a_band_leads_to_operations_and_these_to_quotes(client: TestClient) -> None:
    found = get(client, "/operations", start="country/KH", target="country/CN")
    assert found["total"] == 2
    for operation in found["operations"]:
        assert operation["evidence"][0]["quote"]
        assert all(figure["evidence"]["quote"] for figure in operation["figures"])


def test_none_is_what_is_not_said(client: TestClient) -> None:
    found = get(client, "/operations", start="country/KH", target="none")
    assert [share["target"] for one in found["operations"] for share in one["shares"]] == [[]]


def test_an_airport_has_its_place_on_the_earth(client: TestClient) -> None:
    places = {place["id"]: place for place in get(client)["places"]}
    assert places["airport/VDTI"]["latitude"] == pytest.approx(11.36, abs=0.01)
    assert places["country/KH"]["latitude"] is None


def test_countries_are_called_in_the_readers_language(client: TestClient) -> None:
    places = {place["id"]: place["name"] for place in get(client, lang="km")["places"]}
    assert places["country/KH"] == "កម្ពុជា"


def test_the_address_alone_decides_the_language_as_answers_are_kept_by_it(client: TestClient) -> None:
    answer = client.get("/api/flows", headers={"accept-language": "km"}).json()
    assert "Cambodia" in {place["name"] for place in answer["places"]}


def test_every_id_that_is_named_is_explained(client: TestClient) -> None:
    flows = get(client, airports=True)
    named = {id_ for one in flows["bands"] for end in ("start", "via", "target") for id_ in one[end]}
    assert named | {point["id"] for point in flows["points"]} == {place["id"] for place in flows["places"]}


def test_a_scene_is_added_up_alone(client: TestClient) -> None:
    all_ = get(client, "/operations", start="country/KH", target="country/CN")
    ids = [one["node"]["id"] for one in all_["operations"][:1]]
    answer = client.post("/api/flows", json={"ids": [*ids, "country/KH"]}).json()
    assert answer["all"]["operations"] == 1
    behind = client.post("/api/flows/operations", json={"ids": ids, "start": "country/KH"}).json()
    assert [one["node"]["id"] for one in behind["operations"]] == ids


def test_get_and_post_add_up_the_same(client: TestClient) -> None:
    ids = [one["node"]["id"] for one in get(client, "/operations", limit=50)["operations"]]
    assert client.post("/api/flows", json={"ids": ids}).json()["bands"] == get(client)["bands"]


def test_kinds_and_days_narrow_what_is_added_up(client: TestClient) -> None:
    assert get(client, kind="rescue")["all"]["operations"] < get(client)["all"]["operations"]
    assert get(client, to="1999")["all"]["operations"] == 0


def test_the_record_of_an_earlier_day_has_fewer(client: TestClient) -> None:
    assert get(client, as_of="2026-02-09")["all"]["operations"] < get(client)["all"]["operations"]


@pytest.mark.parametrize(
    "query", [{"by": "age"}, {"from": "spring"}, {"kind": "x" * 500}, {"lang": "tlh"}, {"limit": 0}, {"offset": -1}]
)
def test_what_cannot_be_meant_is_refused(client: TestClient, query: dict[str, Any]) -> None:
    answer = client.get(
        "/api/flows/operations" if "limit" in query or "offset" in query else "/api/flows", params=query
    )
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_end_may_be_told_by_its_code_or_iri(client: TestClient) -> None:
    by_path = get(client, "/operations", start="country/KH", target="country/CN")
    assert by_path["total"] > 0
    for start in ("KH", "https://w3id.org/crackdown/country/KH"):
        assert get(client, "/operations", start=start, target="CN") == by_path


@pytest.mark.parametrize("place", ["country/ZZ", "airport/ZZZZ"])
def test_what_is_not_in_the_graph_has_no_operations(client: TestClient, place: str) -> None:
    assert get(client, "/operations", place=place) == {"total": 0, "operations": []}
