"""The OpenAPI description: what FastAPI finds out, and what it cannot know of how this server answers.

Every error is a problem (RFC 9457), what FastAPI calls 422 included; a thing's IRI answers as a page or as RDF.
"""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI

from crackdown.api.http.reader_language import OFFERED
from crackdown.api.protocols.answers import THINGS
from crackdown.api.spoken import GRAPH_TYPES, PROBLEM_TYPES, Problem, as_sent
from crackdown.graph.export.registry import FORMATS

_OURS: Final = {
    "3XX": {"description": "It goes by another address, or has not changed since it was last asked for."},
    "4XX": {"description": "The request is not right, or asks for what is not there.", "content": PROBLEM_TYPES},
    "5XX": {
        "description": "It was not answered; `detail` says why, and after a 503 `Retry-After` when to ask again.",
        "content": PROBLEM_TYPES,
    },
}
_OF_VALIDATION: Final = ("HTTPValidationError", "ValidationError")


def describe_truly(app: FastAPI) -> None:
    """Have an app describe its answers as they are."""
    found_out = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _mended(found_out())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _mended(description: dict[str, Any]) -> dict[str, Any]:
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    for name in _OF_VALIDATION:
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for path, operations in description["paths"].items():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"] |= _OURS
            parameters = {parameter["name"]: parameter for parameter in operation.get("parameters", ())}
            if path.startswith("/export/"):
                parameters["name"]["schema"] = {"type": "string", "enum": list(FORMATS)}
            if "lang" in parameters:
                _tell_of_a_page(operation, parameters)
    return description


def _tell_of_a_page(operation: dict[str, Any], parameters: dict[str, dict[str, Any]]) -> None:
    """Say in which languages a page comes, and where it also comes as RDF; a parameter left empty is left out."""
    parameters["lang"]["schema"] = {"type": "string", "enum": [*OFFERED, ""]}
    if "format" in parameters:
        parameters["format"]["schema"] = {"type": "string", "enum": [*THINGS.names, ""]}
        operation["responses"]["200"]["content"] |= as_sent(GRAPH_TYPES)
