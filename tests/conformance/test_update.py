"""The W3C's tests of SPARQL 1.1 Update: the endpoint refuses each, and the engine beneath does each as it should.

Nobody updates the graph through the endpoint; the engine does for whoever loads announcements.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from tests.conformance.engine import Switching, by_value, canonical, load, with_base
from tests.conformance.manifests import ABSENT, State, Test, names_of, read_tests

FOLDERS = (
    "add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert", "delete-where", "drop", "move",
    "update-silent",
)  # fmt: skip
TESTS = names_of({"UpdateEvaluationTest"}, *FOLDERS)

pytestmark = pytest.mark.skipif(not TESTS, reason=ABSENT)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(Switching()))


def text_of(test: Test) -> str:
    assert test.request
    return with_base(test.request.read_text(encoding="utf-8"), test.request)


def quads(engine: Iterable[ox.Quad] | State) -> set[str]:
    return canonical(by_value(load(engine) if isinstance(engine, State) else engine))


@pytest.mark.parametrize("name", TESTS)
def test_the_engine_does_it(name: str) -> None:
    test = read_tests(*FOLDERS)[name]
    engine = load(test.before)
    engine.update(text_of(test))
    assert quads(engine) == quads(test.after)


@pytest.mark.parametrize("name", TESTS)
def test_the_endpoint_refuses_it(client: TestClient, name: str) -> None:
    text = text_of(read_tests(*FOLDERS)[name])
    direct = client.post("/sparql", content=text.encode(), headers={"content-type": "application/sparql-update"})
    as_query = client.post("/sparql", data={"query": text})
    assert (direct.status_code, direct.json()["code"]) == (403, "update-refused")
    assert (as_query.status_code, as_query.json()["code"]) == (403, "update-refused")


def test_all_of_them_are_here() -> None:
    assert len(TESTS) == 94
