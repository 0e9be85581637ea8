"""Handing a measure of networkx to a faster library.

https://networkx.org/documentation/stable/reference/backends.html
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any, Final

from crackdown.errors import InputError
from crackdown.graph.linking.projections import NetworkxGraph

_FOR_TESTS: Final = {"nx_loopback"}  # networkx' own, which measures nothing faster


def dispatch(measure: Any, graph: NetworkxGraph, *, backend: str | None, **options: Any) -> Any:
    """Take a measure, by a backend where one is named.

    Raises:
        InputError: there is no backend of that name, or it does not have this measure.
    """
    if backend is None:
        return measure(graph, **options)
    installed = {one.name for one in entry_points(group="networkx.backends")} - _FOR_TESTS
    if backend not in installed:
        known = ", ".join(sorted(installed)) or "none"
        raise InputError(f"no networkx backend {backend!r} is installed; there are: {known}")
    try:
        return measure(graph, backend=backend, **options)
    except NotImplementedError as error:
        raise InputError(f"the networkx backend {backend!r} does not have this measure: {error}") from error
    except ImportError as error:
        raise InputError(f"the networkx backend {backend!r} does not go with this networkx: {error}") from error
