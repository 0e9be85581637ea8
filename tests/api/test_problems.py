"""Every error has a status, and every answer to an error one shape."""

from __future__ import annotations

import inspect

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from crackdown import errors
from crackdown.api.app import create_app
from crackdown.api.http.problems import STATUS
from crackdown.graph.storage.store import Store, View

LEAVES = [
    class_
    for _, class_ in inspect.getmembers(errors, inspect.isclass)
    if issubclass(class_, errors.CrackdownError) and not class_.__subclasses__()
]


class Failing:
    """A source whose view cannot be had, for the reason given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def view(self) -> View:
        raise self.error


def answer_to(error: Exception) -> Response:
    client = TestClient(create_app(Failing(error)), raise_server_exceptions=False)
    return client.get("/api/summary")


def ask(error: Exception) -> tuple[int, dict[str, object]]:
    answer = answer_to(error)
    problem = answer.json()
    assert answer.headers["x-query-id"] == problem.pop("query_id", answer.headers["x-query-id"])
    problem.pop("instance", None)
    return answer.status_code, problem


def test_half_a_character_is_told_as_it_was_written(client: TestClient) -> None:
    for accept in ("application/json", "text/html"):
        headers = {"content-type": "application/json", "accept": accept}
        answer = client.post("/api/groups", content=rb'{"id": "x/\ud800"}', headers=headers)
        assert (answer.status_code, r"x/\ud800" in answer.text.replace(r"\\", "\\")) == (404, True)


@pytest.mark.parametrize("class_", LEAVES)
def test_every_class_of_error_has_a_status_of_its_own(class_: type[errors.CrackdownError]) -> None:
    assert class_ in STATUS


@pytest.mark.parametrize("class_", LEAVES)
def test_every_class_of_error_is_answered_with_its_code(class_: type[errors.CrackdownError]) -> None:
    status, problem = ask(class_("why, and what to do"))
    is_inside = issubclass(class_, errors.StoreError)
    assert (problem["detail"] == "why, and what to do") != is_inside
    assert (status, problem) == (
        STATUS[class_],
        {
            "type": "about:blank", "title": STATUS[class_].phrase, "status": status,
            "detail": problem["detail"], "code": class_.code,
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("class_", "status"),
    [
        (errors.InvalidQuery, 400), (errors.UpdateRefused, 403), (errors.ServiceRefused, 403), (errors.NotFound, 404),
        (errors.StoreLocked, 503), (errors.StoreFull, 507), (errors.QueryTimeout, 504), (errors.QueryAborted, 503),
        (errors.QueryCrashed, 500),
    ],
)  # fmt: skip
def test_the_statuses_that_clients_rely_on(class_: type[errors.CrackdownError], status: int) -> None:
    assert STATUS[class_] == status


@pytest.mark.parametrize("class_", [class_ for class_, status in STATUS.items() if status == 503])
def test_whatever_cannot_be_answered_now_says_when_to_ask_again(class_: type[errors.CrackdownError]) -> None:
    assert 1 <= int(answer_to(class_("busy")).headers["retry-after"]) <= 60


def test_what_will_not_be_better_later_does_not_say_so() -> None:
    assert "retry-after" not in answer_to(errors.StoreFull("full")).headers


FOLDER = "/srv/secret/place"


@pytest.mark.parametrize("class_", [errors.StoreUnavailable, errors.StoreLocked, errors.StoreFull, errors.StoreError])
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_where_the_server_keeps_its_graph_is_told_in_the_log_alone(
    class_: type[errors.CrackdownError], accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = Failing(class_(f"{FOLDER} is in use by process 77777; https://graph.internal/sparql"))
    client = TestClient(create_app(source), raise_server_exceptions=False)
    for path in ("/api/summary", "/sparql?query=ASK%20%7B%7D", "/readyz", "/country/KH"):
        answer = client.get(path, headers={"accept": accept})
        assert answer.status_code in {503, 507}, path
        assert not any(word in answer.text for word in (FOLDER, "77777", "internal")), answer.text
        assert FOLDER in caplog.text
        caplog.clear()


def test_a_query_error_tells_line_and_column() -> None:
    _, problem = ask(errors.InvalidQuery("wrong", line=2, column=7))
    assert (problem["line"], problem["column"]) == (2, 7)


def test_what_nobody_expected_tells_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    status, problem = ask(RuntimeError("secret"))
    assert (status, problem["code"], "secret" in str(problem)) == (500, "error", False)
    assert [record.levelname for record in caplog.records if record.name == "crackdown.api.http.problems"] == ["ERROR"]


def test_an_unexpected_error_carries_the_security_headers(store: Store) -> None:
    client = TestClient(create_app(Failing(RuntimeError())), raise_server_exceptions=False)
    assert client.get("/healthz").headers["x-content-type-options"] == "nosniff"


def test_a_path_that_is_none_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/nothing", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not-found"


def test_a_missing_parameter_is_named(client: TestClient) -> None:
    problem = client.get("/api/search").json()
    assert (problem["status"], problem["errors"][0]["where"]) == (400, "query.q")


def test_a_browser_gets_a_page(client: TestClient) -> None:
    answer = client.get("/agency/<nobody>", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<nobody>" not in answer.text
