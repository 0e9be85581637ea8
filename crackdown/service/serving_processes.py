"""Several server processes over one store: started, watched, started again when they die, ended together.

Each takes its own snapshot and has its own workers; all accept from one socket. The counts of all are told at /metrics
by whichever is asked.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from multiprocessing.context import SpawnProcess
from socket import socket
from typing import Any, Final

from crackdown.commands.options import complain
from crackdown.errors import CrackdownError, StoreUnavailable

Serve = Callable[[socket, Callable[[], None]], None]
_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"  # read by prometheus_client when it is imported
_CANNOT_START: Final = 2
_PAUSE_SECONDS: Final = 1.0  # before a process that died is started again
_AFTER_SECONDS: Final = 5.0  # beyond the time that running answers have, for a process to put its things away


def serve_in_processes(
    serve: Serve, listener: socket, number: int, *, grace_seconds: float, ready: Callable[[], None]
) -> None:
    """Run a server in several processes until this one is told to end.

    Args:
        serve: answers from a socket until its process is told to end, and calls what it is given once it can answer.
        listener: the socket.
        number: of processes.
        grace_seconds: how long running answers may take when the end has come.
        ready: called once the first process can answer.

    Raises:
        StoreUnavailable: a process could not begin; it has told why.
    """
    with _shared_folder():
        context = get_context("spawn")
        started = context.Event()

        def start() -> SpawnProcess:
            process = context.Process(target=_run, args=(serve, listener, started))
            process.start()
            return process

        processes = [start() for _ in range(number)]
        try:
            _wait_for_one(processes, started)
            ready()
            while True:
                _replace_the_dead(processes, start)
        finally:
            _end(processes, grace_seconds + _AFTER_SECONDS)


def _run(serve: Serve, listener: socket, started: Any) -> None:
    """Be one of the processes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        serve(listener, started.set)
    except CrackdownError as error:
        complain(str(error))
        sys.exit(_CANNOT_START)
    except KeyboardInterrupt:
        sys.exit(0)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _wait_for_one(processes: list[SpawnProcess], started: Any) -> None:
    while not started.wait(0.1):
        _refuse_a_false_start(processes)


def _refuse_a_false_start(processes: list[SpawnProcess]) -> None:
    if any(process.exitcode == _CANNOT_START for process in processes):
        raise StoreUnavailable("a server process could not begin, for the reason above")


def _replace_the_dead(processes: list[SpawnProcess], start: Callable[[], SpawnProcess]) -> None:
    connection.wait([process.sentinel for process in processes])
    _refuse_a_false_start(processes)
    for place, process in enumerate(processes):
        if process.exitcode is not None:
            complain(f"server process {process.pid} died ({process.exitcode}); another takes its place")
            _mark_dead(process)
            time.sleep(_PAUSE_SECONDS)
            processes[place] = start()


def _end(processes: list[SpawnProcess], seconds: float) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + seconds
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.exitcode is None:
            process.kill()
            process.join()


def _mark_dead(process: SpawnProcess) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(process.pid, os.environ[_SHARED])  # type: ignore[no-untyped-call]


@contextmanager
def _shared_folder() -> Iterator[None]:
    """Make the folder in which the processes add up their counts."""
    folder = tempfile.mkdtemp(prefix="crackdown-metrics-")
    os.environ[_SHARED] = folder
    try:
        yield
    finally:
        del os.environ[_SHARED]
        shutil.rmtree(folder, ignore_errors=True)
