"""Every IRI of ours answers, in every format; what it is decides how; names are in the reader's language."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.linked_data.published import publication
from crackdown.graph.sparql import sending
from crackdown.graph.sparql.query import load
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import bind
from crackdown.graph.term import iri
from crackdown.ontology import path
from crackdown.ontology.terms import BASE, crk

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}  # fmt: skip
MERGED, KEPT = "/operation/kh-2026-02-08-repatriation-313", "/operation/kh-2026-02-08-deportation-312"


def documents(store: Store) -> dict[str, set[str]]:
    """Return the local path of every IRI in the store, in any position, with the fragments that are used below it."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in store.engine.quads_for_pattern(None, None, None, None):
        for node in quad:
            if isinstance(node, ox.NamedNode) and node.value.startswith(BASE.rstrip("/")):
                local, _, fragment = node.value.partition("#")
                found["/" + local.removeprefix(BASE)].update({fragment} - {""})
    del found["/logo.svg"]  # a picture
    return found


def one_of_each(found: dict[str, set[str]]) -> list[str]:
    """Choose a path of each shape: the first folder, and how deep it goes."""
    shapes: dict[tuple[str, int], str] = {}
    for local in sorted(found, key=lambda local: (-len(found[local]), local)):
        shapes.setdefault((local.split("/")[1], local.count("/")), local)
    return sorted(shapes.values())


def test_every_iri_in_the_graph_answers_with_what_is_said_of_it(store: Store, client: TestClient) -> None:
    for local, fragments in documents(store).items():
        answer = client.get(local, headers={"accept": "application/n-triples"}, follow_redirects=True)
        assert answer.status_code == 200, local
        named = {getattr(part, "value", "") for triple in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
                 for part in (triple.subject, triple.predicate)}  # fmt: skip
        missing = {fragment for fragment in fragments if f"{BASE}{local[1:]}#{fragment}" not in named}
        assert missing == set(), local


def test_every_hash_iri_has_its_anchor_on_the_page(store: Store, client: TestClient) -> None:
    for local, fragments in documents(store).items():
        if fragments:
            page = client.get(local, headers={"accept": "text/html"}).text
            ids = re.findall(r'\bid="([^"]+)"', page)
            assert fragments - set(ids) == set(), local
            assert len(ids) == len(set(ids)), local


@pytest.mark.parametrize("accept", FORMATS)
def test_every_shape_of_iri_answers_in_every_format(store: Store, client: TestClient, accept: str) -> None:
    for local in one_of_each(documents(store)):
        answer = client.get(local, headers={"accept": accept}, follow_redirects=True)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, accept), local
        assert list(ox.parse(answer.content, format=FORMATS[accept])), local


def test_every_shape_of_iri_has_a_page(store: Store, client: TestClient) -> None:
    for local in one_of_each(documents(store)):
        answer = client.get(local, headers={"accept": "text/html"}, follow_redirects=True)
        assert (answer.status_code, "text/html" in answer.headers["content-type"]) == (200, True), local


def test_links_name_the_iri_the_other_formats_and_the_data_behind_a_page(client: TestClient) -> None:
    answer = client.get("/country/KH", headers={"accept": "text/html"})
    assert f'<{BASE}country/KH>; rel="canonical"' in answer.headers["link"]
    assert '</country/KH?format=jsonld>; rel="alternate"; type="application/ld+json"' in answer.headers["link"]
    assert '</country/KH?format=turtle>; rel="describedby"; type="text/turtle"' in answer.headers["link"]
    assert answer.headers["vary"].startswith("Accept, Accept-Language")
    assert client.get(answer.headers["content-location"]).content == answer.content


def test_the_other_formats_are_of_the_same_day(client: TestClient) -> None:
    answer = client.get("/country/KH?as_of=2026-03-01&lang=km", headers={"accept": "text/html"})
    assert '</country/KH?as_of=2026-03-01&lang=km&format=jsonld>; rel="alternate"' in answer.headers["link"]
    assert '</country/KH?as_of=2026-03-01&lang=km&format=turtle>; rel="describedby"' in answer.headers["link"]
    linked = re.findall(r'href="(/country/KH\?format=[^"]+)"', answer.text)
    assert len(linked) == 7
    assert {address.partition("&amp;")[2] for address in linked} == {"as_of=2026-03-01"}


