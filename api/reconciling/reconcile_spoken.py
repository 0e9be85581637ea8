"""What the OpenAPI description says of `/reconcile`: JSON inside a parameter or a field, which no model shows."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from crackdown.api.protocols.protocol import FORM
from crackdown.api.reconciling import reconcile_models as models
from crackdown.api.spoken import Answers


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Put definitions in the place of the references to them, as a parameter's schema has no room for its own."""
    if isinstance(schema, list):
        return [_inlined(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(value, definitions) for name, value in schema.items() if name != "$defs"}


def _schema_of(type_: Any) -> dict[str, Any]:
    schema = TypeAdapter(type_).json_schema()
    inlined: dict[str, Any] = _inlined(schema, schema.get("$defs", {}))
    return inlined


_FIELDS: Final = {
    "queries": (_schema_of(models.Batch), f"Queries by a name of one's own for each; at most {models.MOST_QUERIES}."),
    "extend": (_schema_of(models.Extension), "Things and properties whose values are wanted."),
}
BATCH_PARAMETERS: Final = {
    "parameters": [
        {
            "name": name, "in": "query", "required": False, "description": description,
            "content": {"application/json": {"schema": schema}},
        }
        for name, (schema, description) in _FIELDS.items()
    ]
}  # fmt: skip
BATCH_FORM: Final = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "properties": {
                        name: {
                            "type": "string", "contentMediaType": "application/json", "contentSchema": schema,
                            "description": description,
                        }
                        for name, (schema, description) in _FIELDS.items()
                    },
                    "anyOf": [{"required": [name]} for name in _FIELDS],
                },
                "example": {"queries": '{"q0": {"query": "KTI", "type": "airport"}}'},
            }
        },
    }
}  # fmt: skip
BATCH_ANSWERS: Final[Answers] = {
    200: {"model": dict[str, models.Results] | models.Extended, "description": "Candidates by query, or values."}
}
ANSWERS: Final[Answers] = {
    200: {
        "model": models.Manifest | dict[str, models.Results] | models.Extended,
        "description": "What is offered; with `queries=` candidates by query, with `extend=` values.",
    }
}
