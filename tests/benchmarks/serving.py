"""Queries over HTTP beside named peers: each over the same quads, one after the other, the median of several rounds.

`python -m tests.benchmarks.serving` makes stores of the sizes in `SIZES`; with folders of stores as arguments it takes
those. The crowd asks light queries at a fixed rate, alone and while a query that never ends runs.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import rdflib

from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Given, Store
from crackdown.ontology.terms import BASE, PREFIXES
from tests import virtuoso as virtuoso_server
from tests.benchmarks import serving_peers
from tests.benchmarks.asking import ROUNDS, Ask, free_port, median_ms, memory_mb, server, wait_until_idle
from tests.benchmarks.crowd import CROWD, measure_crowd
from tests.benchmarks.permuted import iter_announcements
from tests.benchmarks.stores import readable

SIZES: Final = (100_000, 1_000_000, 5_000_000)
_LOT: Final = 50  # announcements written together
_MOST_FOR_RDFLIB: Final = 1_000_000  # triples
QUERIES: Final = {
    "one thing": "SELECT ?p ?o { <THING> ?p ?o }",
    "kinds, counted": "SELECT ?kind (COUNT(*) AS ?n) { ?op crk:kind ?kind } GROUP BY ?kind",
    "persons by country and year": """SELECT ?country ?year (SUM(?n) AS ?persons)
        { ?op crk:country ?country ; crk:date ?date ; crk:total/crk:value ?n BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }
        GROUP BY ?country ?year""",
    "every predicate, counted": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
}


def fill(folder: Path, quads: int) -> None:
    """Make a store of about so many quads out of permuted announcements."""
    given = (
        Given(record, document.text, document.origin, None, document.media_type)
        for document, record in iter_announcements(quads)
    )
    with Store.open(folder) as store:
        writer = store.writer()
        while len(store.engine) < quads:
            writer.put_all(list(islice(given, _LOT)))
        store.engine.flush()


def declared(query: str) -> str:
    """Return a query with its prefixes declared, as peers want it."""
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items()) + query


def serve_ours(store: Path, port: int, in_memory: str) -> list[str]:
    """Return the command of our server, without the cache of answers."""
    options = ["--in-memory", in_memory, "--answer-cache", "0", "--port", str(port)]
    return [sys.executable, "-m", "crackdown", "serve", "--store", str(store), *options]


def wait_for_memory(ask: Ask, seconds: float = 300.0) -> None:
    """Wait until the graph is in memory."""
    until = time.monotonic() + seconds
    while ask(f"ASK {{}} # {time.monotonic()}") != "memory":
        assert time.monotonic() < until, "the graph did not come into memory"
        time.sleep(0.5)


def measure(store: Path, scratch: Path) -> tuple[int, dict[str, list[float]], str]:
    """Measure all sides over one store: quads, a column of milliseconds and memory for each side, and the crowd."""
    quads_file, triples_file = scratch / "all.nq", scratch / "all.nt"
    with Snapshot.take(store) as snapshot:
        engine = snapshot.view.engine
        assert isinstance(engine, ox.Store)  # of a snapshot
        quads, triples = len(engine), sum(1 for _ in engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        engine.dump(str(quads_file), format=ox.RdfFormat.N_QUADS)
        engine.dump(str(triples_file), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        things = [row["op"].value for row in snapshot.view.select("SELECT ?op { ?op a crk:Operation } LIMIT 500")]
        queries = {name: text.replace("THING", things[0]) for name, text in QUERIES.items()}
        columns = {
            "the engine itself, in memory": _in_memory(queries, quads_file),
            "the engine itself, on disk": _column(queries, lambda text: _engine(engine, text)),
        }
    ours, crowd = _ours(store, queries, things)
    columns |= ours | _peers(queries, quads_file, triples_file, is_small=triples <= _MOST_FOR_RDFLIB)
    return quads, columns, crowd


def _ours(store: Path, queries: dict[str, str], things: list[str]) -> tuple[dict[str, list[float]], str]:
    """Measure our server over the graph in memory and on the disk, and the crowd before the first."""
    columns, crowd = {}, ""
    for in_memory, name in (("on", "memory"), ("off", "disk")):
        port = free_port()
        with server(serve_ours(store, port, in_memory), port, "/sparql") as (ask, pid):
            if in_memory == "on":
                wait_for_memory(ask)
            wait_until_idle(pid)
            columns[f"crackdown serve, {name}"] = [*_column(queries, ask)[:-1], memory_mb(pid)]
            if in_memory == "on":
                crowd = measure_crowd(port, things)
    return columns, crowd


def _peers(queries: dict[str, str], quads: Path, triples: Path, *, is_small: bool) -> dict[str, list[float]]:
    """Measure the servers of others that are there, over the same triples; rdflib's where it does not take minutes."""
    plain = {name: declared(text) for name, text in queries.items()}
    columns = {}
    with serving_peers.oxigraph(quads) as (ask, pid):
        columns["Oxigraph server, disk"] = [*_column(plain, ask)[:-1], memory_mb(pid)]
    if program := virtuoso_server.program():
        with serving_peers.virtuoso(program, triples) as (ask, pid):
            columns["Virtuoso, disk"] = [*_column(plain, ask)[:-1], memory_mb(pid)]
    if not is_small:
        return columns
    columns["rdflib in memory"] = _rdflib(plain, triples)
    if program := serving_peers.rdflib_endpoint_program():
        with serving_peers.rdflib_endpoint(program, triples) as (ask, pid):
            columns["rdflib-endpoint, memory"] = [*_column(plain, ask, rounds=1)[:-1], memory_mb(pid)]
    return columns


