"""The W3C's tests of syntax: what is SPARQL 1.1 is taken, what is not is refused, and told so."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from crackdown.api.app import create_app
from tests.conformance.engine import Switching, with_base
from tests.conformance.manifests import ABSENT, Test, names_of, read_tests

FOLDERS = (
    "aggregates", "bindings", "construct", "functions", "grouping", "negation", "project-expression", "property-path",
    "subquery", "syntax-fed", "syntax-query", "syntax-update-1", "syntax-update-2",
)  # fmt: skip
RIGHT = names_of({"PositiveSyntaxTest", "PositiveSyntaxTest11"}, *FOLDERS)
WRONG = names_of({"NegativeSyntaxTest", "NegativeSyntaxTest11"}, *FOLDERS)
RIGHT_UPDATES = names_of({"PositiveUpdateSyntaxTest11"}, *FOLDERS)
WRONG_UPDATES = names_of({"NegativeUpdateSyntaxTest11"}, *FOLDERS)
# What is right but refused, with the code of the problem: it would call another server.
REFUSED = {name: "service-refused" for name in RIGHT if name.startswith("syntax-fed/")}
REFUSED["syntax-query/test_4"] = "invalid-query"  # it calls a function that the engine does not have
TAKEN_THOUGH_WRONG: dict[str, str] = {}

pytestmark = pytest.mark.skipif(not RIGHT, reason=ABSENT)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(Switching()))


def text_of(name: str) -> str:
    test: Test = read_tests(*FOLDERS)[name]
    assert test.request
    return with_base(test.request.read_text(encoding="utf-8"), test.request)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_answered(client: TestClient, name: str) -> None:
    answer = client.post("/sparql", data={"query": text_of(name)})
    code = answer.json()["code"] if answer.status_code != 200 else None
    assert code == REFUSED.get(name)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused(client: TestClient, name: str) -> None:
    answer = client.post("/sparql", data={"query": text_of(name)})
    is_refused = answer.status_code == 400 and answer.json()["code"] == "invalid-query"
    assert is_refused is (name not in TAKEN_THOUGH_WRONG), TAKEN_THOUGH_WRONG.get(name, "not listed")


@pytest.mark.parametrize("name", RIGHT_UPDATES)
def test_an_update_that_is_right_is_refused_as_an_update(client: TestClient, name: str) -> None:
    answer = client.post(
        "/sparql", content=text_of(name).encode(), headers={"content-type": "application/sparql-update"}
    )
    assert answer.json()["code"] == "update-refused"
    # What does not parse is a SyntaxError; whether there is something to clear, or a file to load, is another question.
    with suppress(RuntimeError, OSError):
        ox.Store().update(text_of(name).replace("http://", "file:///nowhere/"))


@pytest.mark.parametrize("name", WRONG_UPDATES)
def test_an_update_that_is_wrong_does_not_parse(name: str) -> None:
    with pytest.raises(SyntaxError):
        ox.Store().update(text_of(name))


def test_all_of_them_are_here() -> None:
    assert [len(names) for names in (RIGHT, WRONG, RIGHT_UPDATES, WRONG_UPDATES)] == [66, 40, 42, 13]
