"""Graphs as streams: one graph, or the whole dataset with every named graph, written while it is read.

It is written by a thread of its own into a pipe, as the engine's iterators must not change threads; who reads slowly
slows the writing, and who stops reading ends it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from io import BufferedReader
from itertools import chain
from typing import IO, Final

import pyoxigraph as ox

from crackdown.errors import CrackdownError, ServerBusy, StoreError
from crackdown.graph.sparql.answer import GRAPH_FORMATS, find_format
from crackdown.graph.sparql.wellformed import as_xml
from crackdown.graph.storage.engine import Engine
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import PREFIXES

_AT_A_TIME: Final = 2  # of those that are as large as the graph: each holds a thread for as long as somebody reads
_WAIT_SECONDS: Final = 10.0
_PIECE: Final = 64 * 1024

_turns = threading.BoundedSemaphore(_AT_A_TIME)


def iter_dataset(view: View, graph_format: str) -> Generator[bytes, None, None]:
    """Yield the pieces of the whole dataset.

    Args:
        view: what is written.
        graph_format: nquads, trig or jsonld; the others have no room for named graphs.

    Raises:
        ServerBusy: others read as much already, and none has ended while we waited.
        StoreError: the writing broke off; what was yielded is no whole document.
    """
    with _turn():
        yield from _pieces(view, graph_format, None)


def iter_graph(view: View, graph_format: str, name: str | None) -> Generator[bytes, None, None]:
    """Yield the pieces of the graph of that name, or of the default graph; raises as `iter_dataset` does."""
    with nullcontext() if name else _turn():
        yield from _pieces(view, graph_format, ox.NamedNode(name) if name else ox.DefaultGraph())


def iter_described(view: View, graph_format: str, name: str) -> Generator[bytes, None, None]:
    """Yield the pieces of a named graph with what the others say of it; raises as `iter_dataset` does.

    It waits for its turn, as the graphs that are things of their own (reference data, the index) are large.
    """
    with _turn():
        yield from _pieces(view, graph_format, ox.NamedNode(name), is_described=True)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=_WAIT_SECONDS):
        raise ServerBusy("the whole graph is being sent to others; ask again later, or for a part of it")
    try:
        yield
    finally:
        _turns.release()


def _dump(
    engine: Engine, sink: IO[bytes], rdf_format: ox.RdfFormat, graph: ox.NamedNode | ox.DefaultGraph | None
) -> None:
    if isinstance(engine, ox.Store):
        engine.dump(sink, rdf_format, from_graph=graph, prefixes=PREFIXES)
        return
    quads = engine.quads_for_pattern(None, None, None, graph)
    ox.serialize(quads if graph is None else (quad.triple for quad in quads), sink, rdf_format, prefixes=PREFIXES)


def _dump_described(engine: Engine, sink: IO[bytes], rdf_format: ox.RdfFormat, graph: ox.NamedNode) -> None:
    said = {quad.triple for quad in engine.quads_for_pattern(graph, None, None, None)}
    held = (quad.triple for quad in engine.quads_for_pattern(None, None, None, graph) if quad.subject != graph)
    ox.serialize(chain(said, held), sink, rdf_format, prefixes=PREFIXES)


def _pieces(
    view: View, name: str, graph: ox.NamedNode | ox.DefaultGraph | None, *, is_described: bool = False
) -> Iterator[bytes]:
    engine, rdf_format = view.engine, find_format(name, GRAPH_FORMATS)[0]
    failures: list[BaseException] = []

    def write(sink: IO[bytes]) -> None:
        try:
            with sink:
                if is_described and isinstance(graph, ox.NamedNode):
                    _dump_described(engine, sink, rdf_format, graph)
                else:
                    _dump(engine, sink, rdf_format, graph)
        except BrokenPipeError:
            return
        except (CrackdownError, OSError, RuntimeError, ValueError) as error:
            failures.append(error)

    with _pipe() as (source, sink):
        writer = threading.Thread(target=write, args=(sink,), daemon=True, name="sending a graph")
        writer.start()
        while piece := source.read1(_PIECE):
            yield as_xml(piece) if rdf_format is ox.RdfFormat.RDF_XML else piece
        writer.join()
    if failures:
        raise StoreError(f"the graph could not be written to its end: {failures[0]}") from failures[0]


@contextmanager
def _pipe() -> Iterator[tuple[BufferedReader, IO[bytes]]]:
    """Open a pipe; its reading end is closed here, the writing end by whoever writes."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        yield source, os.fdopen(writing, "wb")
