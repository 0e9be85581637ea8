"""A client of the real application over a real store in memory: nothing is replaced by a stand-in.

The store holds the reference data, the competency questions' announcements, and a hostile one: its text carries markup,
a right-to-left override and overlapping passages. One store serves all tests, as no route writes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from crackdown.graph.announcement.record import Agency, Evidence, Operation, Record, Sentence
from crackdown.graph.storage.store import Store

COMPETENCY = Path(__file__).parents[1] / "ontology" / "competency.trig"
HOSTILE = "announcement/hostile-2026-05-06-en"
TEXT = (
    'The Bureau <script>alert("x")</script> arrested 40 people on 5 May 2026.\n'
    "Paid \u202e0001\u202c in Vietnam, said </article><img src=x onerror=alert(1)> & more."
)


def find(words: str, **more: object) -> Evidence:
    start = TEXT.index(words)
    return Evidence(quote=words, start=start, end=start + len(words), confidence=0.9, **more)


def hostile() -> Record:
    bureau = 'Bureau <script>alert("x")</script>'
    return Record(
        id="hostile-2026-05-06-en", title="<b>Title</b> \u202eevil", url="javascript:alert(1)", language="en",
        published="2026-05-06", sha256="1" * 64, outcome="facts_found", notes=["<i>note</i>"], announced_by=[bureau],
        agencies=[Agency(name=bureau, country="VN", kind="police", evidence={"name": find(bureau)})],
        operations=[Operation(
            kind="arrest", date="2026-05-05", persons=40, country="VN", agencies=[bureau],
            evidence={
                "kind": find("arrested"), "date": find("5 May 2026"),
                "country": find("\u202e0001\u202c in Vietnam"), "persons": find("arrested 40 people", printed="40"),
                "agencies": {bureau: find(bureau)},
            })],
        evidence={"announced_by": {bureau: find(bureau)}},
        sentences=[
            Sentence(start=0, end=TEXT.index("\n"), status="used"),
            Sentence(start=TEXT.index("\n") + 1, end=len(TEXT), status="in_scope"),
        ],
    )  # fmt: skip


@pytest.fixture(scope="session")
def store() -> Store:
    store = Store.open(None)
    # The reference data stays: the competency file brings a graph of the same name.
    store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {"))
    store.writer().put(hostile(), TEXT, origin="test", publisher="<u>Post</u>", media_type="text/plain")
    return store


@pytest.fixture(scope="session")
def client(store: Store, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    nowhere = tmp_path_factory.mktemp("site") / "not-built"
    return TestClient(create_app(store, static=nowhere), follow_redirects=False)
