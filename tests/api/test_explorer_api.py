"""The JSON API keeps its shapes, follows merges, and answers what the explorer asks."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from crackdown.ontology.terms import BASE, crk

GDI = "agency/kh-general-department-of-immigration"
FLIGHT = "operation/kh-2026-02-08-deportation-312"
MERGED = "operation/kh-2026-02-08-repatriation-313"
HOSTILE = "announcement/hostile-2026-05-06-en"
NODE = {
    "id",
    "iri",
    "type",
    "label",
    "detail",
    "degree",
    "code",
    "kind",
    "from",
    "to",
    "persons",
    "disputed",
    "total",
    "announced",
    "countries",
    "offences",
}
EDGE = {
    "id",
    "source",
    "target",
    "relation",
    "label",
    "claims",
    "origins",
    "announcements",
    "confidence",
    "inferred",
    "disputed",
}
FACT = {"id", "property", "label", "value", "subject", "evidence", "confidence", "inferred", "because"}
EVIDENCE = {
    "quote", "language", "start", "end", "announcement", "announcement_label", "published", "url", "confidence",
    "before", "after", "read_by",
}  # fmt: skip


def test_the_summary(client: TestClient) -> None:
    summary = client.get("/api/summary").json()
    assert set(summary) == {
        "counts",
        "quads",
        "announcements",
        "months",
        "starts",
        "newest",
        "connected",
        "disputed",
        "disputes",
        "questions",
        "version",
    }
    assert summary["announcements"] == {"total": 5, "unread": 0, "languages": {"en": 4, "fr": 1}}
    assert {"month": "2026-05", "kinds": {"arrest": 1}} in summary["months"]
    assert {start["type"] for start in summary["starts"]} == {"agency", "official", "airport", "operation"}


def test_every_ready_made_question_is_answered(client: TestClient) -> None:
    questions = client.get("/api/summary").json()["questions"]
    answers = [client.get("/sparql", params={"query": question["query"]}) for question in questions]
    assert questions
    assert {answer.status_code for answer in answers} == {200}


def test_search(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "Sok Vesna", "types": "official,agency", "limit": 3}).json()
    assert (set(found), found["query"], found["total"]) == ({"query", "total", "hits"}, "Sok Vesna", 1)
    assert set(found["hits"][0]) == NODE | {"matched", "how", "matched_language", "standing", "given_by"}


def test_entity(client: TestClient) -> None:
    entity = client.get("/api/entity", params={"id": FLIGHT}).json()
    assert set(entity) == {"node", "names", "facts", "relations", "figures", "announcements", "origins"}
    assert (set(entity["node"]), set(entity["facts"][0])) == (NODE, FACT)
    assert set(entity["facts"][0]["evidence"][0]) == EVIDENCE
    assert set(entity["relations"][0]) == {"relation", "label", "direction", "type", "total", "nodes"}
    assert set(entity["figures"][0]) == {
        "group", "value", "printed", "precision", "low", "high", "evidence", "announced_by", "capacity",
        "capacity_of", "group_of", "speakers",
    }  # fmt: skip
    assert entity["node"]["persons"] == {"low": 312, "high": 313}


def test_neighbourhood_by_get_and_by_post_is_the_same(client: TestClient) -> None:
    by_get = client.get(
        "/api/neighbourhood", params={"id": GDI, "limit": 2, "have": f"country/KH,{FLIGHT}", "from": "2026-02"}
    )
    by_post = client.post(
        "/api/neighbourhood", json={"id": GDI, "limit": 2, "have": ["country/KH", FLIGHT], "from": "2026-02"}
    )
    assert by_get.status_code == 200
    assert by_get.json() == by_post.json()
    assert set(by_get.json()) == {"center", "nodes", "edges", "total", "left", "relations"}
    assert set(by_get.json()["edges"][0]) == EDGE


def test_a_scene_comes_back_whole(client: TestClient) -> None:
    scene = client.post("/api/graph", json={"ids": [GDI, FLIGHT, "agency/gone", MERGED]}).json()
    assert [node["id"] for node in scene["nodes"]] == [GDI, FLIGHT]
    assert [edge["relation"] for edge in scene["edges"]] == [crk.carriedOutBy]


def test_an_edge_leads_to_its_words(client: TestClient) -> None:
    params = {"source": FLIGHT, "target": "airport/VDTI", "relation": crk.departedFrom}
    [fact] = client.get("/api/edge", params=params).json()["facts"]
    assert {one["announcement"] for one in fact["evidence"]} == {
        "announcement/kh-gdi-2026-02-09-fr", "announcement/cn-embassy-in-kh-2026-02-10-en",
    }  # fmt: skip


def test_every_edge_with_claims_has_facts(client: TestClient) -> None:
    edges = client.get("/api/neighbourhood", params={"id": "country/KH", "limit": 100}).json()["edges"]
    for edge in edges:
        params = {key: edge[key] for key in ("source", "target", "relation")}
        facts = client.get("/api/edge", params=params).json()["facts"]
        assert bool(facts) is bool(edge["claims"]), edge["id"]


def test_a_path(client: TestClient) -> None:
    path = client.get("/api/path", params={"a": "official/kh-sok-veasna", "b": "agency/cn-embassy-in-kh"}).json()
    assert [node["id"] for node in path["nodes"]][::2] == ["official/kh-sok-veasna", "agency/cn-embassy-in-kh"]


def test_no_path_is_empty(client: TestClient) -> None:
    path = client.get("/api/path", params={"a": GDI, "b": "operation/vn-2026-05-05-arrest-40"}).json()
    assert path == {"nodes": [], "edges": []}


def test_an_announcement(client: TestClient) -> None:
    told = client.get("/api/announcement", params={"id": HOSTILE}).json()
    assert set(told) == {
        "node", "title", "language", "published", "url", "publisher", "sha256", "outcome", "notes", "announced_by",
        "copy_of", "copies", "earlier", "operations", "text", "passages", "sentences",
    }  # fmt: skip
    quotes = {told["text"][passage["start"] : passage["end"]] for passage in told["passages"]}
    assert {"arrested", "arrested 40 people", "5 May 2026"} <= quotes


def test_an_announcement_says_what_became_of_each_sentence(client: TestClient) -> None:
    told = client.get("/api/announcement", params={"id": HOSTILE}).json()
    found = {told["text"][one["start"] : one["end"]][:4]: one["status"] for one in told["sentences"]}
    assert found == {"The ": "used", "Paid": "in-scope"}


@pytest.mark.parametrize("path", ["/api/entity?id=", "/api/announcement?id=", "/api/neighbourhood?id="])
def test_an_unknown_id_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}agency/nobody")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("id_", [MERGED, BASE + MERGED])
def test_a_merged_id_is_followed(client: TestClient, id_: str) -> None:
    assert client.get("/api/entity", params={"id": id_}).json()["node"]["id"] == FLIGHT


@pytest.mark.parametrize("id_", ["a b", "x> { } INSERT", '"', "agency/\u202e"])
def test_an_id_that_is_no_iri_does_no_harm(client: TestClient, id_: str) -> None:
    assert client.get("/api/entity", params={"id": id_}).status_code in {400, 404}
    assert client.post("/api/graph", json={"ids": [id_]}).status_code in {200, 400}


@pytest.mark.parametrize("query", ["limit=-1", "limit=x", "from=yesterday", "to=2026-13", "direction=up"])
def test_a_wrong_parameter_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/neighbourhood?id={GDI}&{query}").status_code == 400


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("neighbourhood?id={id}&to=2026-13", "2026-13 is no day, month or year of the calendar; write 2026-02-10"),
        ("neighbourhood?id={id}&kind=raids", "raids: there is no such kind of operation; there are arrest, "),
        ("neighbourhood?id={id}&country=Cambodia", "Cambodia: a country is told by its code, as KH, or by its path"),
        ("neighbourhood?id={id}&relation=acts-for", "acts-for: there is no such relation; there are http"),
        ("edge?source={id}&target=country/KH&relation=country", "country: there is no such relation; there are http"),
        ("flows/operations?start=KH&target=China", "China: this is no country and no airport; write KH, country/KH"),
        ("flows?kind=deportation,raids", "raids: there is no such kind of operation"),
        ("findings?kind=rivals", "rivals: there is no such kind of finding; there are "),
        ("ledger?country=Cambodia", "Cambodia: a country is told by its code"),
        ("sources?country=cambodia", "cambodia: a country is told by its code"),
    ],
)
def test_what_there_is_not_is_refused_where_it_would_choose_nothing(client: TestClient, path: str, remedy: str) -> None:
    answer = client.get(f"/api/{path.format(id=GDI)}")
    assert (answer.status_code, answer.json()["code"]) == (400, "input")
    assert remedy in answer.json()["detail"]


@pytest.mark.parametrize("path", ["neighbourhood?id={id}", "ledger?", "sources?"])
def test_a_country_may_be_told_by_its_code(client: TestClient, path: str) -> None:
    answers = [client.get(f"/api/{path.format(id=GDI)}&country={told}") for told in ("KH", "country/KH")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json() != client.get(f"/api/{path.format(id=GDI)}").json()


def test_a_type_that_there_is_not_finds_no_silence(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "immigration", "types": "agency,agencies"})
    assert (answer.status_code, answer.json()["code"]) == (400, "input")
    assert "agencies: there is no such type; there are official, agency" in answer.json()["detail"]


def test_the_types_that_there_are_stand_in_the_description(client: TestClient) -> None:
    parameters = client.get("/api/openapi.json").json()["paths"]["/api/search"]["get"]["parameters"]
    (pattern,) = (one["schema"]["pattern"] for one in parameters if one["name"] == "types")
    taken = [
        types for types in ("", "agency", "agency,post", "agencies", "agency,agencies") if re.search(pattern, types)
    ]
    assert taken == ["", "agency", "agency,post"]


def test_the_api_describes_itself(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/summary", "/api/search", "/api/entity", "/api/neighbourhood", "/api/graph"} <= set(paths)


def test_why_gives_each_row_its_quotes(client: TestClient) -> None:
    query = f"SELECT ?to {{ <{BASE}{FLIGHT}> crk:sentTo ?to }}"
    why = client.get("/api/why", params={"query": query}).json()
    assert (set(why), why["names"], why["notes"]) == ({"names", "rows", "notes"}, ["to"], [])
    assert why["rows"][0]["row"] == {"to": {"text": "country/CN", "id": "country/CN", "type": None}}
    assert {one["announcement"] for one in why["rows"][0]["support"]} == {
        "announcement/cn-embassy-in-kh-2026-02-10-en",
    }


def test_why_of_no_select_is_a_problem(client: TestClient) -> None:
    assert client.get("/api/why", params={"query": "ASK {}"}).status_code == 400


def test_a_search_hit_tells_how_it_matched(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "Sok Vesna"}).json()["hits"][0]
    assert (hit["matched"], hit["how"], hit["matched_language"]) == ("Sok Veasna", "alike", "en")


def test_a_search_hit_tells_in_whose_words_the_name_stands(client: TestClient) -> None:
    standing = client.get("/api/search", params={"q": "bureau script alert"}).json()["hits"][0]["standing"]
    text = client.get("/api/announcement", params={"id": standing["announcement"]}).json()["text"]
    assert standing["announcement"] == HOSTILE
    assert text[standing["start"] : standing["end"]] == standing["quote"]


def test_a_code_stands_in_no_announcement(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "KTI"}).json()["hits"][0]
    assert (hit["how"], hit["matched"], hit["standing"]) == ("code", "KTI", None)


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/api/search", {"q": "cambodia", "types": "country"}),
        ("/api/entity", {"id": "country/KH"}),
        ("/api/neighbourhood", {"id": "country/KH"}),
    ],
)
def test_things_are_named_in_the_language_that_is_asked_for(
    client: TestClient, path: str, parameters: dict[str, str]
) -> None:
    def label(**more: str) -> str:
        told = client.get(path, params={**parameters, **more}).json()
        node = told.get("node") or told.get("center") or told["hits"][0]
        return str(node["label"])

    assert [label(), label(lang="fr"), label(lang="km")] == ["Cambodia", "Cambodge", "កម្ពុជា"]


def test_edges_and_relations_are_named_too(client: TestClient) -> None:
    near = client.get("/api/neighbourhood", params={"id": FLIGHT, "lang": "fr"}).json()
    english = client.get("/api/neighbourhood", params={"id": FLIGHT}).json()
    changed = [(one["label"], other["label"]) for one, other in zip(near["edges"], english["edges"], strict=True)]
    assert any(one != other for one, other in changed)


def test_a_language_has_an_etag_of_its_own(client: TestClient) -> None:
    tags = {client.get("/api/entity", params={"id": "country/KH", "lang": lang}).headers["etag"] for lang in ("", "fr")}
    assert len(tags) == 2


def test_what_one_reader_is_told_stays_out_of_the_next_answer(client: TestClient) -> None:
    client.get("/api/entity", params={"id": "country/KH", "lang": "km"})
    assert client.get("/api/entity", params={"id": "country/KH"}).json()["node"]["label"] == "Cambodia"


def test_a_language_in_which_nothing_is_named_is_refused(client: TestClient) -> None:
    assert client.get("/api/entity", params={"id": "country/KH", "lang": "xx"}).status_code == 400


def test_a_thing_that_nothing_was_merged_into_has_no_merges(client: TestClient) -> None:
    assert client.get("/api/merges", params={"id": "country/KH"}).json() == {"merges": []}


def test_the_merges_of_nothing_are_not_found(client: TestClient) -> None:
    assert client.get("/api/merges", params={"id": "agency/none"}).status_code == 404


def test_a_figures_group_and_speaker_are_named_too(client: TestClient) -> None:
    def figures(**more: str) -> list[tuple[str, str | None]]:
        told = client.get("/api/entity", params={"id": FLIGHT, **more}).json()["figures"]
        return [(figure["group"], figure["announced_by"]) for figure in told]

    assert figures() != figures(lang="fr")


def test_as_what_people_are_counted_is_named_too(client: TestClient) -> None:
    def capacities(**more: str) -> set[str | None]:
        told = client.get("/api/entity", params={"id": FLIGHT, **more}).json()["figures"]
        return {figure["capacity"] for figure in told}

    assert [capacities(), capacities(lang="km")] == [{None, "suspects"}, {None, "ជនសង្ស័យ"}]


def test_an_operation_that_a_fact_is_about_is_named_too_and_with_a_capital(client: TestClient) -> None:
    def named(**more: str) -> set[str]:
        read = client.get("/api/announcement", params={"id": HOSTILE, **more}).json()
        values = [fact["value"] for passage in read["passages"] for fact in passage["facts"]]
        return {value["text"] for value in values if value["type"] == "operation"}

    assert [named(), named(lang="fr")] == [{"Arrest of 40"}, {"Arrestation · 40"}]


def test_ready_made_questions_are_asked_in_the_language_that_is_asked_for(client: TestClient) -> None:
    def languages(**more: str) -> set[str]:
        return {question["language"] for question in client.get("/api/summary", params=more).json()["questions"]}

    titles = {one["title"] for one in client.get("/api/questions", params={"lang": "km"}).json()["examples"]}
    asked = client.get("/api/summary", params={"lang": "km"}).json()["questions"]
    assert {one["title"] for one in asked} == titles
    assert [languages(), languages(lang="km")] == [{"en"}, {"km"}]


@pytest.mark.parametrize("language", ["fr", "km", "th", "zh"])
def test_no_fact_is_told_in_english_to_who_reads_another_language(client: TestClient, language: str) -> None:
    def labels(**more: str) -> list[str]:
        read = client.get("/api/announcement", params={"id": HOSTILE, **more}).json()
        known = client.get("/api/entity", params={"id": GDI, **more}).json()
        facts = [fact for passage in read["passages"] for fact in passage["facts"]] + known["facts"]
        return [one["label"] for one in (*facts, *known["relations"])]

    # "date" and "rank" are French too.
    assert {one for one, other in zip(labels(), labels(lang=language), strict=True) if one == other} <= {"rank", "date"}
    assert not [one for one in labels(lang=language) if one.startswith("←")]
