"""Queries over HTTP beside named peers: each over the same quads, one after the other, the median of several rounds.

`python -m tests.benchmarks.serving` makes stores of the sizes in `SIZES`; with folders of stores as arguments it takes
those. The crowd asks light queries at a fixed rate while a query that never ends runs. rdflib-endpoint and Virtuoso are
no part of it: neither is installed with what the tests need.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import rdflib

from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store
from crackdown.graph.storage.view import View
from crackdown.ontology.terms import BASE, PREFIXES
from tests.benchmarks.permuted import iter_announcements

SIZES: Final = (100_000,)
ROUNDS: Final = 7
_MOST_FOR_RDFLIB: Final = 200_000  # it takes minutes for more
CROWD: Final = (500, 5.0)  # queries a second, seconds
QUERIES: Final = {
    "one thing": "SELECT ?p ?o { <THING> ?p ?o }",
    "kinds, counted": "SELECT ?kind (COUNT(*) AS ?n) { ?op crk:kind ?kind } GROUP BY ?kind",
    "persons by country and year": """SELECT ?country ?year (SUM(?n) AS ?persons)
        { ?op crk:country ?country ; crk:date ?date ; crk:total/crk:value ?n BIND(SUBSTR(STR(?date), 1, 4) AS ?year) }
        GROUP BY ?country ?year""",
    "every predicate, counted": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
}
ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?e && ?e != ?h) }"
Ask = Callable[[str], object]


def fill(folder: Path, quads: int) -> None:
    """Make a store of about so many quads out of permuted announcements."""
    with Store.open(folder) as store:
        writer = store.writer()
        for number, (document, record) in enumerate(iter_announcements(quads)):
            if number % 20 == 0 and len(store.engine) >= quads:
                break
            writer.put(record, document.text, origin=document.origin, publisher=None, media_type=document.media_type)
        store.engine.flush()


def declared(query: str) -> str:
    """Return a query with its prefixes declared, as peers want it."""
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items()) + query


def median_ms(ask: Ask, query: str, rounds: int = ROUNDS) -> float:
    """Ask several times, each time in other words; the first time does not count."""
    taken = []
    for number in range(rounds + 1):
        text = f"{query} # {number}"
        begin = time.perf_counter()
        ask(text)
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken[1:])


def asking(port: int, path: str) -> Ask:
    """Return what asks a server over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(query: str) -> object:
        accept = {"accept": "application/sparql-results+json"}
        connection.request("GET", f"{path}?{urlencode({'query': query})}", headers=accept)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, body[:300]
        return response.getheader("crackdown-answered-by")

    return ask


