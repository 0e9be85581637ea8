"""A crowd that asks light queries at a fixed rate, alone and while a query that never ends runs."""

from __future__ import annotations

import asyncio
import http.client
import threading
import time
from typing import Final
from urllib.parse import quote, urlencode

CROWD: Final = (500, 5.0)  # queries a second, seconds
ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?e && ?e != ?h) }"


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
