"""Pages work without JavaScript, IRIs answer in what is asked for, and hostile text stays text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.storage.store import Store
from crackdown.ontology.terms import BASE

HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
HOSTILE = "/announcement/hostile-2026-05-06-en"
PAGES = [
    "/", "/lite", "/lite?q=immigration", "/lite?q=%3Cscript%3E", "/sparql", "/official/kh-sok-veasna", "/country/KH",
    "/operation/kh-2026-02-08-deportation-312", "/announcement/kh-gdi-2026-02-09-fr", HOSTILE, "/ontology", "/vocab",
    "/vocab/kind/raid", "/agency/nobody", "/operation/vn-2026-05-05-arrest-40",
]  # fmt: skip


class Page(HTMLParser):
    """Collects elements, and the text of each `mark` by its id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: dict[str, str] = {}
        self.text = ""
        self._mark: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self._mark = dict(attrs).get("id")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._mark = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._mark:
            self.marks[self._mark] = self.marks.get(self._mark, "") + data


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_inline_style_or_outside_parts(client: TestClient, path: str) -> None:
    tags = Page(client.get(path, headers=HTML).text).tags
    assert [tag for tag, _ in tags if tag in {"script", "style", "iframe", "img", "b", "i", "u"}] == []
    assert [attributes for _, attributes in tags if {"style", "onerror", "onclick"} & set(attributes)] == []
    sources = [attributes.get("src") or attributes.get("href") or "" for tag, attributes in tags if tag != "a"]
    assert [source for source in sources if source and not source.startswith(("/", "data:,"))] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_a_phone_and_names_its_language(client: TestClient, path: str) -> None:
    tags = Page(client.get(path, headers=HTML).text).tags
    assert ("html", {"lang": "en"}) in tags
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    links = {
        attributes.get("href") or "" for tag, attributes in Page(client.get(path, headers=HTML).text).tags if tag == "a"
    }
    broken = {link for link in links if link.startswith("/") and client.get(link, headers=HTML).status_code >= 400}
    assert broken == set()


def test_passages_are_marked_at_the_anchors_their_iris_name(client: TestClient) -> None:
    marks = Page(client.get(HOSTILE, headers=HTML).text).marks
    assert marks[anchor(client, "5 May 2026")] == "5 May 2026"


def test_overlapping_passages_have_both_their_anchors(client: TestClient) -> None:
    ids = {attributes.get("id") for _, attributes in Page(client.get(HOSTILE, headers=HTML).text).tags}
    assert {anchor(client, "arrested"), anchor(client, "arrested 40 people")} <= ids


def test_sentences_say_what_became_of_them_at_the_anchors_their_iris_name(client: TestClient) -> None:
    told = client.get("/api/announcement", params={"id": HOSTILE.strip("/")}).json()["sentences"]
    tags = Page(client.get(HOSTILE, headers=HTML).text).tags
    found = {
        a["id"]: a["title"] for tag, a in tags if tag == "span" and "sentence" in str(a.get("class")) and "id" in a
    }
    assert list(found) == [f"char={one['start']},{one['end']}" for one in told]
    assert list(found.values()) == ["used", "in scope"]


def test_no_anchor_is_there_twice(client: TestClient) -> None:
    for path in PAGES:
        ids = [a["id"] for _, a in Page(client.get(path, headers=HTML).text).tags if "id" in a]
        assert len(ids) == len(set(ids)), path


def test_sentences_are_counted_by_what_became_of_them(client: TestClient) -> None:
    assert "2 sentences: 1 used, 1 in scope" in Page(client.get(HOSTILE, headers=HTML).text).text


def anchor(client: TestClient, words: str) -> str:
    text = client.get("/api/announcement", params={"id": HOSTILE.strip("/")}).json()["text"]
    start = text.index(words)
    return f"char={start},{start + len(words)}"


def test_markup_in_an_announcement_is_shown_as_text(client: TestClient) -> None:
    answer = client.get(HOSTILE, headers=HTML).text
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in answer
    assert '<script>alert("x")</script>' in Page(answer).text


