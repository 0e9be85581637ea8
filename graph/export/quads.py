"""Quads of a graph in an order of their own, so that the same graph gives the same bytes wherever it is kept.

The engine returns quads in an order that depends on how it keeps them. They are sorted here as lines of canonical
N-Quads (https://www.w3.org/TR/rdf12-n-quads/): in memory as far as they fit, else in temporary files that are merged.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from crackdown.graph.export.source import Source
from crackdown.graph.storage.transaction import is_summed
from crackdown.ontology.terms import PREFIXES

LINES_IN_MEMORY = 50_000  # some 20 MB; more is sorted in temporary files
_LINES_A_BATCH = 5_000
_FILES_A_LEVEL = 100


def iter_sorted(lines: Iterable[bytes], in_memory: int = LINES_IN_MEMORY) -> Iterator[bytes]:
    r"""Sort lines by their bytes, each once, however many there are.

    >>> list(iter_sorted([b"a\n", b"a\n", b"c\n", b"b\n"], in_memory=2))
    [b'a\n', b'b\n', b'c\n']
    """
    rest, files = iter(lines), _Files()
    try:
        while some := list(islice(rest, in_memory)):
            if len(some) < in_memory and files.are_none:
                yield from sorted(set(some))
                return
            files.add(sorted(set(some)))
        yield from files.merged()
    finally:
        files.close()


class _Files:
    """Temporary files of sorted lines; before more are open than a process may have, some are merged into one."""

    def __init__(self) -> None:
        self._levels: list[list[IO[bytes]]] = []  # a file of one level was merged from those of the level below

    @property
    def are_none(self) -> bool:
        """Whether nothing was written yet."""
        return not self._levels

    def add(self, lines: Iterable[bytes], level: int = 0) -> None:
        """Write sorted lines to a file of their own."""
        if level == len(self._levels):
            self._levels.append([])
        file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the merge
        self._levels[level].append(file)
        file.writelines(lines)
        file.seek(0)
        if len(self._levels[level]) == _FILES_A_LEVEL:
            self.add(_once(heapq.merge(*self._levels[level])), level + 1)
            _close(self._levels[level])

    def merged(self) -> Iterator[bytes]:
        """Iterate over the lines of all files in order, each once."""
        return _once(heapq.merge(*(file for files in self._levels for file in files)))

    def close(self) -> None:
        """Close all files, which removes them."""
        for files in self._levels:
            _close(files)


def _close(files: list[IO[bytes]]) -> None:
    while files:
        files.pop().close()


def _once(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = None
    for line in lines:
        if line != last:
            yield line
        last = line


def graph_names(source: Source) -> list[ox.NamedNode | ox.DefaultGraph]:
    """Return the graphs to write, in order: the default graph, or every named graph that it sums up.

    Left out are the index, and what announcements had said before: many engines take all graphs together for the
    default graph, and would tell it as what is said now.
    """
    if source.default_graph:
        return [ox.DefaultGraph()]
    named = (name for name in source.view.engine.named_graphs() if is_summed(name))
    return sorted(named, key=str)  # type: ignore[arg-type]


def iter_lines(source: Source, name: ox.NamedNode | ox.DefaultGraph) -> Iterator[bytes]:
    """Iterate over one graph as lines of N-Quads, in no order."""
    for quad in source.view.engine.quads_for_pattern(None, None, None, name):
        yield f"{quad} .\n".encode()


def iter_quads(source: Source) -> Iterator[ox.Quad]:
    """Iterate over the quads graph by graph, those of a graph in order."""
    for name in graph_names(source):
        source.told(name.value if isinstance(name, ox.NamedNode) else "the default graph")
        lines = iter_sorted(iter_lines(source, name))
        while batch := b"".join(islice(lines, _LINES_A_BATCH)):
            yield from ox.parse(batch, format=ox.RdfFormat.N_QUADS)


def write_rdf(source: Source, out: IO[bytes], rdf_format: ox.RdfFormat) -> None:
    """Write a graph in a format that knows prefixes."""
    head = cast(IO[bytes], SortedHead(out, len(PREFIXES)))
    ox.serialize(iter_quads(source), head, format=rdf_format, prefixes=PREFIXES)


class SortedHead:
    """Passes bytes on with the first lines in order: the engine declares prefixes in another order every time."""

    def __init__(self, out: IO[bytes], lines: int) -> None:
        self._out = out
        self._lines = lines
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Keep the first lines back until all are there."""
        if self._head is None:
            return self._out.write(data)
        self._head += data
        if self._head.count(b"\n") >= self._lines:
            *head, rest = self._head.split(b"\n", self._lines)
            self._out.write(b"".join(line + b"\n" for line in sorted(head)) + rest)
            self._head = None
        return len(data)

    def flush(self) -> None:
        """Write what was kept back, of a document that is shorter than its head."""
        if self._head:
            self._out.write(self._head)
            self._head = None
