"""The servers and engines that ours is measured beside, over the same triples, each as it comes.

Oxigraph's server comes with the development dependencies. Virtuoso is where `make virtuoso` puts it, or on the PATH.
rdflib-endpoint has dependencies of its own and wants an environment of its own: its program is on the PATH, or named by
`RDFLIB_ENDPOINT`. One that is not there is left out, and the table says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests import virtuoso as virtuoso_server
from tests.benchmarks.asking import Ask, free_port, server

GRAPH: Final = "https://example.org/default"  # Virtuoso has triples in named graphs alone
Serving = tuple[Ask, int]

_FOR_MUCH: Final = "DirsAllowed = .\nNumberOfBuffers = 170000\nMaxDirtyBuffers = 130000\n"


@contextmanager
def oxigraph(quads: Path) -> Iterator[Serving]:
    """Serve quads by Oxigraph's own server, from the disk."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        load = [program, "load", "--location", folder, "--file", str(quads)]
        subprocess.run(load, check=True, capture_output=True)
        command = [program, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}"]
        with server(command, port, "/query") as serving:
            yield serving


@contextmanager
def virtuoso(program: str, triples: Path) -> Iterator[Serving]:
    """Serve the triples of an N-Triples file by Virtuoso, put in by its bulk loader, with buffers for 1.4 GB."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, sql, http = Path(scratch), free_port(), free_port()
        shutil.copy(triples, folder / "all.nt")
        command = virtuoso_server.command(program, folder, sql=sql, http=http, parameters=_FOR_MUCH)
        with server(command, http, "/sparql", folder=folder) as (ask, pid):
            isql = [str(Path(program).with_name("isql-vt")), f"127.0.0.1:{sql}", "dba", "dba"]
            load = f"ld_dir('.', 'all.nt', '{GRAPH}'); rdf_loader_run(); checkpoint;"
            subprocess.run([*isql, f"EXEC={load}"], cwd=folder, check=True, capture_output=True)
            yield ask, pid


def rdflib_endpoint_program() -> str | None:
    """Return where rdflib-endpoint is, or None."""
    return os.environ.get("RDFLIB_ENDPOINT") or shutil.which("rdflib-endpoint")


@contextmanager
def rdflib_endpoint(program: str, triples: Path) -> Iterator[Serving]:
    """Serve the triples of an N-Triples file by rdflib-endpoint, which holds them in rdflib's own store in memory."""
    port = free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)]
    with server(command, port, "/", seconds=900) as serving:
        yield serving
