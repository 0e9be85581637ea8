"""The reconciliation service as OpenRefine asks it; what it sends fits the models of the specification."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.api.reconciling import reconcile_models as models
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE

KEPT = "operation/kh-2026-02-08-deportation-312"
GDI = "agency/kh-general-department-of-immigration"


def ask(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    found = answer.json()["q0"]
    models.Results.model_validate(found)
    return found["result"]


def test_the_manifest_tells_version_spaces_and_services(client: TestClient) -> None:
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    assert (manifest["identifierSpace"], manifest["schemaSpace"]) == (BASE, f"{BASE}ontology#")
    assert {one["id"] for one in manifest["defaultTypes"]} == {"official", "agency", "airport", "place", "operation"}
    for what in ("entity", "type", "property"):
        suggest = manifest["suggest"][what]
        path = suggest["service_url"].removeprefix("http://testserver") + suggest["service_path"]
        models.Suggestions.model_validate(client.get(path, params={"prefix": "a"}).json())


def test_the_views_address_shows_the_thing(client: TestClient) -> None:
    view = client.get("/reconcile").json()["view"]["url"].replace("{{id}}", "country/KH")
    assert client.get(view, headers={"accept": "text/html"}).status_code == 200


def test_a_batch_as_openrefine_sends_it(client: TestClient) -> None:
    batch = {
        "q0": {"query": "Sok Veasna", "type": "official", "limit": 3, "properties": [
            {"pid": "country", "v": "Cambodia"}, {"pid": "agency", "v": {"id": GDI, "name": "GDI"}}],
            "type_strict": "should"},
        "q1": {"query": "KTI", "type": "airport", "type_strict": "should"},
        "q2": {"query": "nobody at all"},
    }  # fmt: skip
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()
    assert list(answer) == ["q0", "q1", "q2"]
    assert [answer[key]["result"][0]["id"] for key in ("q0", "q1")] == ["official/kh-sok-veasna", "airport/VDTI"]
    assert answer["q0"]["result"][0]["match"]
    assert answer["q2"]["result"] == []


def test_a_batch_may_come_by_get(client: TestClient) -> None:
    answer = client.get("/reconcile", params={"queries": json.dumps({"a": {"query": "KTI"}})}).json()
    assert answer["a"]["result"][0]["id"] == "airport/VDTI"


def test_features_say_in_words_why(client: TestClient) -> None:
    best = ask(client, query="Sok Vesna", type="official", properties=[{"pid": "country", "v": "KH"}])[0]
    assert {one["id"] for one in best["features"]} >= {"names that differ by a spelling", "the same country"}
    assert 0 < best["score"] < 100


def test_another_country_speaks_against_and_is_no_match(client: TestClient) -> None:
    best = ask(client, query="Sok Veasna", type=["official"], properties=[{"pid": "country", "v": "Thailand"}])[0]
    assert (best["match"], best["score"] < 10) == (False, True)


def test_rivals_are_listed_and_none_is_the_match(client: TestClient) -> None:
    found = ask(client, query="Ministry of Foreign Affairs", type="agency")
    assert all(not one["match"] for one in found if len(found) > 1 and found[1]["score"] == one["score"])


def test_an_operation_is_found_by_kind_day_and_number(client: TestClient) -> None:
    told = [{"pid": "date", "v": "2026-02-08"}, {"pid": "country", "v": "KH"}, {"pid": "persons", "v": 312}]
    best = ask(client, query="deportation", type="operation", properties=told)[0]
    assert (best["id"], best["match"]) == ("operation/kh-2026-02-08-deportation-312", True)


def test_an_id_matches_itself(client: TestClient) -> None:
    best = ask(client, query=f"{BASE}{GDI}")[0]
    assert (best["id"], best["score"], best["match"]) == (GDI, 100.0, True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"queries": "{"}, "no JSON"),
        ({"queries": '{"q": {"query": "x", "limit": 0}}'}, "limit"),
        ({"queries": '{"q": {"query": "x", "type": "person"}}'}, "official, agency"),
        ({"extend": '{"ids": [], "properties": [{"id": "height"}]}'}, "no property height"),
        ({"nothing": "1"}, "queries="),
        ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})}, "at most 100"),
        ({"queries": '{"\\ud800": {"query": "x"}}'}, "no JSON"),
        ({"queries": '{"q": {"query": "x"}}', "extend": "{"}, "extend is no JSON"),
    ],
)
def test_what_is_wrong_is_told_in_words(client: TestClient, data: dict[str, str], words: str) -> None:
    answer = client.post("/reconcile", data=data)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    "odd",
    [
        {"query": "raid", "properties": [{"pid": "date", "v": "soon"}]},
        {"query": "raid", "properties": [{"pid": "date", "v": 312}]},
        {"query": "KTI " * 400},
        {"query": "KTI", "limit": 1000},  # "Maximum number of candidates", which OpenRefine passes on
    ],
)
def test_an_odd_cell_does_not_cost_the_others_of_its_batch_their_answers(
    client: TestClient, odd: dict[str, Any]
) -> None:
    batch = {"q0": odd, "q1": {"query": "KTI"}}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.json()["q1"]["result"][0]["id"] == "airport/VDTI"
    assert len(answer.json()["q0"]["result"]) <= 50


def test_what_is_no_date_is_as_if_it_were_not_told(client: TestClient) -> None:
    told = {"query": "deportation", "type": "operation"}
    assert ask(client, **told, properties=[{"pid": "date", "v": "soon"}]) == ask(client, **told)


@pytest.mark.parametrize(
    "told", [{"pid": "persons", "v": "9" * 5000}, {"pid": "agency", "v": {"id": []}}, {"pid": "post", "v": 1e300}]
)
def test_strange_values_are_answered(client: TestClient, told: dict[str, Any]) -> None:
    ask(client, query="raid 2026", properties=[told])


def test_jsonp_is_refused(client: TestClient) -> None:
    assert client.get("/reconcile?callback=read").status_code == 400


def test_suggestions_find_typed_beginnings(client: TestClient) -> None:
    found = client.get("/reconcile/suggest/entity", params={"prefix": "sok v"}).json()["result"]
    assert found[0]["id"] == "official/kh-sok-veasna"
    assert found[0]["notable"] == [{"id": "official", "name": "Official"}]


@pytest.mark.parametrize(("what", "id_"), [("entity", GDI), ("type", "agency"), ("property", "country")])
def test_flyouts_are_pieces_of_html(client: TestClient, what: str, id_: str) -> None:
    flyout = models.Flyout.model_validate(client.get(f"/reconcile/flyout/{what}", params={"id": id_}).json())
    assert (flyout.id, flyout.html.startswith("<div><strong>")) == (id_, True)


def test_a_preview_may_be_framed_by_programs_of_this_machine_alone(client: TestClient) -> None:
    answer = client.get("/reconcile/preview", params={"id": GDI})
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*" in policy
    assert "General Department of Immigration" in answer.text


def test_a_table_is_extended_with_values(client: TestClient) -> None:
    wanted = {"ids": [GDI, "airport/VDTI", "agency/nobody"], "properties": [{"id": "country"}, {"id": "iata"}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    models.Extended.model_validate(answer)
    assert answer["rows"][GDI] == {"country": [{"id": "country/KH", "name": "Cambodia"}], "iata": []}
    assert answer["rows"]["airport/VDTI"]["iata"] == [{"str": "KTI"}]
    assert answer["rows"]["agency/nobody"] == {"country": [], "iata": []}


def test_several_values_come_as_several(client: TestClient) -> None:
    wanted = {"ids": [KEPT], "properties": [{"id": "persons"}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert answer["rows"][KEPT]["persons"] == [{"int": 312}, {"int": 313}]


def test_a_date_in_a_table_has_a_time_as_the_specification_wants_and_counts_as_its_day(client: TestClient) -> None:
    wanted = {"ids": [KEPT], "properties": [{"id": "date"}]}
    (cell,) = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"][KEPT]["date"]
    assert cell == {"date": "2026-02-08T00:00:00Z"}
    told = [{"pid": "date", "v": cell["date"]}, {"pid": "country", "v": "KH"}, {"pid": "persons", "v": 312}]
    best = ask(client, query="deportation", type="operation", properties=told)[0]
    assert (best["id"], best["match"]) == (KEPT, True)


def test_properties_are_proposed_by_type(client: TestClient) -> None:
    proposal = models.Proposal.model_validate(client.get("/reconcile/extend/propose?type=airport&limit=3").json())
    assert [one.id for one in proposal.properties] == ["country", "iata", "icao"]


def test_properties_are_proposed_where_the_column_has_no_type(client: TestClient) -> None:
    """OpenRefine asks with an empty type then."""
    proposed = client.get("/reconcile/extend/propose?type=").json()["properties"]
    assert proposed == client.get("/reconcile/extend/propose").json()["properties"] != []


@pytest.mark.parametrize(
    "path", ["", "/suggest/entity?prefix=a", "/flyout/entity?id=country/KH", "/extend/propose?type="]
)
def test_what_openrefines_page_asks_itself_it_may_read_where_it_is_named(store: Store, path: str) -> None:
    app = TestClient(create_app(store, origins=["http://127.0.0.1:3333"]))
    answer = app.get(f"/reconcile{path}", headers={"origin": "http://127.0.0.1:3333"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "http://127.0.0.1:3333")
