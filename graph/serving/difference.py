"""What has become of the things that a store's commits touched between two snapshots, for a copy of it in memory.

`python -m crackdown.graph.serving.difference FOLDER VERSION GRAPHS` opens the newer snapshot. The first line of what it
writes is JSON: `folder`, the new `version`, and the `touched` things since VERSION, null where those are not known. All
that the snapshot says of them follows as N-Quads, of the default graph alone where GRAPHS is `default`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.storage.oxigraph import Node
from crackdown.graph.storage.view import View


class Difference(NamedTuple):
    """What makes an older copy the snapshot in `folder`, of `version`: the quads that go and those that come."""

    folder: str
    version: str
    removed: set[ox.Quad]
    added: set[ox.Quad]


def read_difference(file: IO[bytes], engine: ox.Store, graphs: str) -> Difference | None:
    """Work it out from what this module's process has written.

    Args:
        file: what it wrote.
        engine: the older copy, in memory.
        graphs: `all`, or `default` where the copy holds no other.

    Returns:
        The difference; None where it cannot be told.
    """
    head = json.loads(file.readline() or b'{"touched": null}')
    if head["touched"] is None:
        return None
    new = set(ox.parse(file, format=ox.RdfFormat.N_QUADS))
    old = set(iter_said_of(engine, head["touched"], graphs))
    if any(_has_blank(quad.object) for quad in new | old):  # another name for it in the copy than in the snapshot
        return None
    return Difference(head["folder"], head["version"], old - new, new - old)


def iter_said_of(engine: ox.Store, things: Iterable[str], graphs: str) -> Iterator[ox.Quad]:
    """Yield the quads whose subject is one of some things, of all graphs or of the default graph."""
    graph = ox.DefaultGraph() if graphs == "default" else None
    for thing in things:
        yield from engine.quads_for_pattern(ox.NamedNode(thing), None, None, graph)


def _has_blank(node: Node) -> bool:
    if isinstance(node, ox.Triple):
        return _has_blank(node.subject) or _has_blank(node.object)
    return isinstance(node, ox.BlankNode)


def main() -> None:
    """Write it to standard output."""
    folder, before, graphs = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    os.nice(10)
    view = View.open_snapshot(folder)
    touched = view.touched_since(before)
    head = {"folder": str(folder), "version": view.version, "touched": None if touched is None else sorted(touched)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    if touched:
        assert isinstance(view.engine, ox.Store)  # of a snapshot
        ox.serialize(iter_said_of(view.engine, touched, graphs), sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except StoreUnavailable:  # a newer snapshot took its place meanwhile
        sys.exit(1)
