"""What an announcement said before, over HTTP: its page, its versions' own IRIs, the JSON, and a withdrawn one."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph import iris
from crackdown.graph.announcement.record import Evidence, Operation, Record
from crackdown.graph.linking.things import to_id
from crackdown.graph.storage.archive import digest_of
from crackdown.graph.storage.store import Store

PAGE = {"accept": "text/html"}
TURTLE = {"accept": "text/turtle"}


def put(store: Store, name: str, persons: int) -> str:
    """Store an announcement of a raid; return the id of this version of it."""
    text = f"Police arrested {persons} <b>people</b> on 5 May 2026 in Vietnam."

    def find(words: str, **more: str) -> Evidence:
        start = text.index(words)
        return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)  # type: ignore[arg-type]

    told = {
        "kind": find("arrested"), "date": find("5 May 2026"), "country": find("Vietnam"),
        "persons": find(f"{persons} <b>people", printed=str(persons)),
    }  # fmt: skip
    operation = Operation(kind="arrest", date="2026-05-05", persons=persons, country="VN", evidence=told)
    record = Record(
        id=name, language="en", published="2026-05-06", sha256="1" * 64, outcome="facts_found", operations=[operation]
    )
    store.writer().put(record, text, origin=name, publisher=None, media_type="text/plain")
    return to_id(iris.mint_version(iris.mint_announcement(name), digest_of(text)))


@pytest.fixture(scope="module")
def versions() -> dict[str, str]:
    return {}


@pytest.fixture(scope="module")
def client(versions: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    store = Store.open(None)
    for name in ("corrected", "withdrawn"):
        versions |= {f"{name}-{persons}": put(store, name, persons) for persons in (40, 41)}
    store.writer().withdraw(iris.mint_announcement("withdrawn"), reason="<i>An error</i>")
    nowhere: Path = tmp_path_factory.mktemp("site") / "not-built"
    return TestClient(create_app(store, static=nowhere), follow_redirects=False)


def test_the_page_of_an_announcement_links_to_what_it_said_before(client: TestClient, versions: dict[str, str]) -> None:
    page = client.get("/announcement/corrected", headers=PAGE)
    assert page.status_code == 200
    assert f'It was changed. What it said before: <a href="/{versions["corrected-40"]}">version 1</a>' in page.text


def test_json_tells_of_earlier_versions(client: TestClient, versions: dict[str, str]) -> None:
    told = client.get("/api/announcement", params={"id": "announcement/corrected"}).json()
    assert told["earlier"] == [versions["corrected-40"]]


def test_an_earlier_version_answers_with_a_page_and_with_its_graph(
    client: TestClient, versions: dict[str, str]
) -> None:
    path = f"/{versions['corrected-40']}"
    page, data = client.get(path, headers=PAGE), client.get(path, headers=TURTLE)
    assert "Police arrested 40 &lt;b&gt;people&lt;/b&gt;" in page.text
    assert "This is said no more (public from 2026-05-06 until " in page.text
    assert "changed: <bdi>operation arrest 2026-05-05 VN</bdi>, persons: 40" in page.text
    assert data.status_code == 200
    assert "crk:value 40" in data.text


def test_the_last_version_s_iri_leads_to_the_announcement(client: TestClient, versions: dict[str, str]) -> None:
    answer = client.get(f"/{versions['corrected-41']}", headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/announcement/corrected")
    answer = client.get(f"/{versions['corrected-41']}?format=turtle&lang=km")
    assert answer.headers["location"] == "/announcement/corrected?format=turtle&lang=km"


def test_what_was_withdrawn_says_so_at_its_own_address(client: TestClient, versions: dict[str, str]) -> None:
    page = client.get("/announcement/withdrawn", headers=PAGE)
    assert page.status_code == 200
    assert "This announcement was withdrawn on " in page.text
    assert "&lt;i&gt;An error&lt;/i&gt;" in page.text
    assert f'href="/{versions["withdrawn-41"]}"' in page.text
    answer = client.get("/api/announcement", params={"id": "announcement/withdrawn"})
    assert (answer.status_code, "was withdrawn on" in answer.json()["detail"]) == (404, True)


def test_versions_are_told_with_what_each_changed(client: TestClient, versions: dict[str, str]) -> None:
    told = client.get("/api/versions", params={"id": "announcement/withdrawn"}).json()["versions"]
    assert [to_id(one["iri"]) for one in told] == [versions["withdrawn-40"], versions["withdrawn-41"]]
    (change,) = told[1]["changes"]
    assert (change["kind"], change["field"], change["before"]["value"], change["after"]["quote"]) == (
        "changed", "persons", "40", "41 <b>people",
    )  # fmt: skip
    assert (told[1]["reason"], told[1]["is_current"]) == ("<i>An error</i>", False)


@pytest.mark.parametrize("id_", ["announcement/nothing", "announcement/x/version/0123456789", "a b<>", "://", "\0", ""])
def test_what_is_no_announcement_has_no_versions(client: TestClient, id_: str) -> None:
    for path in ("/api/versions", "/api/announcement"):
        assert client.get(path, params={"id": id_}).status_code == 404


def test_figures_and_search_see_the_newest_alone(client: TestClient) -> None:
    query = "SELECT ?n { ?o crk:total/crk:value ?n }"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text.split() == ["n", "41"]
    found = client.get("/api/search", params={"q": "arrest"}).json()
    assert not any("withdrawn" in str(hit) for hit in found["hits"])
