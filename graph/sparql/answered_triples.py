"""The graph that a CONSTRUCT or DESCRIBE answers with, each triple once, written as it comes.

The engine gives a triple as often as it finds it. What was written is remembered by a digest, so that a graph of a
million triples takes some 350 MB beside the engine. A small one is sorted, so that it is the same every time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

import pyoxigraph as ox

from crackdown.graph.sparql.answer import Sink, serialize_triples
from crackdown.graph.sparql.row_limit import TRUNCATED
from crackdown.ontology.terms import PREFIXES

_MOST_SORTED: Final = 10_000
# RDF/XML cannot write every property and JSON-LD no triple terms: that is seen to before anything is sent.
_WRITTEN_WHOLE: Final = (ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD)
_PIECE: Final = 1 << 16


class Triples:
    """The triples of an answer, each once, up to a limit; `truncated` is the limit where there were more."""

    def __init__(self, results: Iterable[ox.Triple], max_rows: int | None) -> None:
        self.truncated: int | None = None
        self._left = self._taken(iter(results), max_rows)
        self._first = list(islice(self._left, _MOST_SORTED + 1))

    @property
    def is_small(self) -> bool:
        """Tell whether the triples taken first are all."""
        return len(self._first) <= _MOST_SORTED

    def ordered(self) -> list[ox.Triple]:
        """Return them all, sorted."""
        return sorted([*self._first, *self._left], key=str)

    def __iter__(self) -> Iterator[ox.Triple]:
        yield from self._first
        yield from self._left

    def _taken(self, results: Iterator[ox.Triple], max_rows: int | None) -> Iterator[ox.Triple]:
        seen: set[bytes] = set()
        for triple in results:
            digest = hashlib.blake2b(str(triple).encode("utf-8", "surrogatepass"), digest_size=16).digest()
            if digest in seen:
                continue
            if max_rows is not None and len(seen) >= max_rows:
                self.truncated = max_rows
                return
            seen.add(digest)
            yield triple


def write_triples(triples: Triples, engine_format: ox.RdfFormat, sink: Sink, begin: Callable[[], None]) -> int | None:
    """Write a graph, and at its end, in a comment, that it was cut; return the limit where it was.

    Args:
        triples: of the graph.
        engine_format: JSON-LD has no comments.
        sink: takes it.
        begin: called before anything is written.

    Raises:
        UnknownFormat: the format has no way to write one of them; nothing was written.
    """
    if triples.is_small or engine_format in _WRITTEN_WHOLE:
        body = memoryview(serialize_triples(triples.ordered(), engine_format))
        begin()
        for start in range(0, len(body), _PIECE):
            sink.write(bytes(body[start : start + _PIECE]))
    else:
        begin()
        ox.serialize(triples, _File(sink), engine_format, prefixes=PREFIXES)  # type: ignore[arg-type]
    if triples.truncated is not None and engine_format is not ox.RdfFormat.JSON_LD:
        told = f"{TRUNCATED} {triples.truncated}"
        sink.write((f"\n<!-- {told} -->" if engine_format is ox.RdfFormat.RDF_XML else f"# {told}\n").encode())
    return triples.truncated


class _File:
    """A file object for the engine over a sink."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: bytes) -> int:
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: a sink needs none."""
