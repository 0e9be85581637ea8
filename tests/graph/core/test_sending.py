"""Graphs sent while they are read: what breaks off is told, and never taken for the end."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from crackdown.errors import StoreError, StoreUnavailable
from crackdown.graph.sparql.sending import iter_graph
from crackdown.graph.storage.archive import Archive
from crackdown.graph.storage.view import View


class Failing:
    """An engine that fails behind the first triple."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def quads_for_pattern(self, *_: object) -> Iterator[ox.Quad]:
        this = ox.NamedNode("https://example.org/a")
        yield ox.Quad(this, this, this)
        raise self._error


@pytest.mark.parametrize("error", [StoreUnavailable("the endpoint is gone"), RuntimeError("Corruption: a table")])
def test_a_graph_that_breaks_off_is_no_whole_one(error: Exception) -> None:
    view = View(lambda: Failing(error), Archive(None), lambda: "1", None)  # type: ignore[arg-type,return-value]
    pieces = iter_graph(view, "ntriples", "https://example.org/g")
    with pytest.raises(StoreError, match=str(error)):
        b"".join(pieces)
