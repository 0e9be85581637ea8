"""The network view's calls keep their shapes and refuse what they cannot do."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from crackdown.api.json_api.overview_models import Overview

GDI = "agency/kh-general-department-of-immigration"
FLIGHT = "operation/kh-2026-02-08-deportation-312"
MERGED = "operation/kh-2026-02-08-repatriation-313"


def test_groups(client: TestClient) -> None:
    groups = client.post("/api/groups", json={"id": GDI, "type": "operation", "have": [FLIGHT]}).json()
    assert set(groups) == {"center", "total", "left", "relations", "kinds", "countries", "years"}
    assert groups["total"] == groups["left"] + 1
    assert set(groups["relations"][0]) == {"relation", "label", "direction", "type", "total", "left"}
    assert set(groups["kinds"][0]) == {"key", "label", "total", "left"}


def test_a_neighbourhood_is_chosen_by_kind_and_country(client: TestClient) -> None:
    wanted = {"id": GDI, "kind": "deportation", "country": "country/KH", "limit": 500}
    found = client.post("/api/neighbourhood", json=wanted).json()
    assert {(node["kind"], *node["countries"]) for node in found["nodes"]} == {("deportation", "country/KH")}


@pytest.mark.parametrize("through", ["anything", "operations"])
def test_paths_follow_merges_and_name_their_edges(client: TestClient, through: str) -> None:
    found = client.get("/api/paths", params={"a": GDI, "b": MERGED, "through": through}).json()
    assert set(found) == {"total", "paths", "nodes", "edges"}
    assert found["paths"][0]["nodes"] == [GDI, FLIGHT]
    assert {edge["id"] for edge in found["edges"]} == {one for path in found["paths"] for one in path["edges"]}


def test_what_is_drawn_together_gets_one_place_and_what_stands_keeps_its_own(client: TestClient) -> None:
    wanted = {
        "ids": [GDI, FLIGHT, "country/KH", "agency/gone"],
        "together": [[GDI, FLIGHT]],
        "at": {"country/KH": [40, 50]},
    }
    positions = client.post("/api/layout", json=wanted).json()["positions"]
    assert positions.keys() == {GDI, FLIGHT, "country/KH"}
    assert positions[GDI] == positions[FLIGHT]
    assert positions["country/KH"] == [40, 50]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("groups", {"id": "agency/nobody"}),
        ("groups", {"id": GDI, "type": "ship"}),
        ("layout", {"ids": ["x"] * 1501}),
        ("layout", {"ids": [], "at": {"country/KH": [1e9, 0]}}),
    ],
)
def test_what_cannot_be_done_is_a_problem(client: TestClient, path: str, body: dict[str, object]) -> None:
    answer = client.post(f"/api/{path}", json=body)
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_no_path_is_no_failure(client: TestClient) -> None:
    """A post is nobody's part in an operation."""
    (post, *_) = client.get("/api/search", params={"q": "Director General", "types": "post"}).json()["hits"]
    found = client.get("/api/paths", params={"a": GDI, "b": post["id"], "through": "operations"})
    assert (found.status_code, found.json()["total"], found.json()["nodes"]) == (200, 0, [])


def test_the_overview_has_the_shape_that_is_described(client: TestClient) -> None:
    answer = client.get("/api/overview")
    overview = Overview.model_validate_json(answer.content, strict=True, extra="forbid")
    columns = (overview.names, overview.type, overview.x, overview.y, overview.r, overview.link_counts)
    assert {len(column) for column in columns} == {len(overview.ids)}
    assert sum(overview.link_counts) == len(overview.link_steps)
    assert {overview.types[number] for number in overview.type} >= {"agency", "country", "operation"}
    assert GDI in overview.ids
    again = client.get("/api/overview", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_overview_is_in_the_readers_language_and_of_a_day(client: TestClient) -> None:
    names = {lang: client.get("/api/overview", params={"lang": lang}).json()["names"] for lang in ("en", "km")}
    assert "Cambodia" in names["en"]
    assert "កម្ពុជា" in names["km"]
    early = client.get("/api/overview", params={"as_of": "2026-02-09"}).json()["ids"]
    assert 0 < len(early) < len(names["en"])


def test_the_overview_tells_what_has_no_part_in_a_period(client: TestClient) -> None:
    ids = client.get("/api/overview").json()["ids"]
    assert client.get("/api/overview/period").json() == {"out": []}
    out = [ids[one] for one in client.get("/api/overview/period", params={"from": "2030"}).json()["out"]]
    operations = {one for one in ids if one.startswith("operation/")}
    assert operations & set(out)
    assert set(out) - operations
    some = client.get("/api/overview/period", params={"from": "2026-02-08", "to": "2026-02-08"}).json()["out"]
    assert len(some) < len(out)
    assert client.get("/api/overview/period", params={"from": "tomorrow"}).status_code in {400, 422}


def test_groups_and_paths_are_told_in_the_readers_language(client: TestClient) -> None:
    groups = client.post("/api/groups", params={"lang": "fr"}, json={"id": GDI}).json()
    assert "a mené" in {one["label"] for one in groups["relations"]}
    assert "Cambodge" in {one["label"] for one in groups["countries"]}
    paths = client.get("/api/paths", params={"a": GDI, "b": MERGED, "lang": "fr"}).json()
    assert "menée par" in {one["label"] for one in paths["edges"]}
