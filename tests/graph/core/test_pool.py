"""Queries within limits, answered by real processes over a real snapshot."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pyoxigraph as ox
import pytest

from crackdown.errors import InvalidQuery, QueryAborted, QueryCrashed, QueryTimeout, ServerBusy, UpdateRefused
from crackdown.graph.serving.limits import GIB, Limits, cores
from crackdown.graph.serving.pool import QueryPool
from crackdown.graph.serving.question import Question
from crackdown.graph.sparql.answer import GRAPH_FORMATS, Answer
from crackdown.graph.storage.snapshot import Snapshot
from crackdown.graph.storage.store import Store

# A cross product that no machine finishes: the engine would run for years.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a crk:Announcement }"
MANY = "SELECT ?a ?c { ?a ?b ?c . ?d ?e ?f } LIMIT 2000000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, announce, put_into) -> Path:
    path = tmp_path_factory.mktemp("pool") / "s"
    with Store.open(path) as store:
        put_into(store, announce())
    return path


@pytest.fixture(scope="module")
def snapshot(folder: Path) -> Iterator[Snapshot]:
    with Snapshot.take(folder) as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def pool(snapshot: Snapshot) -> Iterator[QueryPool]:
    """A pool that answers from the disk, one heavy query at a time."""
    limits = Limits(timeout_seconds=3.0, heavy=1, waiting_seconds=10.0, replica="off", cache_bytes=0)
    with QueryPool(snapshot.folder, limits=limits) as pool:
        wait_for(lambda: len(children(pool)) == 2)  # a first query's time is not to go by while Python starts
        yield pool


@pytest.fixture(scope="module")
def in_memory(snapshot: Snapshot) -> Iterator[QueryPool]:
    with QueryPool(snapshot.folder, limits=Limits(replica="on", max_memory_bytes=GIB, timeout_seconds=60)) as pool:
        wait_for(lambda: pool.stats()["replica"] is not None)
        yield pool


def wait_for(condition, seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.01)


def ask(pool: QueryPool, query: str, **more) -> Answer:
    return pool.answer(Question(query=query, **more))


def counted(answer: Answer) -> str:
    return json.loads(answer.body)["results"]["bindings"][0]["n"]["value"]


def children(pool: QueryPool) -> set[int]:
    """The processes of the workers that answer from the disk."""
    pid = pool._disk.template.process.pid
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def seconds_used(pid: int) -> float:
    try:
        user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False


def test_a_worker_answers_as_a_view_does(pool: QueryPool, snapshot: Snapshot) -> None:
    assert ask(pool, COUNT).body == snapshot.view.serialize(COUNT).body


def test_a_query_past_its_time_is_stopped_and_the_next_one_answered(pool: QueryPool) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryTimeout, match="3 s"):
        ask(pool, ENDLESS)
    assert time.monotonic() - begin < 60
    assert counted(ask(pool, COUNT)) == "1"


def test_what_a_query_may_take_is_beside_what_opening_the_graph_takes(snapshot: Snapshot) -> None:
    with QueryPool(snapshot.folder, limits=Limits(replica="off", max_memory_bytes=GIB // 10)) as pool:
        assert counted(ask(pool, COUNT)) == "1"
        with pytest.raises(QueryAborted, match=r"0\.1 GiB|more memory"):
            ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d")
        assert counted(ask(pool, COUNT + " # again")) == "1"


def test_errors_come_back_as_they_were(pool: QueryPool) -> None:
    with pytest.raises(InvalidQuery) as caught:
        ask(pool, "SELECT *\nWHERE { ?s ?p }")
    assert caught.value.line == 2
    with pytest.raises(UpdateRefused):
        ask(pool, "CLEAR ALL")


def test_a_query_that_nobody_waits_for_any_more_is_killed(pool: QueryPool) -> None:
    async def go_away() -> set[int]:
        asked = asyncio.ensure_future(pool.stream(Question(query=ENDLESS)))
        while not (busy := {pid for pid in children(pool) if seconds_used(pid) > 0.05}) and not asked.done():
            await asyncio.sleep(0.05)
        asked.cancel()
        await asyncio.wait({asked})
        return busy

    busy = asyncio.run(go_away())
    assert busy
    wait_for(lambda: not busy & children(pool))


@pytest.mark.parametrize(("sent", "error"), [(signal.SIGSEGV, QueryCrashed), (signal.SIGABRT, QueryAborted)])
def test_a_fault_of_the_engine_is_told_from_want_of_memory(
    pool: QueryPool, sent: signal.Signals, error: type[QueryAborted]
) -> None:
    async def end_it() -> None:
        asked = asyncio.ensure_future(pool.stream(Question(query=ENDLESS)))
        while not (busy := {pid for pid in children(pool) if seconds_used(pid) > 0.05}) and not asked.done():
            await asyncio.sleep(0.05)
        for pid in busy:
            os.kill(pid, sent)
        await asked

    with pytest.raises(QueryAborted) as caught:
        asyncio.run(end_it())
    assert type(caught.value) is error
    assert counted(ask(pool, COUNT)) == "1"


def test_a_stream_that_is_closed_in_the_middle_is_killed(pool: QueryPool) -> None:
    async def read_a_little() -> set[int]:
        stream = await pool.stream(Question(query=MANY))
        before = children(pool)
        async for _ in stream.pieces():
            break
        stream.close()
        return before

    before = asyncio.run(read_a_little())
    wait_for(lambda: before - children(pool))


def test_a_client_that_does_not_read_makes_the_worker_wait(pool: QueryPool) -> None:
    async def dawdle() -> bool:
        stream = await pool.stream(Question(query=MANY))
        await asyncio.sleep(0.5)
        idle = not any(is_running(pid) for pid in children(pool))
        stream.close()
        return idle

    assert asyncio.run(dawdle())


def test_light_queries_pass_heavy_ones_by(snapshot: Snapshot, busy_machine: None) -> None:
    """With one heavy query running, more waiting than there are places, and strangers' work beside.

    How soon, `tests.benchmarks.light_beside` measures.
    """
    limits = Limits(timeout_seconds=300, heavy=1, waiting_seconds=60, replica="off", cache_bytes=0)
    with QueryPool(snapshot.folder, limits=limits) as pool:
        wait_for(lambda: len(children(pool)) == 2)
        heavy = [threading.Thread(target=keep_busy, args=(pool, f"{ENDLESS} # {n}")) for n in range(8)]
        for thread in heavy:
            thread.start()
        wait_for(lambda: pool.stats()["waiting_heavy"] > 0)
        assert {counted(ask(pool, f"{COUNT} # {number}")) for number in range(20)} == {"1"}
        assert all(thread.is_alive() for thread in heavy)
    for thread in heavy:
        thread.join()


@pytest.fixture
def busy_machine() -> Iterator[None]:
    """Work of strangers: of sessions of their own."""
    code = [sys.executable, "-c", "while True: pass"]
    strangers = [subprocess.Popen(code, start_new_session=True) for _ in range(4 * cores())]
    yield
    for stranger in strangers:
        stranger.kill()
        stranger.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_long_queries_give_way_to_everything_else(snapshot: Snapshot) -> None:
    """Two at once: who is not root may lower one session in a tenth of a second, and the other is to come after it."""
    limits = Limits(timeout_seconds=300, heavy=2, replica="off", cache_bytes=0)
    with QueryPool(snapshot.folder, limits=limits) as pool:
        for number in range(2):
            threading.Thread(target=keep_busy, args=(pool, f"{ENDLESS} # {number}"), daemon=True).start()
        wait_for(lambda: len(lowered := lowered_of(pool)) == 2 and all(gives_way(pid) for pid in lowered))


def gives_way(pid: int) -> bool:
    """Whether a worker's session is its own, and lowered where sessions have priorities."""
    group = Path(f"/proc/{pid}/autogroup")
    return os.getsid(pid) == pid and (not group.exists() or group.read_text().endswith("nice 10\n"))


