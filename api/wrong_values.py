"""What is wrong with the values that a request, a record or a tool was given: where, what is taken, what was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from reprlib import repr as shortened
from typing import Any, Final

_LONGEST: Final = 60  # characters of a place, whose last part may be a name that was given
# Of these the name says it all; the value is all that was given, or long.
_BY_NAME: Final = {"missing": "Field required", "extra_forbidden": "there is no such field"}


def wrong_values(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Put what pydantic finds wrong into `where` and `message`, without its addresses.

    Args:
        errors: as `ValidationError.errors()` lists them.

    >>> wrong_values([{"type": "less_than_equal", "loc": ("query", "limit"), "msg": "Input is too large", "input": 99}])
    [{'where': 'query.limit', 'message': 'Input is too large; 99 was given'}]
    """
    return [{"where": ".".join(map(str, one["loc"]))[:_LONGEST], "message": _message(one)} for one in errors]


def tell_wrong_values(errors: Iterable[Mapping[str, Any]]) -> str:
    """Say the same in a sentence."""
    return "; ".join(f"{one['where']}: {one['message']}" for one in wrong_values(errors))


def _message(error: Mapping[str, Any]) -> str:
    message = _BY_NAME.get(error["type"])
    return message or f"{error['msg']}; {shortened(error['input'])} was given"
