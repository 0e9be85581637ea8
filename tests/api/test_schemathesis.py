"""The OpenAPI description is true: requests made up from it are answered as it says, never with a failure of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from crackdown.api.app import create_app
from crackdown.graph.storage.store import Store

COMPETENCY = Path(__file__).parents[1] / "ontology" / "competency.trig"
# No schema can say which text is a query, is JSON, names a column of the table, or a type that this format has: what is
# made up seldom does, and is refused.
BEYOND_SCHEMAS = {
    ("/sparql", "get"), ("/sparql", "post"), ("/api/why", "get"), ("/reconcile", "post"), ("/api/xref", "post"),
    ("/export/{name}", "get"),
}  # fmt: skip
# Whatever is made up in the place of a text is a text once it is sent, and may well be a table.
SENT_AS_TEXT = {("/api/xref", "post")}
# One function answers for the things of every kind; /agency, /announcement and /country stand for the others.
ALIKE = {
    "/airport", "/decision", "/finding", "/graph", "/official", "/operation", "/place", "/post", "/reviewer",
    "/software", "/tenure", "/vocab",
}  # fmt: skip


class Nowhere:
    """A source that is not asked: for the description alone."""

    def view(self) -> Any:
        raise NotImplementedError


OPERATIONS = [
    (path, method)
    for path, operations in create_app(Nowhere()).openapi()["paths"].items()
    for method in operations
    if path.partition("/{name}")[0] not in ALIKE
]


@schemathesis.serializer("text/csv")
def as_written(_context: schemathesis.SerializationContext, table: Any) -> bytes:
    return str(table).encode()


@pytest.fixture(scope="module")
def described() -> schemathesis.BaseSchema:
    store = Store.open(None)
    store.writer().put_graphs(COMPETENCY.read_bytes().replace(b"graph:reference {", b"graph:competency {"))
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(store))


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_request_is_answered_as_described(
    described: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    operation = described[path][method]

    excluded = [positive_data_acceptance] if (path, method) in BEYOND_SCHEMAS else []
    if (path, method) in SENT_AS_TEXT:
        excluded.append(negative_data_rejection)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=excluded, timeout=120)

    try:
        ask()
    except Unsatisfiable:
        pytest.skip("nothing can be asked wrongly")