def lowered_of(pool: QueryPool) -> set[int]:
    return {pid for pid in children(pool) if os.getpriority(os.PRIO_PROCESS, pid) == 10}


def keep_busy(pool: QueryPool, query: str) -> None:
    with contextlib.suppress(QueryAborted):
        while True:
            with contextlib.suppress(ServerBusy):
                ask(pool, query)


def test_a_heavy_query_that_finds_no_place_is_refused_with_a_time_to_come_back(snapshot: Snapshot) -> None:
    refused: Queue[ServerBusy] = Queue()

    def run_until_refused(query: str) -> None:
        with contextlib.suppress(QueryAborted):
            try:
                ask(pool, query)
            except ServerBusy as busy:
                refused.put(busy)

    limits = Limits(timeout_seconds=300, heavy=1, waiting_seconds=0.5, replica="off", cache_bytes=0)
    with QueryPool(snapshot.folder, limits=limits) as pool:
        both = [threading.Thread(target=run_until_refused, args=(f"{ENDLESS} # {n}",)) for n in range(2)]
        for thread in both:
            thread.start()
        busy = refused.get(timeout=60)  # one of them runs on
    for thread in both:
        thread.join()
    assert "ask again" in str(busy)
    assert busy.retry_after_seconds >= 1
    assert refused.empty()