@pytest.mark.parametrize("accept", ["text/html", *FORMATS])
def test_a_merged_iri_redirects_for_good_in_every_format(client: TestClient, accept: str) -> None:
    answer = client.get(MERGED, headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (308, KEPT)


def test_a_browser_asks_again_whether_things_are_still_one(client: TestClient) -> None:
    assert client.get(MERGED).headers["cache-control"] == "no-cache"


def test_a_redirect_keeps_what_was_asked_for(client: TestClient) -> None:
    answer = client.get(f"{MERGED}?format=turtle&as_of=2026-02-10")
    assert answer.headers["location"] == f"{KEPT}?format=turtle&as_of=2026-02-10"


@pytest.mark.parametrize("accept", FORMATS)
def test_a_graph_is_sent_as_it_is_written_with_all_that_is_said_of_it(
    store: Store, client: TestClient, accept: str
) -> None:
    name = f"{BASE}graph/reference"
    with client.stream("GET", "/graph/reference", headers={"accept": accept}) as answer:
        assert "content-length" not in answer.headers
        assert f'<{name}>; rel="canonical"' in answer.headers["link"]
        sent = ox.Dataset(ox.parse(answer.read(), format=FORMATS[accept]))
    wanted = store.view().serialize(bind(load("description"), {"thing": iri(name)}), graph_format="ntriples").body
    expected = ox.Dataset(ox.parse(wanted, format=ox.RdfFormat.N_TRIPLES))
    for graph in (sent, expected):
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert sent == expected


def test_a_large_graph_waits_for_its_turn_as_the_whole_does(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_turns", threading.BoundedSemaphore(1))
    monkeypatch.setattr(sending, "_WAIT_SECONDS", 0.05)
    with sending._turn():
        answer = client.get("/graph/reference?format=turtle")
    assert (answer.status_code, answer.json()["code"]) == (503, "server-busy")
    assert answer.headers["retry-after"]
    assert client.get("/graph/reference?format=turtle").status_code == 200


@pytest.fixture(scope="module")
def at_home(store: Store) -> TestClient:
    """A client of a server that the base's own host leads to."""
    parts = urlsplit(BASE)
    return TestClient(create_app(store), base_url=f"{parts.scheme}://{parts.netloc}", follow_redirects=False)


def test_a_things_own_iri_says_see_other(at_home: TestClient) -> None:
    answer = at_home.get(f"{BASE}country/KH", headers={"accept": "text/turtle"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/country/KH?format=turtle")
    assert answer.headers["vary"].startswith("Accept, Accept-Language")


def test_a_documents_own_iri_answers_at_once(at_home: TestClient) -> None:
    for local in ("announcement/kh-gdi-2026-02-09-fr", "graph/reference", "ontology", "vocab"):
        assert at_home.get(BASE + local, headers={"accept": "text/turtle"}).status_code == 200, local


def test_a_document_of_this_server_about_a_thing_answers_at_once(client: TestClient) -> None:
    assert client.get("/country/KH", headers={"accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    ("header", "query", "name"),
    [
        ("fr-CH, en;q=0.5", "", "Cambodge"), ("km", "", "កម្ពុជា"), ("zh-TW", "", "柬埔寨"), ("", "?lang=ar", "كمبوديا"),
        ("fr", "?lang=en", "Cambodia"), ("xx", "", "Cambodia"),
    ],
)  # fmt: skip
def test_names_are_in_the_readers_language(client: TestClient, header: str, query: str, name: str) -> None:
    page = client.get(f"/country/KH{query}", headers={"accept": "text/html", "accept-language": header}).text
    assert re.search(rf"<h1[^>]*><bdi[^>]*>{name}</bdi></h1>", page)
    assert f"<title>{name} – Crackdown</title>" in page


def test_concepts_and_properties_are_in_the_readers_language(client: TestClient) -> None:
    page = client.get(f"{KEPT}?lang=fr", headers={"accept": "text/html"}).text
    assert ">expulsion</bdi>" in page
    assert '<bdi lang="fr">' in page


def test_what_is_written_from_the_right_says_so(client: TestClient) -> None:
    page = client.get("/vocab/kind/raid?lang=ar", headers={"accept": "text/html"}).text
    assert '<h1 dir="rtl"><bdi lang="ar">مداهمة</bdi></h1>' in page
    assert "<title>مداهمة – Crackdown</title>" in page


def test_links_keep_a_language_that_the_address_names(client: TestClient) -> None:
    assert 'href="/country/CN?lang=fr"' in client.get(f"{KEPT}?lang=fr", headers={"accept": "text/html"}).text


def test_an_unknown_language_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/country/KH?lang=tlh")
    assert answer.status_code == 400
    assert "names come in en, fr" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["ontology", "vocab", "shapes"])
def test_a_version_has_a_page_and_the_turtle_as_written(client: TestClient, name: str) -> None:
    version_iri = publication(name).header.iri + "/0.1.0"
    local = "/" + version_iri.removeprefix(BASE)
    turtle = client.get(local, headers={"accept": "text/turtle"})
    assert turtle.content == path(f"{publication(name).stem}.ttl").read_bytes()
    assert f'<{version_iri}>; rel="canonical"' in turtle.headers["link"]
    assert client.get(local, headers={"accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    "file", ["crackdown.ttl", "crackdown.jsonld", "crackdown.rdf", "crackdown.nt", "context.jsonld"]
)
def test_the_files_of_a_version_are_there(client: TestClient, file: str) -> None:
    assert client.get(f"/ontology/0.1.0/{file}").status_code == 200


def test_the_formats_of_the_ontology_say_the_same(client: TestClient) -> None:
    sizes = {
        name: len(list(ox.parse(client.get(f"/ontology?format={name}").content, format=format_)))
        for name, format_ in (
            ("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD), ("rdfxml", ox.RdfFormat.RDF_XML),
            ("ntriples", ox.RdfFormat.N_TRIPLES),
        )
    }  # fmt: skip
    assert len(set(sizes.values())) == 1, sizes


def test_another_version_is_not_found_in_words(client: TestClient) -> None:
    assert client.get("/ontology/9.9.9").status_code == 404
    assert "crackdown.ttl" in client.get("/ontology/0.1.0/other.ttl").json()["detail"]


def test_a_term_is_at_its_anchor(client: TestClient) -> None:
    page = client.get("/ontology", headers={"accept": "text/html"}).text
    assert f'id="{crk.Operation.partition("#")[2]}"' in page


def test_the_base_itself_answers_with_data(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/turtle"})
    assert "Crackdown" in answer.text
    assert "explorer" in client.get("/", headers={"accept": "text/html"}).text


def test_the_logo_is_there(client: TestClient) -> None:
    assert client.get("/logo.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("address", ["/", "/country/KH", "/ontology"])
def test_what_is_accepted_may_stand_in_several_lines(client: TestClient, address: str) -> None:
    accept = [("accept", "application/json;q=0.1"), ("accept", "text/turtle")]
    assert client.get(address, headers=accept).headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_the_front_door_says_that_it_varies(client: TestClient, accept: str) -> None:
    assert "Accept" in client.get("/", headers={"accept": accept}).headers["vary"].split(", ")