@contextmanager
def server(command: list[str], port: int, path: str) -> Iterator[tuple[Ask, int]]:
    """Run a server until left; yield what asks it, and its process id."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield _when_up(port, path), process.pid
        finally:
            process.terminate()


def _when_up(port: int, path: str, seconds: float = 60.0) -> Ask:
    until = time.monotonic() + seconds
    while True:
        try:
            ask = asking(port, path)
            ask("ASK {}")
        except (OSError, http.client.HTTPException):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return ask


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def memory_mb(pid: int) -> float:
    """Return the memory of a process and all below it in MB, what they share counted once (Pss)."""
    pids, kilobytes = [pid], 0
    while pids:
        process = Path(f"/proc/{pids.pop()}")
        try:
            lines = (process / "smaps_rollup").read_text().splitlines()
            for task in (process / "task").iterdir():
                pids += map(int, (task / "children").read_text().split())
        except (OSError, ProcessLookupError):  # a worker that has just ended
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


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
    columns: dict[str, list[float]] = {}
    with Snapshot.take(store) as snapshot:
        view = snapshot.view
        quads = len(view.engine)
        view.engine.dump(str(scratch / "all.nq"), format=ox.RdfFormat.N_QUADS)
        queries = {name: text.replace("THING", a_thing(view)) for name, text in QUERIES.items()}
        columns["the engine itself, in memory"] = _in_memory(queries, scratch / "all.nq")
        columns["the engine itself, on disk"] = _column(queries, lambda text: _engine(view.engine, text), 0)
        things = [row["op"].value for row in view.select("SELECT ?op { ?op a crk:Operation } LIMIT 500")]
        if len(view.select("SELECT ?s { ?s ?p ?o }")) < _MOST_FOR_RDFLIB:
            graph = rdflib.Graph().parse(
                data=view.serialize("CONSTRUCT WHERE { ?s ?p ?o }", graph_format="ntriples").body, format="nt"
            )
            columns["rdflib in memory"] = _column(
                queries, lambda text: graph.query(declared(text)).serialize(format="json"), 0, rounds=1
            )
            del graph
    crowd = ""
    for in_memory in ("on", "off"):
        port = free_port()
        with server(serve_ours(store, port, in_memory), port, "/sparql") as (ask, pid):
            if in_memory == "on":
                wait_for_memory(ask)
            name = f"crackdown serve, {'memory' if in_memory == 'on' else 'disk'}"
            columns[name] = _column(queries, ask, memory_mb(pid))
            columns[name][-1] = memory_mb(pid)
            if in_memory == "on":
                crowd = measure_crowd(port, things)
    columns["Oxigraph server, disk"] = measure_oxigraph(queries, scratch)
    return quads, columns, crowd


def _in_memory(queries: dict[str, str], quads: Path) -> list[float]:
    engine = ox.Store()
    engine.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    return _column(queries, lambda text: _engine(engine, text), 0)


def measure_oxigraph(queries: dict[str, str], scratch: Path) -> list[float]:
    """Measure Oxigraph's own server over the same quads."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    location, port = str(scratch / "oxigraph"), free_port()
    load = [program, "load", "--location", location, "--file", str(scratch / "all.nq")]
    subprocess.run(load, check=True, capture_output=True)
    command = [program, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
    with server(command, port, "/query") as (ask, pid):
        return _column({name: declared(text) for name, text in queries.items()}, ask, memory_mb(pid))


def _column(queries: dict[str, str], ask: Ask, memory: float, rounds: int = ROUNDS) -> list[float]:
    return [*(median_ms(ask, text, rounds) for text in queries.values()), memory]


def _engine(engine: ox.Store, query: str) -> object:
    return engine.query(query, base_iri=BASE, prefixes=PREFIXES).serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]


def a_thing(view: View) -> str:
    """Return the IRI of an operation."""
    return view.select("SELECT ?op { ?op a crk:Operation } LIMIT 1")[0]["op"].value


def measure_crowd(port: int, things: list[str]) -> str:
    """Ask light queries at a fixed rate, first alone, then while a heavy query runs."""
    alone = asyncio.run(_crowd(port, things))
    heavy = threading.Thread(target=_ask_in_vain, args=(port,))
    heavy.start()
    time.sleep(1.5)
    beside = asyncio.run(_crowd(port, things))
    heavy.join()
    return f"alone {_told(alone)}; while a heavy query runs {_told(beside)}"


def _ask_in_vain(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", f"/sparql?{urlencode({'query': ENDLESS})}")
    connection.getresponse().read()


def _told(milliseconds: list[float]) -> str:
    ordered = sorted(milliseconds)
    return f"p50 {ordered[len(ordered) // 2]:.1f} ms, p99 {ordered[int(len(ordered) * 0.99)]:.1f} ms"


async def _crowd(port: int, things: list[str]) -> list[float]:
    """Return how long each answer took from the moment it was due, so that a queue counts in full."""
    rate, seconds = CROWD
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(16):
        free.put_nowait(await asyncio.open_connection("127.0.0.1", port))
    taken: list[float] = []

    async def one(number: int, due: float) -> None:
        reader, writer = connection = await free.get()
        query = quote(f"SELECT ?p ?o {{ <{things[number % len(things)]}> ?p ?o }} # {number} {due}")
        writer.write(f"GET /sparql?query={query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 200"), head
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        taken.append(1000 * (time.perf_counter() - due))
        free.put_nowait(connection)

    begin, asked = time.perf_counter(), []
    for number in range(round(rate * seconds)):
        due = begin + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asked.append(asyncio.ensure_future(one(number, due)))
    await asyncio.gather(*asked)
    return taken


def table(stores: list[Path] | None = None) -> str:
    """Measure, and write it as a section of docs/benchmarks.md."""
    parts = ["## Serving", ""]
    with tempfile.TemporaryDirectory() as scratch:
        folders = stores or [Path(scratch) / f"store-{size}" for size in SIZES]
        for number, folder in enumerate(folders):
            if not stores:
                fill(folder, SIZES[number])
            place = Path(scratch) / f"run-{number}"
            place.mkdir()
            parts += _section(*measure(folder, place))
            shutil.rmtree(place)
    return "\n".join(parts) + "\n"


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
    print(table([Path(argument) for argument in sys.argv[1:]] or None))
