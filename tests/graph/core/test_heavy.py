"""What makes a query heavy: its work, not the time that goes by while others work."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crackdown.errors import ServerBusy
from crackdown.graph.serving import frames, run
from crackdown.graph.serving.crew import Worker
from crackdown.graph.serving.lanes import KnownHeavy, Lane
from crackdown.graph.serving.limits import LIGHT_SECONDS, Limits
from crackdown.graph.serving.processor_clock import ProcessorClock

WHOLE = frames.pack(frames.WHOLE, b"{}\nan answer")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="no other system tells what another process has taken")


class Scene:
    """A query in a worker that works, and answers, when a test says; the places of the heavy are taken."""

    folder = ""

    def __init__(self, worked: Callable[[], float | None], *, is_ready: bool = True) -> None:
        connection, self.theirs = socket.socketpair()
        connection.setblocking(False)
        self.orders: list[bytes] = []
        self.worker = Worker(self, 1, connection, "")  # type: ignore[arg-type]
        if is_ready:
            self.tell_ready()
        self.worker.processor_seconds = worked  # type: ignore[method-assign]
        self.known = KnownHeavy()
        full = Lane(0, most_waiting=9, waiting_seconds=0.1)
        self.run = run.Run(Lane(1, most_waiting=9, waiting_seconds=0.1), full, self.known, Limits())

    def order(self, order: bytes, _: int) -> None:
        self.orders.append(order)

    def take(self) -> Worker:
        return self.worker

    def stand_ready(self) -> None: ...

    def give_back(self, _: Worker) -> None: ...

    def tell_ready(self) -> None:
        self.theirs.sendall(frames.pack_json(frames.READY, ready(os.getpid(), 0.0)))

    def answer(self) -> None:
        self.theirs.sendall(WHOLE)

    async def ask(self, seconds: float) -> frames.Frame:
        """Ask, and have the answer come after so many seconds."""
        asyncio.get_running_loop().call_later(seconds, self.answer)
        frame = await self.run.begin("ASK {}", lambda: self, {})  # type: ignore[arg-type, return-value]
        self.run.end()
        return frame


def test_a_query_that_waits_for_the_processor_stays_light() -> None:
    scene = Scene(lambda: 0.002)
    assert asyncio.run(scene.ask(6 * LIGHT_SECONDS))[0] == frames.WHOLE
    assert scene.orders == []
    assert "ASK {}" not in scene.known


def test_a_query_that_works_for_long_is_heavy() -> None:
    scene = Scene(lambda: 1.01 * LIGHT_SECONDS)
    with pytest.raises(ServerBusy):
        asyncio.run(scene.ask(60))
    assert scene.orders == [b"P"]


def test_it_turns_heavy_when_it_has_worked_long_enough() -> None:
    """At a tenth of the processor, say: it is looked at again and again, and no sooner than it can be due."""
    begin, looks = time.monotonic(), [0]

    def worked() -> float:
        looks[0] += 1
        return (time.monotonic() - begin) / 4

    scene = Scene(worked)
    with pytest.raises(ServerBusy):
        asyncio.run(scene.ask(60))
    assert time.monotonic() - begin > 4 * LIGHT_SECONDS
    assert looks[0] < 60


def test_a_query_that_waits_for_the_disk_turns_heavy_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LIGHT_SECONDS", 0.01)
    scene = Scene(lambda: 0.0)
    with pytest.raises(ServerBusy):
        asyncio.run(scene.ask(60))


def test_the_time_until_its_worker_is_ready_is_not_a_querys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_WAITING_COUNTS", 1.0)

    async def ask(scene: Scene) -> frames.Frame:
        asyncio.get_running_loop().call_later(2 * LIGHT_SECONDS, scene.tell_ready)
        return await scene.ask(2.5 * LIGHT_SECONDS)

    assert asyncio.run(ask(Scene(lambda: 0.0, is_ready=False)))[0] == frames.WHOLE


def test_where_the_system_does_not_tell_the_clock_decides() -> None:
    begin = time.monotonic()
    with pytest.raises(ServerBusy):
        asyncio.run(Scene(lambda: None).ask(60))
    assert time.monotonic() - begin < 20 * LIGHT_SECONDS  # long before what waits for a disk


def test_an_answer_that_has_come_counts_before_what_is_due() -> None:
    """This process may have been kept from looking for longer than a light query may take."""
    uvloop = pytest.importorskip("uvloop")  # the one that the server runs looks at clocks before it looks at sockets

    answered: list[bool] = []

    def answer_and_keep_it_from_looking() -> None:
        scene.answer()
        answered.append(True)
        time.sleep(2 * LIGHT_SECONDS)

    async def ask() -> frames.Frame:
        asyncio.get_running_loop().call_later(LIGHT_SECONDS / 2, answer_and_keep_it_from_looking)
        return await scene.ask(60)

    scene = Scene(lambda: 2 * LIGHT_SECONDS if answered else 0.0)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(ask())[0] == frames.WHOLE


@pytest.fixture
def busy() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        yield process
        process.kill()


@LINUX
def test_a_clock_counts_the_work_of_a_process_not_its_rest(busy: subprocess.Popen[bytes]) -> None:
    clock = ProcessorClock(busy.pid)
    until = time.monotonic() + 60
    while (clock.seconds() or 0.0) < 0.1:
        assert time.monotonic() < until
    os.kill(busy.pid, signal.SIGSTOP)
    os.waitpid(busy.pid, os.WUNTRACED)
    before = clock.seconds()
    time.sleep(0.1)
    assert clock.seconds() == pytest.approx(before, abs=0.01)  # its last step may be counted after it was stopped


@LINUX
def test_a_clock_of_a_process_that_has_ended_tells_nothing(busy: subprocess.Popen[bytes]) -> None:
    clock = ProcessorClock(busy.pid)
    busy.kill()
    busy.wait()
    assert clock.seconds() is None


def ready(pid: int, seconds: float) -> dict[str, Any]:
    return {"pid": pid, "seconds": seconds}


@LINUX
def test_what_a_worker_took_before_it_was_ready_is_no_querys(busy: subprocess.Popen[bytes]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker = Worker(None, 1, ours, "")  # type: ignore[arg-type]
        worker.begin()
        worker.note_ready(ready(busy.pid, 1000.0))
        assert worker.processor_seconds() == 0.0
        worker = Worker(None, 1, ours, "")  # type: ignore[arg-type]
        worker.note_ready(ready(busy.pid, 0.0))
        while not (first := worker.processor_seconds()) or first < 0.1:
            pass
        worker.begin()
        assert (worker.processor_seconds() or 0.0) < first