def test_a_large_answer_comes_in_pieces(pool: QueryPool) -> None:
    async def read() -> tuple[int, bool]:
        stream = await pool.stream(Question(query=MANY.replace("2000000", "30000"), select_format="tsv"))
        pieces = [piece async for piece in stream.pieces()]
        return len(pieces), b"".join(pieces).count(b"\n") == 30001

    count, is_all_there = asyncio.run(read())
    assert count > 3
    assert is_all_there


def test_more_rows_than_the_limit_are_cut_and_said_to_be(snapshot: Snapshot) -> None:
    with QueryPool(snapshot.folder, limits=Limits(max_rows=7, replica="off")) as pool:
        answer = ask(pool, "SELECT * { ?s ?p ?o }")
    said = json.loads(answer.body)
    assert (len(said["results"]["bindings"]), answer.truncated, said["head"]["crackdown:truncated"]) == (7, 7, 7)


def test_more_triples_than_the_limit_are_cut(snapshot: Snapshot) -> None:
    with QueryPool(snapshot.folder, limits=Limits(max_rows=7, replica="off")) as pool:
        answer = ask(pool, "CONSTRUCT WHERE { ?s ?p ?o }", graph_format="ntriples")
    assert (answer.body.count(b" .\n"), answer.truncated) == (7, 7)
    assert answer.body.endswith(b"\n# crackdown:truncated 7\n")


LARGE = "{ ?a ?b ?c . ?d ?e ?f BIND(IRI(CONCAT(STR(?d), '/', MD5(CONCAT(STR(?c), STR(?f), STR(?e))))) AS ?x) }"


@pytest.mark.parametrize("name", ["json", "xml", "turtle", "ntriples", "trig", "nquads"])
def test_a_streamed_answer_that_was_cut_says_so_at_its_end(snapshot: Snapshot, name: str) -> None:
    form = f"SELECT ?x ?a {LARGE}" if name in {"json", "xml"} else f"CONSTRUCT {{ ?x ?b ?a . ?x ?b ?a }} {LARGE}"
    question = Question(query=form, select_format="json", graph_format="turtle")
    question = replace(question, **{"select_format" if name in {"json", "xml"} else "graph_format": name})

    async def read(pool: QueryPool) -> tuple[bytes, int | None, int]:
        stream = await pool.stream(question)
        pieces = [piece async for piece in stream.pieces()]
        return b"".join(pieces), stream.truncated, len(pieces)

    with QueryPool(snapshot.folder, limits=Limits(max_rows=20_000, replica="off", timeout_seconds=300)) as pool:
        body, truncated, pieces = asyncio.run(read(pool))
    assert (truncated, pieces > 1) == (20_000, True)
    if name == "json":
        said = json.loads(body)
        assert (len(said["results"]["bindings"]), said["crackdown:truncated"]) == (20_000, 20_000)
    elif name == "xml":
        assert b"<!-- crackdown:truncated 20000 -->" in body[-60:]
        assert len(list(ox.parse_query_results(body, format=ox.QueryResultsFormat.XML))) == 20_000
    else:
        assert body.endswith(b"# crackdown:truncated 20000\n")
        read_again = {quad.triple for quad in ox.parse(body, format=GRAPH_FORMATS[name][0])}
        assert len(read_again) == 20_000


def test_a_query_that_eats_memory_is_aborted_alone(in_memory: QueryPool) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c LIMIT 1"
    with pytest.raises(QueryAborted, match="1 GiB of memory"):
        ask(in_memory, greedy)
    assert ask(in_memory, COUNT).form == "select"


@pytest.mark.parametrize(
    "query",
    [
        COUNT,
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT (COUNT(*) AS ?n) FROM NAMED <https://e.org/none> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
    ],
)
def test_memory_answers_as_the_disk_does(in_memory: QueryPool, snapshot: Snapshot, query: str) -> None:
    answer = ask(in_memory, f"{query} # unlike any other")
    assert (answer.answered_by, answer.body) == ("memory", snapshot.view.serialize(query).body)


