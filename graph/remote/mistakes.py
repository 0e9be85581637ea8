"""What is wrong with a query that an endpoint refuses: `python -m crackdown.graph.remote.mistakes`.

The engine that comes with this package knows the place of a mistake. What it can parse it goes on to plan, for some
queries without end or beyond its stack: so it does that in a process of its own, which reads the query as JSON from its
input and which the system ends.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from crackdown.graph.serving.limits import GIB
from crackdown.graph.serving.sandbox import limit_memory, limit_time

_SECONDS: Final = 2.0  # of the processor; to parse the longest query takes a tenth of one
_WAIT_SECONDS: Final = 10.0  # on a machine that is busy


def mistake_in(query: str, base_iri: str | None, prefixes: Mapping[str, str]) -> SyntaxError | None:
    """Return what keeps a query from being parsed; None where nothing does, or it is not found out in time."""
    asked = json.dumps({"query": query, "base_iri": base_iri, "prefixes": dict(prefixes)})
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", __name__]
    try:
        told = subprocess.run(
            command, input=asked.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=_WAIT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return SyntaxError(told.stdout.decode()) if told.stdout else None


def main() -> None:
    """Read one query, and write what is wrong with it, if anything is."""
    limit_memory(GIB)
    limit_time(_SECONDS)
    try:
        ox.Store().query(**json.load(sys.stdin))
    except SyntaxError as error:
        sys.stdout.buffer.write(str(error).encode())


if __name__ == "__main__":
    main()