def _in_memory(queries: dict[str, str], quads: Path) -> list[float]:
    engine = ox.Store()
    engine.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    return _column(queries, lambda text: _engine(engine, text))


def _rdflib(queries: dict[str, str], triples: Path) -> list[float]:
    graph = rdflib.Graph().parse(triples, format="nt")
    return _column(queries, lambda text: graph.query(text).serialize(format="json"), rounds=1)


def _column(queries: dict[str, str], ask: Ask, rounds: int = ROUNDS) -> list[float]:
    """Return the milliseconds of each query, and a place for the memory."""
    return [*(median_ms(ask, text, rounds) for text in queries.values()), 0.0]


def _engine(engine: ox.Store, query: str) -> object:
    answer = engine.query(query, base_iri=BASE, prefixes=PREFIXES)
    assert isinstance(answer, ox.QuerySolutions)  # all of them are SELECT
    return answer.serialize(format=ox.QueryResultsFormat.JSON)


def sections(stores: list[Path] | None = None) -> Iterator[str]:
    """Measure; yield what stands in docs/benchmarks.md, size by size."""
    yield "## Serving\n"
    with tempfile.TemporaryDirectory() as scratch:
        folders = stores or [Path(scratch) / f"store-{size}" for size in SIZES]
        for number, folder in enumerate(folders):
            if not stores:
                fill(folder, SIZES[number])
            place = Path(scratch) / f"run-{number}"
            place.mkdir()
            yield "\n".join(_section(*measure(folder, place)))
            shutil.rmtree(place)


def _section(quads: int, columns: dict[str, list[float]], crowd: str) -> list[str]:
    heads = [*QUERIES, "memory, MB"]
    rows = [
        f"| {name} | {' | '.join(f'{one:,.1f}' for one in times)} | {f'{memory:,.0f}' if memory else '–'} |"
        for name, (*times, memory) in columns.items()
    ]
    load = os.getloadavg()[0]
    return [
        f"{quads:,} quads of permuted announcements; milliseconds, median of {ROUNDS}, the cache of answers off. "
        f"Load of the machine when it ended: {load:.1f} on {os.cpu_count()} cores.",
        "",
        f"| side | {' | '.join(heads)} |",
        f"|---|{'---|' * len(heads)}",
        *rows,
        "",
        f"{CROWD[0]} light queries a second for {CROWD[1]:g} s from memory, the clock running from when each is due: "
        f"{crowd}.",
        "",
    ]


if __name__ == "__main__":
    for section in sections([readable(named) for named in sys.argv[1:]] or None):
        print(section, flush=True)
