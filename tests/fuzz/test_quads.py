"""Hostile words through the store: they come back as they were, and are no markup in a page, a table or a picture."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from crackdown.api.app import create_app
from crackdown.errors import InputError, InvalidRecord
from crackdown.graph.announcement.record import Agency, Evidence, Operation, Record
from crackdown.graph.export.delivery import write_stream
from crackdown.graph.export.registry import find_format
from crackdown.graph.export.source import Source
from crackdown.graph.storage.store import Store

LIMITED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SNIPPETS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "]]>", "<!--", "{{7*7}}",
    "=1+1", "@SUM(1)", "\u202e", "\u2028", "\ufeff", "\\", "'", '"', "&lt;", "\r\n", "\x1b[2J", "</article>", "%00",
)  # fmt: skip
# What the store keeps: no half of a surrogate pair, which is no character.
WORDS = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
    min_size=1,
    max_size=5,
).map("".join)
NAMES = WORDS.map(lambda words: f"Bureau {words}".strip())


@st.composite
def hostile_records(draw: st.DrawFn) -> tuple[Record, str]:
    """Draw a record whose every free text is hostile, with the text that it was read from."""
    name, title, publisher = draw(NAMES), draw(WORDS), draw(WORDS)
    text = f"{name} arrested 40 people.\n{draw(WORDS)}"

    def find(words: str, **more: object) -> Evidence:
        start = text.index(words)
        return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)

    operation = Operation(
        kind="arrest", persons=40, country="VN", agencies=[name],
        evidence={
            "kind": find("arrested"), "country": find("arrested"), "persons": find("40 people", printed="40"),
            "agencies": {name: find(name)},
        },
    )  # fmt: skip
    return (
        Record(
            id="hostile", title=title, url=draw(st.sampled_from([None, "javascript:alert(1)", "https://a/<script>"])),
            language="en", published="2026-05-06", sha256="1" * 64, outcome="facts_found", notes=[publisher],
            announced_by=[name], operations=[operation], evidence={"announced_by": {name: find(name)}}, sentences=[],
            agencies=[Agency(name=name, country="VN", kind="police", evidence={"name": find(name)})],
        ),
        text,
    )  # fmt: skip


class Tags(HTMLParser):
    """Collects elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(None) as store:
        yield store


def put(store: Store, record: Record, text: str) -> bool:
    """Write a record; one that names nobody properly is refused, which is as good."""
    try:
        store.writer().put(record, text, origin="x", publisher=record.notes[0], media_type="text/plain")
    except InvalidRecord:
        return False
    return True


def things(store: Store) -> set[str]:
    return {
        re.sub(r"^https?://[^/]+(/crackdown)?", "", quad.subject.value)
        for quad in store.engine.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode) and re.search("/(announcement|agency|operation)/", quad.subject.value)
    }


@LIMITED
@given(hostile_records())
def test_hostile_words_come_back_and_are_no_markup(store: Store, tmp_path: Path, given: tuple[Record, str]) -> None:
    record, text = given
    if not put(store, record, text):
        return
    event("is written")
    announcement = store.writer().announcement_of(record.id, text, "x")
    assert announcement
    assert store.view().text(announcement) == text
    client = TestClient(create_app(store, static=tmp_path / "none"), follow_redirects=False)
    for path in [*sorted(things(store)), "/lite", "/lite?q=Bureau"]:
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 200, path
        tags = Tags(answer.text).tags
        assert {tag for tag, _ in tags} & {"script", "style", "iframe", "img", "object", "svg"} == set()
        assert [attributes for _, attributes in tags if any(name.startswith("on") for name in attributes)] == []
        addresses = [
            value or "" for _, attributes in tags for name, value in attributes.items() if name in {"href", "src"}
        ]
        assert [one for one in addresses if re.match(r"\s*(javascript|vbscript|data:text)", one, re.IGNORECASE)] == []


@LIMITED
@given(hostile_records())
def test_exports_of_hostile_words_are_whole(store: Store, given: tuple[Record, str]) -> None:
    if not put(store, *given):
        return
    source = Source(store.view())

    def exported(name: str) -> bytes:
        out = io.BytesIO()
        write_stream(find_format(name), source, out)
        return out.getvalue()

    quads = set(ox.parse(exported("nquads"), format=ox.RdfFormat.N_QUADS))
    assert quads == set(ox.parse(exported("trig"), format=ox.RdfFormat.TRIG))
    ElementTree.fromstring(exported("gexf"))
    ElementTree.fromstring(exported("graphml"))


LITERALS = st.one_of(
    WORDS.map(ox.Literal),
    st.tuples(WORDS, st.sampled_from(["en", "zh-hant", "ar"])).map(lambda told: ox.Literal(told[0], language=told[1])),
    WORDS.map(lambda words: ox.Literal(words, datatype=ox.NamedNode("https://a/type"))),
)
IRIS = st.sampled_from(
    ["https://a/b", "urn:x", "https://a/%3Cscript%3E", "https://a/\u202e", "https://a/#'()", "x:" + "y" * 3_000,
     "https://a/ü?q=1&r=2", "mailto:a@b", "https://[::1]/"]
).map(ox.NamedNode)  # fmt: skip
QUADS = st.lists(
    st.builds(ox.Quad, IRIS, IRIS, st.one_of(IRIS, LITERALS), st.just(ox.NamedNode("https://a/graph"))),
    min_size=1,
    max_size=6,
)


@LIMITED
@given(QUADS)
def test_quads_survive_the_store(store: Store, quads: list[ox.Quad]) -> None:
    trig = ox.serialize(quads, format=ox.RdfFormat.TRIG)
    assert trig
    store.writer().put_graphs(trig)
    found = set(store.engine.quads_for_pattern(None, None, None, ox.NamedNode("https://a/graph")))
    assert found == set(quads)
    lines = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    assert lines
    assert set(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) == set(quads)


@LIMITED
@given(st.one_of(st.binary(max_size=200), WORDS.map(lambda words: f"<https://a/g> {{ {words} }}".encode())))
def test_what_is_no_trig_is_refused(store: Store, trig: bytes) -> None:
    before = store.version
    try:
        store.writer().put_graphs(trig)
    except InputError:
        assert store.version == before