def test_bidi_controls_are_shown_as_marks(client: TestClient) -> None:
    for path in (HOSTILE, "/country/VN", "/operation/vn-2026-05-05-arrest-40", "/lite?q=evil"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", client.get(path, headers=HTML).text)
    marked = '<span class="control" title="RIGHT-TO-LEFT OVERRIDE">[RLO]</span>0001'
    assert marked in client.get(HOSTILE, headers=HTML).text


def test_marks_leave_stored_offsets_alone(client: TestClient) -> None:
    told = client.get("/api/announcement", params={"id": HOSTILE.strip("/")}).json()
    assert "\u202e0001\u202c in Vietnam" in {told["text"][one["start"] : one["end"]] for one in told["passages"]}


def test_an_address_that_is_no_web_address_is_no_link(client: TestClient) -> None:
    links = [
        attributes.get("href") or ""
        for tag, attributes in Page(client.get(HOSTILE, headers=HTML).text).tags
        if tag == "a"
    ]
    assert [link for link in links if link.lower().startswith("javascript")] == []


def test_an_announcement_in_another_language_says_so(client: TestClient) -> None:
    tags = Page(client.get("/announcement/kh-gdi-2026-02-09-fr", headers=HTML).text).tags
    quotes = Page(client.get("/official/kh-sok-veasna", headers=HTML).text).tags
    assert ("blockquote", {"lang": "fr", "dir": "auto"}) in quotes
    assert tags


@pytest.mark.parametrize(
    ("accept", "media_type", "engine"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("text/html;q=0.5, text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ],
)
def test_an_iri_answers_with_data(client: TestClient, accept: str, media_type: str, engine: ox.RdfFormat) -> None:
    answer = client.get("/operation/vn-2026-05-05-arrest-40", headers={"accept": accept})
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"].split(", ")
    said = {(quad.subject, quad.predicate.value) for quad in ox.parse(answer.content, format=engine)}
    assert (ox.NamedNode(f"{BASE}operation/vn-2026-05-05-arrest-40"), f"{BASE}ontology#kind") in said
    assert "http://www.w3.org/ns/oa#exact" in {predicate for _, predicate in said}


def test_an_announcement_answers_with_its_named_graph(client: TestClient) -> None:
    body = client.get(f"{HOSTILE}?format=ntriples").content
    assert f"{BASE}operation/vn-2026-05-05-arrest-40".encode() in body


def test_whoever_has_no_preference_gets_the_page(client: TestClient) -> None:
    assert client.get("/country/KH", headers={"accept": "*/*"}).headers["content-type"] == "text/html; charset=utf-8"


def test_nothing_acceptable_is_406(client: TestClient) -> None:
    assert client.get("/country/KH", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_an_unknown_iri_is_404(client: TestClient, accept: str) -> None:
    assert client.get("/country/ZZ", headers={"accept": accept}).status_code == 404


def test_a_merged_iri_leads_to_the_one_kept(client: TestClient) -> None:
    answer = client.get("/operation/kh-2026-02-08-repatriation-313")
    assert answer.headers["location"] == "/operation/kh-2026-02-08-deportation-312"


@pytest.mark.parametrize("name", ["a%2Fb", "a%20b", "ខ្មែរ", "50%25", "a?b", "q%23x"])
def test_an_iri_may_hold_any_character(name: str) -> None:
    store = Store.open(None)
    iri = f"{BASE}place/{name}"
    store.writer().put_graphs(
        f"<https://w3id.org/x> {{ <{iri}> a <{BASE}ontology#Place> ; "
        f'<http://www.w3.org/2000/01/rdf-schema#label> "Somewhere" }}'.encode()
    )
    client = TestClient(create_app(store))
    link = next(
        attributes["href"] for tag, attributes in Page(client.get("/lite?q=somewhere").text).tags
        if tag == "a" and attributes.get("class") == "place"
    )  # fmt: skip
    assert "Somewhere" in client.get(link or "", headers=HTML).text


def test_the_first_page_without_scripts_counts_things_in_the_plural(client: TestClient) -> None:
    text = Page(client.get("/lite").text).text
    assert re.search(r"\d+ agencies, .*\d+ countries", text)
    assert "agencys" not in text


def test_the_built_explorer_is_served_at_the_root(store: Store, tmp_path: Path) -> None:
    client = TestClient(create_app(store, static=tmp_path))
    assert "not built" in client.get("/").text
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "main.js").write_text("export {};")
    (tmp_path / "index.html").write_text("<title>Explorer</title>")
    assert client.get("/").text == "<title>Explorer</title>"
    assert client.get("/assets/main.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/..%2F..%2Fpyproject.toml").status_code == 404


def test_every_answer_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/", "/lite", "/api/summary", "/sparql", "/nothing", "/pages.css", "/api/search", HOSTILE):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
