"""A server under measurement: started, asked over one connection, timed, its memory told."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

ROUNDS: Final = 7
Ask = Callable[[str], object]


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

    def send(query: str) -> http.client.HTTPResponse:
        accept = {"accept": "application/sparql-results+json"}
        connection.request("GET", f"{path}?{urlencode({'query': query})}", headers=accept)
        return connection.getresponse()

    def ask(query: str) -> object:
        try:
            response = send(query)
        except http.client.RemoteDisconnected:  # as servers do with a connection that is not used for a while
            connection.close()
            response = send(query)
        body = response.read()
        assert response.status == 200, body[:300]
        return response.getheader("crackdown-answered-by")

    return ask


@contextmanager
def server(
    command: list[str], port: int, path: str, *, folder: Path | None = None, seconds: float = 60.0
) -> Iterator[tuple[Ask, int]]:
    """Run a server until left; yield what asks it, and its process id.

    Args:
        command: what starts it.
        port: where it listens.
        path: where it takes queries.
        folder: where it is started.
        seconds: how long it may take to answer at first.
    """
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield _when_up(port, path, seconds), process.pid
        finally:
            process.terminate()


def _when_up(port: int, path: str, seconds: float) -> Ask:
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


def wait_until_idle(pid: int, seconds: float = 300.0) -> None:
    """Wait until a process and all below it do nothing more of their own, as what a server prepares once it is up."""
    until, busy = time.monotonic() + seconds, processor_seconds(pid)
    while time.monotonic() < until:
        time.sleep(2)
        before, busy = busy, processor_seconds(pid)
        if busy - before < 0.1:
            return


def processor_seconds(pid: int) -> float:
    """Return how many seconds of the processor a process and all below it have taken."""
    ticks = 0
    for process in _processes(pid):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ProcessLookupError):  # a worker that has just ended
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the memory of a process and all below it in MB, what they share counted once (Pss)."""
    kilobytes = 0
    for process in _processes(pid):
        try:
            lines = (process / "smaps_rollup").read_text().splitlines()
        except (OSError, ProcessLookupError):
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def _processes(pid: int) -> Iterator[Path]:
    """Yield a process and all below it, as folders of /proc."""
    pids = [pid]
    while pids:
        process = Path(f"/proc/{pids.pop()}")
        yield process
        try:
            for task in (process / "task").iterdir():
                pids += map(int, (task / "children").read_text().split())
        except (OSError, ProcessLookupError):
            continue