def test_memory_hides_the_named_graphs_that_were_not_asked_for(in_memory: QueryPool) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert counted(ask(in_memory, query, named_graph_uris=("https://e.org/none",))) == "0"


def test_an_answer_is_kept_for_who_asks_again(in_memory: QueryPool) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a crk:Operation }"
    first, second = ask(in_memory, query), ask(in_memory, query)
    assert (first.answered_by, second.answered_by, second.body) == ("memory", "cache", first.body)


def test_what_changes_by_itself_is_not_kept(in_memory: QueryPool) -> None:
    query = "SELECT (UUID() AS ?n) {}"
    assert counted(ask(in_memory, query)) != counted(ask(in_memory, query))


def test_a_pool_moves_to_a_newer_snapshot(tmp_path: Path, announce, put_into) -> None:
    with Store.open(tmp_path / "s") as store:
        put_into(store, announce())
    with Snapshot.take(tmp_path / "s") as older, QueryPool(older.folder, limits=Limits(replica="on")) as pool:
        wait_for(lambda: pool.stats()["replica"] is not None)
        with Store.open(tmp_path / "s") as store:
            put_into(store, announce("b"))
        with Snapshot.take(tmp_path / "s") as newer:
            pool.move_to(newer.folder)
            at_once = ask(pool, COUNT)
            wait_for(lambda: pool.stats()["replica"] is not None)
            later = ask(pool, f"{COUNT} # again")
    assert (counted(at_once), at_once.answered_by) == ("2", "disk")
    assert (counted(later), later.answered_by) == ("2", "memory")


def test_workers_end_with_the_process_that_asks(folder: Path) -> None:
    """Even when it is killed, which leaves it no time to end them."""
    code = f"""
import os, signal
from pathlib import Path
from crackdown.graph.serving.limits import Limits
from crackdown.graph.serving.pool import QueryPool
from crackdown.graph.serving.question import Question
from crackdown.graph.storage.snapshot import Snapshot
snapshot = Snapshot.take(Path({str(folder)!r}))
pool = QueryPool(snapshot.folder, limits=Limits(replica="off"))
pool.answer(Question(query="ASK {{}}"))
print(pool._disk.template.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    template = Path(f"/proc/{int(done.stdout)}")
    wait_for(lambda: not template.exists() or "Z" in (template / "stat").read_text().rpartition(")")[2])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can deny sockets to one process")
def test_a_worker_has_no_network() -> None:
    code = """
import socket
from crackdown.graph.serving.sandbox import close_network
socket.socket().close()
assert close_network()
try:
    socket.socket()
except PermissionError:
    print("denied")
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "denied"


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the numbers are those of Linux on x86-64"
)
def test_a_worker_has_no_network_by_any_other_number() -> None:
    # By int 0x80, which numbers calls as 32-bit processors did: socket(AF_INET, SOCK_STREAM, 0), number 359.
    code = """
import ctypes, errno, mmap
from crackdown.graph.serving.sandbox import close_network
assert close_network()
libc = ctypes.CDLL(None, use_errno=True)
def is_denied(*call):
    return libc.syscall(*call) == -1 and ctypes.get_errno() == errno.EACCES
io_uring = is_denied(425, 4, ctypes.create_string_buffer(256))
x32 = is_denied(0x40000029, 2, 1, 0)
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("53 b867010000 bb02000000 b901000000 31d2 cd80 4863c0 5b c3"))
call = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
print(io_uring, x32, call() < 0)
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if done.returncode == -signal.SIGSEGV:
        pytest.skip("this kernel knows no calls of 32 bits")
    assert done.stdout.split() == ["True", "True", "True"], done.stderr


def test_a_thread_that_runs_an_event_loop_may_ask_as_in_a_notebook(pool: QueryPool) -> None:
    async def in_a_cell() -> Answer:
        return ask(pool, COUNT)

    assert counted(asyncio.run(in_a_cell())) == counted(ask(pool, COUNT))


def test_a_pool_that_was_closed_says_so_instead_of_waiting(snapshot: Snapshot) -> None:
    with QueryPool(snapshot.folder, limits=Limits(replica="off")) as closed:
        pass
    with pytest.raises(QueryAborted, match="closed"):
        ask(closed, "ASK { }")
