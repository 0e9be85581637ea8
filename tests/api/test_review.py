"""Judging over HTTP: what is open, the one route that writes, and who may not use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.storage.store import Store

TEXT = "On 8 February 428 people were deported."
SEEN = Evidence(quote="428", start=14, end=17, confidence=1)


def record(name: str) -> Record:
    told = {"kind": "deportation", "date": "2026-02-08", "persons": 428, "country": "KH"}
    deportation = Operation(evidence=dict.fromkeys(told, SEEN), **told)  # type: ignore[arg-type]
    return Record(id=name, language="en", sha256="0" * 64, outcome="facts_found", operations=[deportation])


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(None) as store:
        for name in ("a", "b"):
            store.writer().put(record(name), TEXT, origin=name, publisher=None, media_type="text/plain")
        yield store


@pytest.fixture
def client(store: Store) -> TestClient:
    def judge(one: str, other: str, verdict: object, by: str, why: str) -> int:
        return len(store.writer().judge(one, other, verdict, by=by, why=why))  # type: ignore[arg-type]

    return TestClient(create_app(store, judge=judge))


def pair(client: TestClient) -> dict[str, str]:
    (question,) = client.get("/api/review", params={"merged": True}).json()["questions"]
    return {"one": question["one"], "other": question["other"]}


def test_questions_come_with_reasons_and_quotes(client: TestClient) -> None:
    answer = client.get("/api/review", params={"merged": True, "type": "operation"}).json()
    (question,) = answer["questions"]
    assert answer["total"] == 1
    assert question["reasons"]["the same day"] > 0
    assert {told["quote"] for side in question["told"].values() for told in side} == {"428"}


def test_a_quote_leads_to_its_place_in_its_announcement(client: TestClient) -> None:
    (question,) = client.get("/api/review", params={"merged": True}).json()["questions"]
    told = question["told"][question["one"]][0]
    text = client.get("/api/announcement", params={"id": told["source"]}).json()["text"]
    assert text[told["start"] : told["end"]] == told["quote"] == "428"


def test_both_sides_say_by_what_they_go(client: TestClient) -> None:
    (question,) = client.get("/api/review", params={"merged": True}).json()["questions"]
    assert [side["iri"] for side in question["sides"]] == [question["one"], question["other"]]
    assert len({side["goes_by"] for side in question["sides"]}) == 1


def test_questions_about_one_thing_are_its_own(client: TestClient, store: Store) -> None:
    (question,) = client.get("/api/review", params={"merged": True}).json()["questions"]
    about = question["sides"][0]["goes_by"]
    asked = {"merged": True, "about": about}
    assert client.get("/api/review", params=asked).json()["total"] == 1
    assert client.get("/api/review", params=asked | {"about": "country/KH"}).json()["total"] == 0
    assert client.get("/api/review", params=asked | {"offset": 1}).json()["questions"] == []


@pytest.mark.parametrize("about", ["operation/nothing", "<>", "http://[", "\u0000"])
def test_questions_about_nothing_are_not_found(client: TestClient, about: str) -> None:
    assert client.get("/api/review", params={"about": about}).status_code in {400, 404}


def test_a_judgement_says_what_the_two_go_by_afterwards(client: TestClient) -> None:
    asked = pair(client) | {"by": "An analyst", "verdict": "different"}
    parted = client.post("/api/judgements", json=asked).json()
    joined = client.post("/api/judgements", json=asked | {"verdict": None}).json()
    assert parted["one"] != parted["other"]
    assert joined["one"] == joined["other"]


def test_judgements_name_what_they_are_about(client: TestClient) -> None:
    asked = pair(client) | {"by": "An analyst", "verdict": "different"}
    client.post("/api/judgements", json=asked)
    told = client.get("/api/judgements").json()
    assert set(told["members"]) == {asked["one"], asked["other"]}
    assert all(member["label"] for member in told["members"].values())


def test_a_proxys_guest_cannot_judge(client: TestClient) -> None:
    asked = pair(client) | {"verdict": "different", "by": "Somebody"}
    answer = client.post("/api/judgements", json=asked, headers={"x-forwarded-for": "203.0.113.7"})
    assert (answer.status_code, answer.json()["code"]) == (403, "judgement-refused")


def test_a_judgement_is_kept_and_taken_back(client: TestClient) -> None:
    asked = pair(client) | {"by": "An analyst", "why": "two flights"}
    assert client.post("/api/judgements", json=asked | {"verdict": "different"}).status_code == 200
    (kept,) = client.get("/api/judgements").json()["judgements"]
    assert (kept["verdict"], kept["why"]) == ("different", "two flights")
    client.post("/api/judgements", json=asked | {"verdict": None})
    assert client.get("/api/judgements").json()["judgements"] == []
    assert len(client.get("/api/judgements", params={"all": True}).json()["judgements"]) == 1


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_another_site_cannot_judge(client: TestClient, headers: dict[str, str]) -> None:
    asked = pair(client) | {"verdict": "different", "by": "Somebody"}
    answer = client.post("/api/judgements", json=asked, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "judgement-refused")
    assert client.get("/api/judgements").json()["judgements"] == []


def test_a_form_cannot_judge(client: TestClient) -> None:
    answer = client.post("/api/judgements", content="{}", headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_a_server_that_only_reads_takes_no_judgement(store: Store) -> None:
    client = TestClient(create_app(store))
    answer = client.post("/api/judgements", json=pair(client) | {"verdict": "same", "by": "Somebody"})
    assert (answer.status_code, answer.json()["code"]) == (403, "judgement-refused")


def test_what_is_not_there_cannot_be_judged(client: TestClient) -> None:
    asked = {"one": "operation/nothing", "other": "operation/nobody", "verdict": "same", "by": "An analyst"}
    assert client.post("/api/judgements", json=asked).status_code == 404
    assert client.post("/api/judgements", json=asked | {"one": "no IRI at all"}).status_code == 400
