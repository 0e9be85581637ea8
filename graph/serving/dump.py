"""A snapshot as N-Quads, for a process that must not open it: `python -m crackdown.graph.serving.dump FOLDER …`.

The first line is JSON and says what follows.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pyoxigraph as ox

from crackdown.errors import StoreUnavailable
from crackdown.graph.serving import replica
from crackdown.graph.storage.view import View


def main() -> None:
    """Write it to standard output."""
    folder, wanted, copies = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    os.nice(10)
    facts = replica.choose(folder, wanted, copies)
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.flush()
    engine = View.open_snapshot(folder).engine
    assert isinstance(engine, ox.Store)  # of a snapshot
    if facts["graphs"] == "all":
        engine.dump(sys.stdout.buffer, format=ox.RdfFormat.N_QUADS)
    elif facts["graphs"] == "default":
        engine.dump(sys.stdout.buffer, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


if __name__ == "__main__":
    try:
        main()
        sys.stdout.flush()
    except StoreUnavailable as error:
        # Where a newer snapshot took the place of this one while it was opened, nothing is wrong.
        sys.exit(str(error) if Path(sys.argv[1], "graph", "CURRENT").exists() else 1)
    except OSError:  # a broken pipe: the server ended meanwhile; nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
