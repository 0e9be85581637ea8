"""Light queries beside endless ones on a machine that other work keeps busy.

`python -m tests.benchmarks.light_beside STORE LOOPS ENDLESS`: first with nothing beside them, then with so many
loops that only burn the processor, each in a session of its own as strangers' work is, then with so many endless
queries as well. What heavy queries cost light ones is the difference between the last two.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final
from urllib.parse import urlencode

from tests.benchmarks.asking import free_port, server, wait_until_idle
from tests.benchmarks.crowd import ENDLESS
from tests.benchmarks.serving import serve_ours, wait_for_memory
from tests.benchmarks.stores import readable

_SECONDS: Final = 20.0
_CLIENTS: Final = 4
_A_SECOND: Final = 5.0  # queries of each client: few, as they are not to be what keeps the machine busy
LIGHT: Final = "SELECT ?kind (COUNT(*) AS ?n) { ?op crk:kind ?kind } GROUP BY ?kind"


def ask(port: int, query: str) -> int:
    """Ask over a connection of its own; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': query})}")
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def ask_light(port: int) -> tuple[list[float], Counter[int]]:
    """Return the milliseconds that each light query took, and how many were answered by which status."""
    taken: list[float] = []
    statuses: Counter[int] = Counter()

    def one_client(client: int) -> None:
        until = time.monotonic() + _SECONDS
        number = 0
        while (begin := time.monotonic()) < until:
            number += 1
            statuses[ask(port, f"{LIGHT} # {client} {number} {begin}")] += 1
            taken.append(1000 * (time.monotonic() - begin))
            time.sleep(max(0.0, 1 / _A_SECOND - (time.monotonic() - begin)))

    clients = [threading.Thread(target=one_client, args=(client,)) for client in range(_CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return taken, statuses


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keep so many processes busy."""
    command = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command, start_new_session=True) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


@contextmanager
def endless_queries(port: int, count: int) -> Iterator[None]:
    """Keep asking so many endless queries, again whenever one is stopped or refused."""
    is_over = threading.Event()

    def keep_asking(number: int) -> None:
        while not is_over.is_set():
            try:
                ask(port, f"{ENDLESS} # {number} {time.monotonic()}")
            except (OSError, http.client.HTTPException):  # the server has ended
                return

    threads = [threading.Thread(target=keep_asking, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    try:
        yield
    finally:
        is_over.set()


def told(what: str, taken: list[float], statuses: Counter[int]) -> str:
    """Return a row of the table."""
    ordered = sorted(taken)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    refused = sum(count for status, count in statuses.items() if status != 200)
    load = os.getloadavg()[0]
    return f"| {what} | {len(ordered)} | {p50:.0f} | {p99:.0f} | {ordered[-1]:.0f} | {refused} | {load:.0f} |"


def main() -> None:
    """Measure over a store."""
    store, loops, endless = readable(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    port = free_port()
    print("| beside | light queries | p50, ms | p99, ms | longest, ms | refused | load at the end |")
    print("|---|---|---|---|---|---|---|")
    with server(serve_ours(store, port, "on"), port, "/sparql") as (first, pid), ExitStack() as stack:
        wait_for_memory(first)
        wait_until_idle(pid)
        print(told("nothing", *ask_light(port)), flush=True)
        stack.enter_context(busy_loops(loops))
        print(told(f"{loops} busy loops", *ask_light(port)), flush=True)
        stack.enter_context(endless_queries(port, endless))
        print(told(f"{loops} busy loops, {endless} endless queries", *ask_light(port)), flush=True)


if __name__ == "__main__":
    main()
